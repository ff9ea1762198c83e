/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A hash map from pointers to pointers, with GLib's hash and equality functions.
 *
 * Keys and values are the caller's; the map keeps the pointers. For the usual pairs of functions (direct, string, int,
 * int64) the map hashes and compares by itself: seeded, so that keys from the network cannot be made to collide, whichever
 * of g_*_hash() and wmem_*_hash() was named. What other functions give is mixed with the seed. All but
 * wmem_map_insert() accept a NULL map as an empty one.
 */
#ifndef WMEM_MAP_H
#define WMEM_MAP_H

#include <glib.h>

#include "wmem_core.h"
#include "wmem_list.h"

G_BEGIN_DECLS

typedef struct _wmem_map_t wmem_map_t;

/**
 * @param allocator pool of the map; NULL for the heap (then wmem_map_destroy() is due).
 * @param hash_func NULL for g_direct_hash().
 * @param eql_func NULL for g_direct_equal().
 * @return an empty map; it takes no room for keys before the first one.
 */
WMEM_API wmem_map_t *
wmem_map_new (wmem_allocator_t *allocator, GHashFunc hash_func, GEqualFunc eql_func);

/**
 * A map that is empty again whenever its data pool was freed, as a static variable over many capture files needs it.
 *
 * @param metadata_scope pool of the map itself.
 * @param data_scope pool of what it holds. After this pool is destroyed the map must not be used any more.
 */
WMEM_API wmem_map_t *
wmem_map_new_autoreset (wmem_allocator_t *metadata_scope, wmem_allocator_t *data_scope, GHashFunc hash_func,
                        GEqualFunc eql_func);

/** Gives the map back. NULL is fine. @param free_keys, @param free_values whether to wmem_free() them in its (data) pool. */
WMEM_API void
wmem_map_destroy (wmem_map_t *map, gboolean free_keys, gboolean free_values);

/**
 * Stores @a value under @a key. Where the key is there already, its value is replaced and the first key pointer stays.
 *
 * @return the value replaced, or NULL.
 */
WMEM_API void *
wmem_map_insert (wmem_map_t *map, const void *key, void *value);

/** @return whether the key is there. */
WMEM_API wmem_bool_t
wmem_map_contains (const wmem_map_t *map, const void *key);

/** @return the value at @a key, NULL where there is none. */
WMEM_API void *
wmem_map_lookup (const wmem_map_t *map, const void *key);

/**
 * @param orig_key receives the key pointer that was inserted; may be NULL. Unchanged on failure.
 * @param value receives the value; may be NULL. Unchanged on failure.
 * @return whether the key is there.
 */
WMEM_API wmem_bool_t
wmem_map_lookup_extended (const wmem_map_t *map, const void *key, const void **orig_key, void **value);

/** Removes the key. @return the value it had, NULL where it was not there. */
WMEM_API void *
wmem_map_remove (wmem_map_t *map, const void *key);

/** Removes the key. @return whether it was there. */
WMEM_API wmem_bool_t
wmem_map_steal (wmem_map_t *map, const void *key);

/** @param list_allocator pool of the list. @return the keys in no particular order; an empty list for none. */
WMEM_API wmem_list_t *
wmem_map_get_keys (wmem_allocator_t *list_allocator, const wmem_map_t *map);

/** Calls @a foreach_func for every key, in no particular order. It may remove the key that it is called for. */
WMEM_API void
wmem_map_foreach (const wmem_map_t *map, GHFunc foreach_func, gpointer user_data);

/**
 * Removes every key for which @a foreach_func, called in no particular order, returns TRUE.
 *
 * @param map may be NULL. @return number of keys removed.
 */
WMEM_API guint
wmem_map_foreach_remove (wmem_map_t *map, GHRFunc foreach_func, gpointer user_data);

/** @return the value of a key for which @a foreach_func, called in no particular order, returns TRUE; NULL for none. */
WMEM_API void *
wmem_map_find (const wmem_map_t *map, GHRFunc foreach_func, gpointer user_data);

/**
 * Makes room for so many keys at once. A map that its data pool empties begins small again.
 *
 * @param capacity keys in all, those that are there included.
 * @return keys that the map then has room for, 0 for no map; aborts where it could never hold so many.
 */
WMEM_API gsize
wmem_map_reserve (wmem_map_t *map, guint64 capacity);

/** @return number of keys. */
WMEM_API guint
wmem_map_size (const wmem_map_t *map);

/** @return a hash of @a len bytes that differs from one run of the program to the next. */
WMEM_API guint32
wmem_strong_hash (const guint8 *buf, const size_t len);

/** wmem_strong_hash() of a string, as a GHashFunc. */
WMEM_API guint
wmem_str_hash (gconstpointer key);

/** wmem_strong_hash() of the gint64 at @a key, as a GHashFunc. */
WMEM_API guint
wmem_int64_hash (gconstpointer key);

/** wmem_strong_hash() of the double at @a key, as a GHashFunc; 0.0 and -0.0 hash alike, as they are equal. */
WMEM_API guint
wmem_double_hash (gconstpointer key);

G_END_DECLS

#endif
