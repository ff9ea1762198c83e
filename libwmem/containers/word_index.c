/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The B+-tree from 32-bit numbers to pointers.
 *
 * Invariants: unused keys of a node are G_MAXINT32, so that counting needs no bound; a tree of one leaf may have a
 * small one, every other leaf has WMEM_WORD_LEAF_KEYS; a branch has one separator less than children, and separator i
 * is the smallest key under child i + 1.
 */
#include "word_index.h"

#include "word_search.h"
#include "pools/pool.h"

#define MAX_HEIGHT 16 /* 16 children at least: more than 2^32 keys need */

/** The way from the root to a leaf. */
typedef struct
{
  wmem_word_branch_t *branch[MAX_HEIGHT];
  guint child[MAX_HEIGHT];
} path_t;

static void
mark_unused (gint32 *keys, guint count)
{
  guint i;

  for (i = 0; i < count; i++)
    keys[i] = G_MAXINT32;
}

/** Always inlined: most leaves are a tree's first, whose size is a constant. */
static inline __attribute__ ((always_inline)) wmem_word_leaf_t *
new_leaf (wmem_allocator_t *allocator, guint capacity)
{
  wmem_word_leaf_t *leaf
      = wmem_pool_alloc (allocator, sizeof *leaf + capacity * (sizeof (gint32) + sizeof (void *)));

  *leaf = (wmem_word_leaf_t){ .capacity = capacity };
  mark_unused (leaf->keys, capacity);
  if (capacity < WMEM_WORD_FEW) /* a search reads behind so few keys */
    memset (leaf->keys + capacity, 0, capacity * sizeof (void *));
  return leaf;
}

/** Moves what is at @a from and behind in one leaf to the start of an empty one. */
static void
move_tail (wmem_word_leaf_t *source, guint from, wmem_word_leaf_t *target)
{
  guint moved = source->count - from;

  memcpy (target->keys, source->keys + from, moved * sizeof (gint32));
  memcpy (wmem_word_leaf_values (target), wmem_word_leaf_values (source) + from, moved * sizeof (void *));
  mark_unused (source->keys + from, moved);
  target->subindexes = source->subindexes >> from;
  source->subindexes &= ~(G_MAXUINT32 << from);
  target->removed = source->removed >> from;
  source->removed &= ~(G_MAXUINT32 << from);
  target->count = moved;
  source->count = from;
}

static wmem_word_leaf_t *
grow_only_leaf (wmem_word_index_t *index, wmem_allocator_t *allocator)
{
  wmem_word_leaf_t *small = index->root;
  wmem_word_leaf_t *large = new_leaf (allocator, small->capacity * 2);

  move_tail (small, 0, large);
  wmem_free (allocator, small);
  index->root = index->last = large;
  return large;
}

static wmem_word_branch_t *
new_branch (wmem_allocator_t *allocator)
{
  wmem_word_branch_t *branch = wmem_new (allocator, wmem_word_branch_t);

  branch->count = 0;
  mark_unused (branch->keys, WMEM_WORD_CHILDREN);
  return branch;
}

/** @param at place of the child, not 0: a new child is the right part of one that was there. */
static void
put_child (wmem_word_branch_t *branch, guint at, gint32 separator, void *child)
{
  guint behind = branch->count - at;

  memmove (branch->keys + at, branch->keys + at - 1, behind * sizeof (gint32));
  memmove (branch->children + at + 1, branch->children + at, behind * sizeof (void *));
  branch->keys[at - 1] = separator;
  branch->children[at] = child;
  branch->count++;
}

/**
 * Splits a full branch, and puts the child into the proper part.
 *
 * @param separator that of the child; becomes that of the new branch.
 * @return the new branch, to the right of the old.
 */
static wmem_word_branch_t *
split_branch (wmem_word_branch_t *left, wmem_allocator_t *allocator, guint at, gint32 *separator, void *child)
{
  const guint half = WMEM_WORD_CHILDREN / 2;
  wmem_word_branch_t *right = new_branch (allocator);
  gint32 child_separator = *separator;

  if (at == WMEM_WORD_CHILDREN)
    {
      /* Keys come in order: the left one stays full. */
      right->children[0] = child;
      right->count = 1;
      return right;
    }
  *separator = left->keys[half - 1];
  memcpy (right->keys, left->keys + half, (half - 1) * sizeof (gint32));
  memcpy (right->children, left->children + half, half * sizeof (void *));
  mark_unused (left->keys + half - 1, half + 1);
  left->count = right->count = half;
  if (at <= half)
    put_child (left, at, child_separator, child);
  else
    put_child (right, at - half, child_separator, child);
  return right;
}

/** Enters a new node, the right part of the node that the path ends in, in the branches above. */
static void
enter_node (wmem_word_index_t *index, wmem_allocator_t *allocator, const path_t *path, gint32 separator, void *node)
{
  guint level = index->height;
  wmem_word_branch_t *root;

  while (level-- > 0)
    {
      if (path->branch[level]->count < WMEM_WORD_CHILDREN)
        {
          put_child (path->branch[level], path->child[level] + 1, separator, node);
          return;
        }
      node = split_branch (path->branch[level], allocator, path->child[level] + 1, &separator, node);
    }
  root = new_branch (allocator);
  root->children[0] = index->root;
  root->count = 1;
  put_child (root, 1, separator, node);
  index->root = root;
  index->height++;
}

/** @param position where the key would go, changed to where it goes now. @return the leaf where it goes now. */
static wmem_word_leaf_t *
split_leaf (wmem_word_index_t *index, wmem_allocator_t *allocator, const path_t *path, wmem_word_leaf_t *leaf,
            gint32 key, guint *position)
{
  wmem_word_leaf_t *right = new_leaf (allocator, WMEM_WORD_LEAF_KEYS);
  gboolean at_end = leaf == index->last && *position == leaf->count;

  right->next = leaf->next;
  leaf->next = right;
  if (leaf == index->last)
    index->last = right;
  if (!at_end) /* else keys come in order, and the leaf stays full */
    move_tail (leaf, WMEM_WORD_LEAF_KEYS / 2, right);
  enter_node (index, allocator, path, at_end ? key : right->keys[0], right);
  if (*position <= leaf->count && !at_end)
    return leaf;
  *position -= leaf->count;
  return right;
}

static inline wmem_word_place_t
put_key (wmem_word_index_t *index, wmem_word_leaf_t *leaf, guint position, gint32 key)
{
  guint behind = leaf->count - position;
  void **values = wmem_word_leaf_values (leaf);
  guint32 below = ((guint32) 1 << position) - 1;

  if (behind > 0)
    {
      memmove (leaf->keys + position + 1, leaf->keys + position, behind * sizeof (gint32));
      memmove (values + position + 1, values + position, behind * sizeof (void *));
      leaf->subindexes = (leaf->subindexes & below) | (leaf->subindexes & ~below) << 1;
      leaf->removed = (leaf->removed & below) | (leaf->removed & ~below) << 1;
    }
  leaf->keys[position] = key;
  values[position] = NULL;
  leaf->count++;
  index->count++;
  return (wmem_word_place_t){ leaf, position };
}

static G_GNUC_NO_INLINE wmem_word_place_t
insert_by_path (wmem_word_index_t *index, wmem_allocator_t *allocator, gint32 key)
{
  void *node = index->root;
  wmem_word_leaf_t *leaf;
  path_t path;
  guint level, position;

  for (level = 0; level < index->height; level++)
    {
      path.branch[level] = node;
      path.child[level] = wmem_word_choose_child (node, key);
      node = path.branch[level]->children[path.child[level]];
    }
  leaf = node;
  position = wmem_word_count_below (leaf->keys, leaf->capacity, key);
  if (position < leaf->count && leaf->keys[position] == key)
    return (wmem_word_place_t){ leaf, position };
  if (leaf->count == leaf->capacity)
    {
      if (leaf->capacity < WMEM_WORD_LEAF_KEYS)
        leaf = grow_only_leaf (index, allocator);
      else
        leaf = split_leaf (index, allocator, &path, leaf, key, &position);
    }
  return put_key (index, leaf, position, key);
}

/** The first key: a function of its own, so that the others save no register for it. */
static G_GNUC_NO_INLINE wmem_word_place_t
insert_first (wmem_word_index_t *index, wmem_allocator_t *allocator, gint32 key)
{
  index->root = index->last = new_leaf (allocator, WMEM_WORD_LEAST);
  return put_key (index, index->last, 0, key);
}

wmem_word_place_t
wmem_word_index_insert (wmem_word_index_t *index, wmem_allocator_t *allocator, guint32 key)
{
  const gint32 ordered = wmem_word_to_ordered (key);
  wmem_word_leaf_t *last = index->last;

  if (G_UNLIKELY (last == NULL))
    return insert_first (index, allocator, ordered);
  /* Keys that come in order need no search. */
  if (last->count < last->capacity && last->keys[last->count - 1] < ordered)
    return put_key (index, last, last->count, ordered);
  return insert_by_path (index, allocator, ordered);
}

wmem_word_index_t *
wmem_word_index_make_subindex (wmem_word_index_t *index, wmem_word_place_t place, wmem_allocator_t *allocator)
{
  wmem_word_index_t *subindex = wmem_word_place_subindex (place);

  if (subindex == NULL)
    {
      subindex = wmem_new0 (allocator, wmem_word_index_t);
      wmem_word_place_set_value (place, subindex);
      place.leaf->subindexes |= (guint32) 1 << place.position;
      index->sequences = TRUE;
    }
  return subindex;
}

/** What an index and those below it are freed with. */
typedef struct
{
  wmem_allocator_t *allocator;
  gboolean free_values;
  wmem_word_index_t *pending; /**< subindexes whose turn comes; `last` of each is the next: they need no room */
} clearing_t;

static void
free_leaf (wmem_word_leaf_t *leaf, clearing_t *clearing)
{
  wmem_word_place_t place = { leaf, 0 };
  wmem_word_index_t *subindex;

  for (; place.position < leaf->count; place.position++)
    if ((subindex = wmem_word_place_subindex (place)) != NULL)
      {
        subindex->last = (void *) clearing->pending;
        clearing->pending = subindex;
      }
    else if (clearing->free_values)
      wmem_free (clearing->allocator, *wmem_word_place_value (place));
  wmem_free (clearing->allocator, leaf);
}

static void
free_node (void *node, guint height, clearing_t *clearing)
{
  wmem_word_branch_t *branch = node;
  guint i;

  if (height == 0)
    {
      free_leaf (node, clearing);
      return;
    }
  for (i = 0; i < branch->count; i++)
    free_node (branch->children[i], height - 1, clearing);
  wmem_free (clearing->allocator, branch);
}

void
wmem_word_index_clear (wmem_word_index_t *index, wmem_allocator_t *allocator, gboolean free_values)
{
  clearing_t clearing = { allocator, free_values, NULL };
  wmem_word_index_t *subindex;

  if (index->root != NULL)
    free_node (index->root, index->height, &clearing);
  *index = (wmem_word_index_t){ 0 };
  while ((subindex = clearing.pending) != NULL)
    {
      clearing.pending = (void *) subindex->last;
      if (subindex->root != NULL)
        free_node (subindex->root, subindex->height, &clearing);
      wmem_free (allocator, subindex);
    }
}

/** Where a check of a whole index has come to. */
typedef struct
{
  const wmem_word_leaf_t *expected; /**< the leaf that must come next; NULL before the first */
  gint64 last_key;
  gsize count;
  gboolean sequences;
} check_t;

static gboolean
leaf_is_valid (wmem_word_leaf_t *leaf, gboolean is_only, check_t *check)
{
  wmem_word_place_t place = { leaf, 0 };

  if ((check->expected != NULL && leaf != check->expected) || leaf->count == 0 || leaf->count > leaf->capacity
      || leaf->capacity > WMEM_WORD_LEAF_KEYS || (leaf->capacity < WMEM_WORD_LEAF_KEYS && !is_only)
      || (leaf->count < 32 && (leaf->subindexes | leaf->removed) >> leaf->count != 0))
    return FALSE;
  for (; place.position < leaf->count; place.position++)
    {
      const wmem_word_index_t *subindex = wmem_word_place_subindex (place);

      if (wmem_word_place_removed (place) && *wmem_word_place_value (place) != NULL)
        return FALSE;
      if (leaf->keys[place.position] <= check->last_key || (subindex != NULL && !wmem_word_index_is_valid (subindex)))
        return FALSE;
      check->last_key = leaf->keys[place.position];
      check->sequences |= subindex != NULL;
    }
  for (; place.position < leaf->capacity; place.position++)
    if (leaf->keys[place.position] != G_MAXINT32)
      return FALSE;
  check->count += leaf->count;
  check->expected = leaf->next;
  return TRUE;
}

static gint32
smallest_key (void *node, guint height)
{
  for (; height > 0; height--)
    node = ((wmem_word_branch_t *) node)->children[0];
  return ((wmem_word_leaf_t *) node)->keys[0];
}

static gboolean
node_is_valid (void *node, guint height, gboolean is_root, check_t *check)
{
  const wmem_word_branch_t *branch = node;
  guint i;

  if (height == 0)
    return leaf_is_valid (node, is_root, check);
  if (branch->count > WMEM_WORD_CHILDREN || branch->count < (is_root ? 2 : 1))
    return FALSE;
  for (i = 0; i < branch->count; i++)
    {
      if (!node_is_valid (branch->children[i], height - 1, FALSE, check))
        return FALSE;
      if (i > 0 && branch->keys[i - 1] != smallest_key (branch->children[i], height - 1))
        return FALSE;
    }
  for (i--; i < WMEM_WORD_CHILDREN; i++)
    if (branch->keys[i] != G_MAXINT32)
      return FALSE;
  return TRUE;
}

gboolean
wmem_word_index_is_valid (const wmem_word_index_t *index)
{
  check_t check = { .last_key = G_MININT64 };

  if (index->root == NULL)
    return index->last == NULL && index->height == 0 && index->count == 0;
  return node_is_valid (index->root, index->height, TRUE, &check) && check.expected == NULL
         && index->last->next == NULL && check.last_key == index->last->keys[index->last->count - 1]
         && check.count == index->count && (index->sequences || !check.sequences);
}
