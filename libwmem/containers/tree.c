/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Trees: their life, number keys, and walking them.
 */
#include "wmem/wmem_interval_tree.h"

#include "tree.h"
#include "validity.h"
#include "word_search.h"
#include "word_walk.h"

static void
forget (wmem_autoreset_t *container)
{
  wmem_tree_t *tree = (wmem_tree_t *) container;

  tree->words = (wmem_word_index_t){ 0 };
  tree->strings = NULL;
  tree->intervals = NULL;
}

wmem_tree_t *
wmem_tree_new_autoreset (wmem_allocator_t *metadata_scope, wmem_allocator_t *data_scope)
{
  wmem_tree_t *tree = wmem_new (metadata_scope, wmem_tree_t);

  wmem_autoreset_start (&tree->autoreset, metadata_scope, data_scope, forget);
  forget (&tree->autoreset);
  return tree;
}

wmem_tree_t *
wmem_tree_new (wmem_allocator_t *allocator)
{
  return wmem_tree_new_autoreset (allocator, allocator);
}

void
wmem_tree_destroy (wmem_tree_t *tree, gboolean free_keys, gboolean free_values)
{
  wmem_allocator_t *allocator;

  if (tree == NULL)
    return;
  allocator = tree->autoreset.data;
  wmem_autoreset_stop (&tree->autoreset);
  wmem_word_index_clear (&tree->words, allocator, free_values);
  wmem_tree_clear_strings (tree, free_keys, free_values);
  if (tree->intervals != NULL)
    wmem_interval_index_clear (tree->intervals, allocator, free_values);
  wmem_free (allocator, tree->intervals);
  wmem_free (tree->autoreset.metadata, tree);
}

static guint
count_words (const wmem_word_index_t *index)
{
  wmem_word_walk_t walk;
  guint count = 0;

  if (!index->sequences)
    return index->count;
  for (walk = wmem_word_walk_start (index); walk.level.place.leaf != NULL; wmem_word_walk_step (&walk))
    count += walk.level.subindex == NULL;
  wmem_word_walk_end (&walk);
  return count;
}

guint
wmem_tree_count (const wmem_tree_t *tree)
{
  if (tree == NULL)
    return 0;
  return count_words (&tree->words) + (tree->strings ? tree->strings->count : 0)
         + (tree->intervals ? tree->intervals->count : 0);
}

gboolean
wmem_tree_is_empty (const wmem_tree_t *tree)
{
  return tree == NULL
         || (tree->words.count == 0 && (tree->strings == NULL || tree->strings->count == 0)
             && tree->intervals == NULL);
}

void
wmem_tree_insert32 (wmem_tree_t *tree, guint32 key, void *data)
{
  wmem_word_place_set_value (wmem_word_index_insert (&tree->words, tree->autoreset.data, key), data);
}

/** @return where the plain value at a place is; NULL where there is no place or a sequence goes on there. */
static inline void **
plain_value (wmem_word_place_t place)
{
  return place.leaf != NULL && wmem_word_place_subindex (place) == NULL ? wmem_word_place_value (place) : NULL;
}

static G_GNUC_NO_INLINE void *
lookup_any (const wmem_tree_t *tree, guint32 key)
{
  void **value = plain_value (wmem_word_index_find (&tree->words, key));

  return value ? *value : NULL;
}

void *
wmem_tree_lookup32 (const wmem_tree_t *tree, guint32 key)
{
  wmem_word_leaf_t *leaf;
  guint position;

  if (G_UNLIKELY (tree == NULL))
    return NULL;
  leaf = tree->words.last;
  if (leaf == NULL)
    return NULL;
  /* Most trees are a small leaf without sequences: nothing else is asked of them. */
  if (leaf->capacity == WMEM_WORD_LEAST && leaf->subindexes == 0)
    {
      position = wmem_word_find_least (leaf->keys, wmem_word_to_ordered (key));
      return position < leaf->count ? ((void **) (void *) (leaf->keys + WMEM_WORD_LEAST))[position] : NULL;
    }
  if (leaf->capacity > WMEM_WORD_FEW || leaf->subindexes != 0)
    return lookup_any (tree, key);
  position = wmem_word_find_few (leaf->keys, wmem_word_to_ordered (key));
  return position < leaf->count ? wmem_word_leaf_values (leaf)[position] : NULL;
}

void *
wmem_tree_lookup32_le (const wmem_tree_t *tree, guint32 key)
{
  void **value = tree ? plain_value (wmem_word_index_find_le (&tree->words, key)) : NULL;

  return value ? *value : NULL;
}

/** @return whether there is a plain value at a place that was not removed. */
static inline gboolean
is_there (wmem_word_place_t place)
{
  return plain_value (place) != NULL && !wmem_word_place_removed (place);
}

gboolean
wmem_tree_contains32 (const wmem_tree_t *tree, guint32 key)
{
  return tree != NULL && is_there (wmem_word_index_find (&tree->words, key));
}

static void *
found_value (wmem_word_place_t place, guint32 *orig_key)
{
  if (place.leaf == NULL)
    return NULL;
  if (orig_key != NULL)
    *orig_key = wmem_word_place_key (place);
  return *wmem_word_place_value (place);
}

void *
wmem_tree_lookup32_le_full (const wmem_tree_t *tree, guint32 key, guint32 *orig_key)
{
  wmem_word_place_t place = { NULL, 0 };

  if (tree != NULL)
    place = wmem_word_index_find_le (&tree->words, key);
  while (place.leaf != NULL && !is_there (place))
    {
      key = wmem_word_place_key (place);
      if (key == 0)
        return NULL;
      place = wmem_word_index_find_le (&tree->words, key - 1);
    }
  return found_value (place, orig_key);
}

void *
wmem_tree_lookup32_ge_full (const wmem_tree_t *tree, guint32 key, guint32 *orig_key)
{
  wmem_word_place_t place = { NULL, 0 };

  if (tree != NULL)
    place = wmem_word_index_find_ge (&tree->words, key);
  while (place.leaf != NULL && !is_there (place))
    place = wmem_word_place_next (place);
  return found_value (place, orig_key);
}

void *
wmem_tree_lookup32_ge (const wmem_tree_t *tree, guint32 key)
{
  return wmem_tree_lookup32_ge_full (tree, key, NULL);
}

void *
wmem_tree_remove32 (wmem_tree_t *tree, guint32 key)
{
  wmem_word_place_t place = { NULL, 0 };
  void **value, *removed;

  if (tree != NULL)
    place = wmem_word_index_find (&tree->words, key);
  value = plain_value (place);
  if (value == NULL)
    return NULL;
  removed = *value;
  wmem_word_place_remove (place);
  return removed;
}

typedef struct
{
  wmem_foreach_func callback;
  void *user_data;
} visitor_t;

static gboolean
visit_words (const wmem_word_index_t *index, const visitor_t *visitor)
{
  wmem_word_walk_t walk = wmem_word_walk_start (index);
  gboolean stopped = FALSE;

  while (walk.level.place.leaf != NULL)
    {
      if (walk.level.subindex == NULL)
        stopped = visitor->callback (GUINT_TO_POINTER (walk.level.key), *wmem_word_place_value (walk.level.place),
                                     visitor->user_data);
      if (stopped) /* the tree may be gone */
        break;
      wmem_word_walk_step (&walk);
    }
  wmem_word_walk_end (&walk);
  return stopped;
}

static gboolean
visit_strings (const wmem_tree_t *tree, const visitor_t *visitor)
{
  wmem_slot_t **slots = wmem_tree_sort_strings (tree), *slot;
  const guint count = slots ? tree->strings->count : 0;
  gchar **keys = g_new (gchar *, count + 1);
  gboolean stopped = FALSE;
  guint i;

  /* The callback may remove strings, and insert some, which moves the slots: each is looked up when it is its turn. */
  for (i = 0; i < count; i++)
    keys[i] = g_strdup (slots[i]->key);
  keys[count] = NULL;
  g_free (slots);
  for (i = 0; i < count && !stopped; i++)
    if (tree->strings != NULL && (slot = wmem_hash_table_find (tree->strings, keys[i])) != NULL)
      stopped = visitor->callback (slot->key, slot->value, visitor->user_data);
  g_strfreev (keys);
  return stopped;
}

static gboolean
visit_interval (guint64 low, guint64 high, void *value, void *user_data)
{
  const visitor_t *visitor = user_data;
  struct _wmem_range_t range = { low, high, high };

  return visitor->callback (&range, value, visitor->user_data);
}

gboolean
wmem_tree_foreach (const wmem_tree_t *tree, wmem_foreach_func callback, void *user_data)
{
  visitor_t visitor = { callback, user_data };

  if (tree == NULL)
    return FALSE;
  return visit_words (&tree->words, &visitor) || visit_strings (tree, &visitor)
         || (tree->intervals != NULL
             && wmem_interval_index_overlaps (tree->intervals, 0, G_MAXUINT64, visit_interval, &visitor));
}

typedef struct
{
  wmem_bool_foreach_func callback;
  void *user_data;
} bool_visitor_t;

static gboolean
visit_with_bool (const void *key, void *value, void *user_data)
{
  const bool_visitor_t *visitor = user_data;

  return visitor->callback (key, value, visitor->user_data);
}

gboolean
wmem_tree_foreach_bool (const wmem_tree_t *tree, wmem_bool_foreach_func callback, void *user_data)
{
  bool_visitor_t visitor = { callback, user_data };

  return wmem_tree_foreach (tree, visit_with_bool, &visitor);
}

typedef struct
{
  wmem_foreach_value_func callback;
  void *user_data;
} value_visitor_t;

static gboolean
visit_value (const void *key G_GNUC_UNUSED, void *value, void *user_data)
{
  const value_visitor_t *visitor = user_data;

  return visitor->callback (value, visitor->user_data);
}

gboolean
wmem_tree_foreach_value (const wmem_tree_t *tree, wmem_foreach_value_func callback, void *user_data)
{
  value_visitor_t visitor = { callback, user_data };

  return wmem_tree_foreach (tree, visit_value, &visitor);
}

gboolean
wmem_tree_is_valid (const wmem_tree_t *tree)
{
  return wmem_word_index_is_valid (&tree->words) && (tree->strings == NULL || wmem_hash_table_is_valid (tree->strings))
         && (tree->intervals == NULL || wmem_interval_index_is_valid (tree->intervals));
}
