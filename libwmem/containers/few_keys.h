/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The table of a few direct keys: slots alone, without tags. Looking at one slot is shorter than at sixteen tags.
 *
 * Terms: an *empty* slot has a key that nobody has: the address of a table that is here. Where somebody has it all the same, the table
 * becomes one with tags, which holds any key. A *removed* slot keeps its key, has no value, and a bit in the table's mask.
 *
 * Invariants: some slot is empty; a search goes from a key's home slot to the next ones until the key or an empty slot; values of empty and
 * removed slots are NULL, so that a lookup need not tell them from others; room is the number of empty slots that may still be filled.
 *
 * A key's home is some upper bits of its product with a secret: how two keys collide depends on that, and no search is longer than the table.
 * The secret is the same for all of them: what a map that is made for each packet holds lies as it did in the last one, and the processor foresees
 * the searches. Homes are counted in bytes, and the table's mask is of bytes: (slots - 1) * 16.
 */
#ifndef WMEM_CONTAINERS_FEW_KEYS_H
#define WMEM_CONTAINERS_FEW_KEYS_H

#include "hash.h"
#include "hash_table.h"

/** What a table is before the first insertion: never written, as there is no room. */
extern const wmem_slot_t wmem_few_none[1] G_GNUC_INTERNAL;

#define WMEM_FEW_EMPTY ((const void *) wmem_few_none)

#define WMEM_FEW_SLOTS 64 /* at most */
#define WMEM_FEW_STEP sizeof (wmem_slot_t)
#define WMEM_FEW_SHIFT (64 - 6 - 4) /* what is left of a product counts the bytes of so many slots */

static inline wmem_slot_t *
wmem_few_slot (const wmem_hash_table_t *table, gsize at)
{
  return (wmem_slot_t *) (void *) ((guint8 *) table->slots + at);
}

static inline gsize
wmem_few_home (const wmem_hash_table_t *table, const void *key)
{
  return (gsize) ((guint64) (gsize) key * wmem_hash_secrets[1] >> WMEM_FEW_SHIFT) & table->mask;
}

/**
 * @param slot the slot of @a key, which may be removed, or the empty one where the search ends.
 * @return whether it is the slot of @a key, which may be the key of empty ones.
 */
static inline __attribute__ ((always_inline)) gboolean
wmem_few_look (const wmem_hash_table_t *table, const void *key, wmem_slot_t **slot)
{
  gsize at = wmem_few_home (table, key);

  for (;; at = (at + WMEM_FEW_STEP) & table->mask)
    {
      *slot = wmem_few_slot (table, at);
      if (G_LIKELY ((*slot)->key == key))
        return TRUE;
      if ((*slot)->key == WMEM_FEW_EMPTY)
        return FALSE;
    }
}

/** @return the slot of @a key, which may be removed, or the empty one where the search ends. */
static inline __attribute__ ((always_inline)) wmem_slot_t *
wmem_few_search (const wmem_hash_table_t *table, const void *key)
{
  gsize at = wmem_few_home (table, key);
  wmem_slot_t *slot = wmem_few_slot (table, at);

  /* Not wmem_few_look(), whose two ends compilers join, and then compare with the empty key first. */
  if (G_LIKELY (slot->key == key))
    return slot;
  while (slot->key != WMEM_FEW_EMPTY)
    {
      at = (at + WMEM_FEW_STEP) & table->mask;
      slot = wmem_few_slot (table, at);
      if (slot->key == key)
        break;
    }
  return slot;
}

/** Empties the table without freeing anything. */
static inline void
wmem_few_forget (wmem_hash_table_t *table)
{
  table->slots = (wmem_slot_t *) wmem_few_none;
  table->mask = 0;
  table->removed = 0;
  table->count = 0;
  table->room = 0;
}

/** Gives a table that has no slots yet the first ones. */
void
wmem_few_begin (wmem_hash_table_t *table);

/** @return the slot of @a key, or NULL. */
wmem_slot_t *
wmem_few_find (const wmem_hash_table_t *table, const void *key);

/**
 * Finds @a key or gives it a slot, as wmem_hash_table_insert() does.
 *
 * @return NULL where the table has to become one with tags first.
 */
wmem_slot_t *
wmem_few_insert (wmem_hash_table_t *table, const void *key, gboolean *added);

/** @return FALSE where that many are too many for a table of this kind. */
gboolean
wmem_few_reserve (wmem_hash_table_t *table, guint64 capacity);

/** Frees the slot; all others stay where they are. */
void
wmem_few_remove (wmem_hash_table_t *table, wmem_slot_t *slot);

/** @param position 0 at first, then as it was left. @return the next slot in use; NULL behind the last. */
wmem_slot_t *
wmem_few_next (const wmem_hash_table_t *table, gsize *position);

/** For tests: looks at the whole table, and finds every key again. */
gboolean
wmem_few_is_valid (const wmem_hash_table_t *table);

#endif
