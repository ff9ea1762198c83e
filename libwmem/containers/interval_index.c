/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The B+-tree of intervals.
 *
 * One kind of node serves leaves and branches: entry i has a lower bound, an upper bound, and a value or a child.
 *
 * Invariants: lower bounds ascend strictly in a node; in a branch the lower bound is the child's first one, and no upper
 * bound below the child is larger than its own. A first child with bounds below those that its branch notes would, once
 * split, be entered above in the wrong place.
 */
#include "interval_index.h"

#include <string.h>

#define ENTRIES 16

typedef struct
{
  guint count;
  guint64 low[ENTRIES];
  guint64 high[ENTRIES];
  void *content[ENTRIES];
} node_t;

typedef struct
{
  guint64 low;
  guint64 high;
  void *content;
} entry_t;

static guint
count_up_to (const node_t *node, guint64 low)
{
  guint i, count = 0;

  for (i = 0; i < node->count; i++)
    count += node->low[i] <= low;
  return count;
}

static void
put_entry (node_t *node, guint at, entry_t entry)
{
  guint behind = node->count - at;

  memmove (node->low + at + 1, node->low + at, behind * sizeof *node->low);
  memmove (node->high + at + 1, node->high + at, behind * sizeof *node->high);
  memmove (node->content + at + 1, node->content + at, behind * sizeof *node->content);
  node->low[at] = entry.low;
  node->high[at] = entry.high;
  node->content[at] = entry.content;
  node->count++;
}

static guint64
largest_high (const node_t *node)
{
  guint64 largest = 0;
  guint i;

  for (i = 0; i < node->count; i++)
    largest = MAX (largest, node->high[i]);
  return largest;
}

static entry_t
entry_for_node (node_t *node)
{
  return (entry_t){ node->low[0], largest_high (node), node };
}

static node_t *
new_node (wmem_allocator_t *allocator)
{
  node_t *node = wmem_new (allocator, node_t);

  node->count = 0;
  return node;
}

/** Puts an entry into a node that may be full. @return the new node to its right where it had to be split, or NULL. */
static node_t *
put_or_split (node_t *node, wmem_allocator_t *allocator, guint at, entry_t entry)
{
  node_t *right;
  guint kept = at == ENTRIES ? ENTRIES : ENTRIES / 2; /* full where bounds come in order */
  guint moved = ENTRIES - kept;

  if (node->count < ENTRIES)
    {
      put_entry (node, at, entry);
      return NULL;
    }
  right = new_node (allocator);
  memcpy (right->low, node->low + kept, moved * sizeof *node->low);
  memcpy (right->high, node->high + kept, moved * sizeof *node->high);
  memcpy (right->content, node->content + kept, moved * sizeof *node->content);
  right->count = moved;
  node->count = kept;
  if (at <= kept && moved > 0)
    put_entry (node, at, entry);
  else
    put_entry (right, at - kept, entry);
  return right;
}

/** @return the new node to the right of @a node where that had to be split, or NULL. */
static node_t *
insert_below (wmem_interval_index_t *index, wmem_allocator_t *allocator, node_t *node, guint height, entry_t entry)
{
  guint count = count_up_to (node, entry.low);
  guint child = count > 0 ? count - 1 : 0;
  node_t *right;

  if (height == 0)
    {
      if (count > 0 && node->low[child] == entry.low)
        {
          node->high[child] = entry.high;
          node->content[child] = entry.content;
          return NULL;
        }
      index->count++;
      return put_or_split (node, allocator, count, entry);
    }
  right = insert_below (index, allocator, node->content[child], height - 1, entry);
  node->low[child] = MIN (node->low[child], entry.low);
  if (right == NULL)
    {
      node->high[child] = MAX (node->high[child], entry.high);
      return NULL;
    }
  node->high[child] = largest_high (node->content[child]);
  return put_or_split (node, allocator, child + 1, entry_for_node (right));
}

void
wmem_interval_index_insert (wmem_interval_index_t *index, wmem_allocator_t *allocator, guint64 low, guint64 high,
                            void *value)
{
  node_t *right, *root;

  if (index->root == NULL)
    index->root = new_node (allocator);
  right = insert_below (index, allocator, index->root, index->height, (entry_t){ low, high, value });
  if (right == NULL)
    return;
  root = new_node (allocator);
  put_entry (root, 0, entry_for_node (index->root));
  put_entry (root, 1, entry_for_node (right));
  index->root = root;
  index->height++;
}

static gboolean
overlaps_below (const node_t *node, guint height, guint64 low, guint64 high, wmem_interval_func_t func,
                void *user_data)
{
  guint i;

  for (i = 0; i < node->count; i++)
    {
      if (node->low[i] > high)
        break;
      if (node->high[i] < low)
        continue;
      if (height == 0 ? func (node->low[i], node->high[i], node->content[i], user_data)
                      : overlaps_below (node->content[i], height - 1, low, high, func, user_data))
        return TRUE;
    }
  return FALSE;
}

gboolean
wmem_interval_index_overlaps (const wmem_interval_index_t *index, guint64 low, guint64 high,
                              wmem_interval_func_t func, void *user_data)
{
  return index->root != NULL && overlaps_below (index->root, index->height, low, high, func, user_data);
}

static void
free_node (node_t *node, guint height, wmem_allocator_t *allocator, gboolean free_values)
{
  guint i;

  for (i = 0; i < node->count; i++)
    if (height > 0)
      free_node (node->content[i], height - 1, allocator, free_values);
    else if (free_values)
      wmem_free (allocator, node->content[i]);
  wmem_free (allocator, node);
}

void
wmem_interval_index_clear (wmem_interval_index_t *index, wmem_allocator_t *allocator, gboolean free_values)
{
  if (index->root != NULL)
    free_node (index->root, index->height, allocator, free_values);
  *index = (wmem_interval_index_t){ 0 };
}

/** @return the number of intervals below @a node, which must all be in @a low to @a high; -1 where something is wrong. */
static gint64
count_if_valid (const node_t *node, guint height, guint64 low, guint64 high)
{
  gint64 count = 0;
  guint i;

  if (node->count == 0 || node->count > ENTRIES || node->low[0] != low)
    return -1;
  for (i = 0; i < node->count; i++)
    {
      gint64 below = height == 0 ? 1 : count_if_valid (node->content[i], height - 1, node->low[i], node->high[i]);

      if ((i > 0 && node->low[i] <= node->low[i - 1]) || node->low[i] > node->high[i] || node->high[i] > high || below < 0)
        return -1;
      count += below;
    }
  return count;
}

gboolean
wmem_interval_index_is_valid (const wmem_interval_index_t *index)
{
  const node_t *root = index->root;

  if (root == NULL)
    return index->count == 0 && index->height == 0;
  return count_if_valid (root, index->height, root->low[0], G_MAXUINT64) == (gint64) index->count;
}
