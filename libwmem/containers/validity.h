/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Checks of whole containers, for tests: each looks at everything that its structure promises to itself, in the time
 * that a walk takes. Nothing in the library calls them, and nothing is exported.
 */
#ifndef WMEM_CONTAINERS_VALIDITY_H
#define WMEM_CONTAINERS_VALIDITY_H

#include "wmem/wmem.h"

gboolean
wmem_list_is_valid (const wmem_list_t *list);

gboolean
wmem_array_is_valid (const wmem_array_t *array);

/** Finds every key again, so the functions that hash and compare it are called. */
gboolean
wmem_map_is_valid (const wmem_map_t *map);

/** As wmem_map_is_valid(), and the index of every key. */
gboolean
wmem_multimap_is_valid (const wmem_multimap_t *map);

/** Of every kind: by number, by sequence, by string, of intervals. */
gboolean
wmem_tree_is_valid (const wmem_tree_t *tree);

#endif
