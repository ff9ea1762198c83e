/* SPDX-License-Identifier: MIT */
/**
 * @file
 * What a wmem_tree_t is: an index for each of the three kinds of key.
 */
#ifndef WMEM_CONTAINERS_TREE_H
#define WMEM_CONTAINERS_TREE_H

#include "wmem/wmem_tree.h"

#include "autoreset.h"
#include "hash_table.h"
#include "interval_index.h"
#include "word_index.h"

struct _wmem_tree_t {
  wmem_autoreset_t autoreset;
  wmem_word_index_t words;
  wmem_hash_table_t *strings;       /**< NULL before the first string key */
  wmem_interval_index_t *intervals; /**< NULL but in interval trees that are not empty */
};

/** @return the keys' slots in order, a block of the heap for g_free(); NULL for a tree without string keys. */
wmem_slot_t **
wmem_tree_sort_strings (const wmem_tree_t *tree);

/** Frees the string keys' table, and on request their copies and values. */
void
wmem_tree_clear_strings (wmem_tree_t *tree, gboolean free_keys, gboolean free_values);

#endif
