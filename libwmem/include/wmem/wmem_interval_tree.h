/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A map from intervals of numbers to pointers that answers which of them overlap a given one.
 *
 * One interval a lower bound: inserting another with the same bound replaces it, the upper bound and the value.
 * Finding is logarithmic in what is stored and linear in what is found. An interval tree is a wmem_tree_t:
 * wmem_tree_count(), wmem_tree_foreach() and wmem_tree_destroy() work on it.
 */
#ifndef WMEM_INTERVAL_TREE_H
#define WMEM_INTERVAL_TREE_H

#include "wmem_core.h"
#include "wmem_list.h"
#include "wmem_tree.h"

G_BEGIN_DECLS

typedef struct _wmem_tree_t wmem_itree_t;

/** The key that wmem_tree_foreach() hands out. */
struct _wmem_range_t {
  guint64 low;
  guint64 high;     /**< inclusive */
  guint64 max_edge; /**< a bound of all upper bounds near by, at least `high` */
};

/** @param allocator pool of the tree; NULL for the heap (then wmem_tree_destroy() is due). @return an empty tree. */
WMEM_API wmem_itree_t *
wmem_itree_new (wmem_allocator_t *allocator);

/** @return TRUE where nothing was inserted yet. */
WMEM_API wmem_bool_t
wmem_itree_is_empty (wmem_itree_t *tree);

/** Stores @a data for @a low to @a high, both inclusive. Aborts where @a low is above @a high. */
WMEM_API void
wmem_itree_insert (wmem_itree_t *tree, const guint64 low, const guint64 high, void *data);

/**
 * @param allocator pool of the list.
 * @param low and @a high: the range asked for, both inclusive.
 * @return the values of all intervals that share a number with the range, by ascending lower bound; never NULL.
 */
WMEM_API wmem_list_t *
wmem_itree_find_intervals (wmem_itree_t *tree, wmem_allocator_t *allocator, guint64 low, guint64 high);

/** Prints the intervals to stdout, a line each. */
WMEM_API void
wmem_print_itree (wmem_itree_t *tree);

G_END_DECLS

#endif
