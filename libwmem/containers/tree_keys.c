/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Trees by string keys and by sequences of numbers.
 *
 * A string is only ever looked up exactly, so strings are hashed, and put in order when somebody asks for the order. A
 * sequence goes down one index a number.
 */
#include <stdlib.h>

#include "wmem/wmem_strutl.h"

#include "tree.h"
#include "word_search.h"
#include "pools/pool.h"

void
wmem_tree_insert_string (wmem_tree_t *tree, const gchar *key, void *data, guint32 flags)
{
  wmem_allocator_t *allocator = tree->autoreset.data;
  wmem_slot_t *slot;
  gboolean added;

  if (key == NULL)
    key = "";
  if (tree->strings == NULL)
    {
      tree->strings = wmem_new (allocator, wmem_hash_table_t);
      wmem_hash_table_start_strings (tree->strings, allocator, (flags & WMEM_TREE_STRING_NOCASE) != 0);
    }
  slot = wmem_hash_table_insert (tree->strings, key, &added);
  if (added)
    slot->key = wmem_strdup (allocator, key);
  slot->value = data;
}

/**
 * Finds a string by other rules than the tree's own. In a tree that ignores case an exact search finds its one
 * candidate at once; in an exact tree a search that ignores case has to look at all keys, and takes the first in
 * order.
 */
static wmem_slot_t *
find_by_other_rules (const wmem_hash_table_t *strings, const gchar *key)
{
  wmem_slot_t *slot, *first = NULL;
  gsize position = 0;

  if (strings->keys == WMEM_KEYS_STRING_NOCASE)
    {
      slot = wmem_hash_table_find (strings, key);
      return slot != NULL && strcmp (slot->key, key) == 0 ? slot : NULL;
    }
  while ((slot = wmem_hash_table_next (strings, &position)) != NULL)
    if (g_ascii_strcasecmp (slot->key, key) == 0 && (first == NULL || strcmp (slot->key, first->key) < 0))
      first = slot;
  return first;
}

static wmem_slot_t *
find_string (const wmem_tree_t *tree, const gchar *key, guint32 flags)
{
  wmem_keys_t rules = flags & WMEM_TREE_STRING_NOCASE ? WMEM_KEYS_STRING_NOCASE : WMEM_KEYS_STRING;

  if (tree == NULL || tree->strings == NULL)
    return NULL;
  if (key == NULL)
    key = "";
  if (G_UNLIKELY (rules != tree->strings->keys))
    return find_by_other_rules (tree->strings, key);
  return wmem_hash_table_find (tree->strings, key);
}

void *
wmem_tree_lookup_string (const wmem_tree_t *tree, const gchar *key, guint32 flags)
{
  wmem_slot_t *slot = find_string (tree, key, flags);

  return slot ? slot->value : NULL;
}

void *
wmem_tree_remove_string (wmem_tree_t *tree, const gchar *key, guint32 flags)
{
  wmem_slot_t *slot = find_string (tree, key, flags);

  if (slot == NULL)
    return NULL;
  wmem_hash_table_remove (tree->strings, slot);
  wmem_free (tree->autoreset.data, (void *) slot->key);
  return slot->value;
}

static int
compare_slots (const void *one, const void *other)
{
  const wmem_slot_t *const *a = one, *const *b = other;

  return strcmp ((*a)->key, (*b)->key);
}

static int
compare_slots_nocase (const void *one, const void *other)
{
  const wmem_slot_t *const *a = one, *const *b = other;

  return g_ascii_strcasecmp ((*a)->key, (*b)->key);
}

wmem_slot_t **
wmem_tree_sort_strings (const wmem_tree_t *tree)
{
  wmem_slot_t *slot, **slots;
  gsize count = 0, position = 0;

  if (tree->strings == NULL || tree->strings->count == 0)
    return NULL;
  slots = g_new (wmem_slot_t *, tree->strings->count);
  while ((slot = wmem_hash_table_next (tree->strings, &position)) != NULL)
    slots[count++] = slot;
  qsort (slots, count, sizeof *slots,
         tree->strings->keys == WMEM_KEYS_STRING ? compare_slots : compare_slots_nocase);
  return slots;
}

void
wmem_tree_clear_strings (wmem_tree_t *tree, gboolean free_keys, gboolean free_values)
{
  if (tree->strings == NULL)
    return;
  wmem_hash_table_free_content (tree->strings, free_keys, free_values);
  wmem_hash_table_clear (tree->strings);
  wmem_free (tree->autoreset.data, tree->strings);
  tree->strings = NULL;
}

/** Goes through the numbers of a sequence. */
typedef struct
{
  const wmem_tree_key_t *part;
  guint32 position;
} sequence_t;

static sequence_t
start_sequence (const wmem_tree_key_t *key)
{
  if (G_UNLIKELY (key->length == 0))
    wmem_abort ("cannot use an empty sequence as a key, give it at least one number");
  return (sequence_t){ key, 0 };
}

static guint32
take_number (sequence_t *sequence)
{
  guint32 number = sequence->part->key[sequence->position++];

  if (sequence->position == sequence->part->length)
    *sequence = (sequence_t){ sequence->part + 1, 0 };
  return number;
}

static gboolean
at_end (const sequence_t *sequence)
{
  return sequence->part->length == 0;
}

void
wmem_tree_insert32_array (wmem_tree_t *tree, wmem_tree_key_t *key, void *data)
{
  wmem_allocator_t *allocator = tree->autoreset.data;
  wmem_word_index_t *index = &tree->words;
  sequence_t sequence = start_sequence (key);
  wmem_word_place_t place;

  for (;;)
    {
      place = wmem_word_index_insert (index, allocator, take_number (&sequence));
      if (at_end (&sequence))
        break;
      index = wmem_word_index_make_subindex (index, place, allocator);
    }
  wmem_word_place_set_value (place, data);
}

static void *
lookup_sequence (const wmem_tree_t *tree, const wmem_tree_key_t *key,
                 wmem_word_place_t (*find) (const wmem_word_index_t *index, guint32 key))
{
  const wmem_word_index_t *index;
  sequence_t sequence;
  wmem_word_place_t place;

  if (tree == NULL)
    return NULL;
  sequence = start_sequence (key);
  for (index = &tree->words; index != NULL; index = wmem_word_place_subindex (place))
    {
      place = find (index, take_number (&sequence));
      if (place.leaf == NULL)
        return NULL;
      if (at_end (&sequence))
        return wmem_word_place_subindex (place) ? NULL : *wmem_word_place_value (place);
    }
  return NULL;
}

void *
wmem_tree_lookup32_array (const wmem_tree_t *tree, wmem_tree_key_t *key)
{
  return lookup_sequence (tree, key, wmem_word_index_find);
}

void *
wmem_tree_lookup32_array_le (const wmem_tree_t *tree, wmem_tree_key_t *key)
{
  return lookup_sequence (tree, key, wmem_word_index_find_le);
}
