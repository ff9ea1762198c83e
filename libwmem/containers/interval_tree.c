/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Interval trees: the index of intervals behind the public API.
 */
#include "wmem/wmem_interval_tree.h"

#include "tree.h"
#include "pools/pool.h"

wmem_itree_t *
wmem_itree_new (wmem_allocator_t *allocator)
{
  return wmem_tree_new (allocator);
}

gboolean
wmem_itree_is_empty (wmem_itree_t *tree)
{
  return wmem_tree_is_empty (tree);
}

void
wmem_itree_insert (wmem_itree_t *tree, const guint64 low, const guint64 high, void *data)
{
  wmem_allocator_t *allocator = tree->autoreset.data;

  if (G_UNLIKELY (low > high))
    wmem_abort ("cannot insert the interval from %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT
                ", give the lower bound first",
                low, high);
  if (tree->intervals == NULL)
    tree->intervals = wmem_new0 (allocator, wmem_interval_index_t);
  wmem_interval_index_insert (tree->intervals, allocator, low, high, data);
}

static gboolean
collect (guint64 low G_GNUC_UNUSED, guint64 high G_GNUC_UNUSED, void *value, void *user_data)
{
  wmem_list_append (user_data, value);
  return FALSE;
}

wmem_list_t *
wmem_itree_find_intervals (wmem_itree_t *tree, wmem_allocator_t *allocator, guint64 low, guint64 high)
{
  wmem_list_t *found = wmem_list_new (allocator);

  if (tree != NULL && tree->intervals != NULL)
    wmem_interval_index_overlaps (tree->intervals, low, high, collect, found);
  return found;
}
