/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A hash map with several values a key, told apart by a number, usually that of a frame.
 *
 * Made for identifiers that a protocol uses again: "the value of this identifier in the latest frame up to this one" is
 * wmem_multimap_lookup32_le(). Keys and values are the caller's. A NULL multimap is an empty one, except to insert into.
 */
#ifndef WMEM_MULTIMAP_H
#define WMEM_MULTIMAP_H

#include <glib.h>

#include "wmem_core.h"
#include "wmem_list.h"

G_BEGIN_DECLS

typedef struct _wmem_multimap_t wmem_multimap_t;

/** @return an empty multimap. The parameters are those of wmem_map_new(). */
WMEM_API wmem_multimap_t *
wmem_multimap_new (wmem_allocator_t *allocator, GHashFunc hash_func, GEqualFunc eql_func);

/** @return a multimap that is empty again whenever @a data_scope was freed: see wmem_map_new_autoreset(). */
WMEM_API wmem_multimap_t *
wmem_multimap_new_autoreset (wmem_allocator_t *metadata_scope, wmem_allocator_t *data_scope, GHashFunc hash_func,
                             GEqualFunc eql_func);

/** @param list_allocator pool of the list. @return each key once, in no particular order; an empty list for none. */
WMEM_API wmem_list_t *
wmem_multimap_get_keys (wmem_allocator_t *list_allocator, const wmem_multimap_t *map);

/** @return number of values over all keys, removed ones included. */
WMEM_API guint
wmem_multimap_size (const wmem_multimap_t *map);

/** @return number of values of @a key, removed ones included. */
WMEM_API guint
wmem_multimap_count (const wmem_multimap_t *map, const void *key);

/**
 * Stores @a value under @a key and @a frame_num, instead of the one that is there already.
 *
 * @return TRUE where the key was known: the multimap then kept its first pointer and does not need this one.
 */
WMEM_API wmem_bool_t
wmem_multimap_insert32 (wmem_multimap_t *map, const void *key, guint32 frame_num, void *value);

/** @return the value at @a key and @a frame_num, NULL where there is none. */
WMEM_API void *
wmem_multimap_lookup32 (const wmem_multimap_t *map, const void *key, const guint32 frame_num);

/** @return the value of @a key at the largest number not above @a frame_num; NULL where there is none or it was removed. */
WMEM_API void *
wmem_multimap_lookup32_le (const wmem_multimap_t *map, const void *key, const guint32 frame_num);

/** Sets the value to NULL; its number stays known. @return the value it had, NULL where there was none. */
WMEM_API void *
wmem_multimap_remove32 (wmem_multimap_t *map, const void *key, const guint32 frame_num);

G_END_DECLS

#endif
