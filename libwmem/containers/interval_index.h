/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A B+-tree of intervals, ordered by lower bound, in which every child is noted with the largest upper bound below it:
 * what lies under interval trees. A search for overlaps enters only children that can have one.
 */
#ifndef WMEM_CONTAINERS_INTERVAL_INDEX_H
#define WMEM_CONTAINERS_INTERVAL_INDEX_H

#include <glib.h>

#include "wmem/wmem_core.h"

/** Zeroed it is empty. */
typedef struct
{
  void *root; /**< NULL before the first insertion */
  guint height;
  guint count;
} wmem_interval_index_t;

/** Called for an interval. @return TRUE to stop. */
typedef gboolean (*wmem_interval_func_t) (guint64 low, guint64 high, void *value, void *user_data);

/** Stores an interval, instead of one with the same lower bound. */
void
wmem_interval_index_insert (wmem_interval_index_t *index, wmem_allocator_t *allocator, guint64 low, guint64 high,
                            void *value);

/**
 * Calls @a func, which must not insert, for all intervals that overlap @a low to @a high, by ascending lower bound.
 *
 * @return whether @a func stopped it.
 */
gboolean
wmem_interval_index_overlaps (const wmem_interval_index_t *index, guint64 low, guint64 high,
                              wmem_interval_func_t func, void *user_data);

/** For tests: looks at the whole index. */
gboolean
wmem_interval_index_is_valid (const wmem_interval_index_t *index);

/** Frees the nodes, and the values on request. */
void
wmem_interval_index_clear (wmem_interval_index_t *index, wmem_allocator_t *allocator, gboolean free_values);

#endif
