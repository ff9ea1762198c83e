/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The table of a few direct keys: its life.
 */
#include "few_keys.h"

#include "pools/pool.h"

/** Slots: most maps stay smaller than the first table, those made for each packet than the second. Where a pool soon starts
 *  anew, memory costs less than growing. The mask of removed slots has a bit for each of the last one's. */
#define FIRST_SLOTS 8
#define PACKET_SLOTS 32

/** With more than five of eight slots filled, the way to an empty one grows long. */
#define ROOM(slots) ((slots) / 8 * 5)

const wmem_slot_t wmem_few_none[1] = { { WMEM_FEW_EMPTY, NULL } };

static inline guint
count_slots (const wmem_hash_table_t *table)
{
  return table->mask / WMEM_FEW_STEP + 1;
}

static inline guint64
bit_of (const wmem_hash_table_t *table, const wmem_slot_t *slot)
{
  return G_GUINT64_CONSTANT (1) << (slot - table->slots);
}

static inline gboolean
is_taken (const wmem_hash_table_t *table, const wmem_slot_t *slot)
{
  return slot->key != WMEM_FEW_EMPTY && (table->removed & bit_of (table, slot)) == 0;
}

wmem_slot_t *
wmem_few_find (const wmem_hash_table_t *table, const void *key)
{
  wmem_slot_t *slot = wmem_few_search (table, key);

  return is_taken (table, slot) ? slot : NULL;
}

wmem_slot_t *
wmem_few_next (const wmem_hash_table_t *table, gsize *position)
{
  while (*position < count_slots (table))
    {
      wmem_slot_t *slot = &table->slots[(*position)++];

      if (is_taken (table, slot))
        return slot;
    }
  return NULL;
}

/** @param slots a power of two. */
static inline __attribute__ ((always_inline)) void
allocate_slots (wmem_hash_table_t *table, guint slots)
{
  gsize i;

  table->slots = wmem_pool_alloc (table->allocator, slots * sizeof *table->slots);
  for (i = 0; i < slots; i += FIRST_SLOTS)
    {
      wmem_slot_t *some = &table->slots[i];

      some[0] = some[1] = some[2] = some[3] = some[4] = some[5] = some[6] = some[7] = wmem_few_none[0];
    }
  table->mask = (guint) ((slots - 1) * WMEM_FEW_STEP);
  table->removed = 0;
  table->room = ROOM (slots) - table->count;
}

static G_GNUC_NO_INLINE void
move_to_slots (wmem_hash_table_t *table, guint slots)
{
  const wmem_hash_table_t old = *table;
  const wmem_slot_t *slot;
  gsize position = 0;

  allocate_slots (table, slots);
  if (old.slots == wmem_few_none)
    return;
  while ((slot = wmem_few_next (&old, &position)) != NULL)
    *wmem_few_search (table, slot->key) = *slot;
  wmem_free (old.allocator, old.slots);
}

static inline guint
first_slots (const wmem_hash_table_t *table)
{
  return wmem_pool_is_short_lived (table->allocator) ? PACKET_SLOTS : FIRST_SLOTS;
}

void
wmem_few_begin (wmem_hash_table_t *table)
{
  /* Twice inlined, with constants. */
  if (wmem_pool_is_short_lived (table->allocator))
    allocate_slots (table, PACKET_SLOTS);
  else
    allocate_slots (table, FIRST_SLOTS);
}

/** @return the slots of a table for one key more, and for @a capacity in all. */
static guint
slots_for (const wmem_hash_table_t *table, guint64 capacity)
{
  guint slots = first_slots (table);

  while (ROOM (slots) <= table->count || ROOM (slots) < capacity)
    slots *= 2;
  /* Not one that soon is full again, where removed slots are the reason. */
  return table->removed != 0 && ROOM (slots) - table->count < slots / 4 ? slots * 2 : slots;
}

gboolean
wmem_few_reserve (wmem_hash_table_t *table, guint64 capacity)
{
  if (capacity > ROOM (WMEM_FEW_SLOTS) || slots_for (table, capacity) > WMEM_FEW_SLOTS)
    return FALSE;
  move_to_slots (table, slots_for (table, capacity));
  return TRUE;
}

/** @return FALSE where there is no room for one key more in a table of this kind. */
static inline gboolean
make_room (wmem_hash_table_t *table)
{
  if (table->slots != wmem_few_none)
    return wmem_few_reserve (table, 0);
  wmem_few_begin (table);
  return TRUE;
}

wmem_slot_t *
wmem_few_insert (wmem_hash_table_t *table, const void *key, gboolean *added)
{
  wmem_slot_t *slot = wmem_few_search (table, key);

  *added = !is_taken (table, slot);
  if (!*added)
    return slot;
  if (slot->key == WMEM_FEW_EMPTY)
    {
      if (key == WMEM_FEW_EMPTY || (table->room == 0 && !make_room (table)))
        return NULL;
      slot = wmem_few_search (table, key);
      slot->key = key;
      table->room--;
    }
  else
    table->removed &= ~bit_of (table, slot);
  table->count++;
  return slot;
}

void
wmem_few_remove (wmem_hash_table_t *table, wmem_slot_t *slot)
{
  slot->value = NULL;
  table->removed |= bit_of (table, slot);
  table->count--;
}

gboolean
wmem_few_is_valid (const wmem_hash_table_t *table)
{
  const guint slots = count_slots (table);
  guint count = 0, empty = 0, i;

  for (i = 0; i < slots; i++)
    {
      const wmem_slot_t *slot = &table->slots[i];

      if (slot->key == WMEM_FEW_EMPTY)
        empty++;
      else if (wmem_few_search (table, slot->key) != slot)
        return FALSE;
      if (is_taken (table, slot))
        count++;
      else if (slot->value != NULL || (slot->key == WMEM_FEW_EMPTY && (table->removed & bit_of (table, slot)) != 0))
        return FALSE;
    }
  if (count != table->count || empty == 0 || (slots & (slots - 1)) != 0)
    return FALSE;
  if (table->slots == wmem_few_none)
    return count == 0 && table->room == 0;
  return slots <= WMEM_FEW_SLOTS && empty == slots - ROOM (slots) + table->room;
}
