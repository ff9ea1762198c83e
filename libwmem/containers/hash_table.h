/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The open-addressing table under maps, multimaps and string trees.
 *
 * Terms: a *slot* holds a key and its value; sixteen slots are a *group*; each slot has a *tag*, a byte that says free
 * for ever since the last rebuild (empty), freed (deleted), or seven bits of the key's hash. The upper bits of the hash
 * choose the *home* group; a search goes from it group by group and ends at the first that has an empty slot. One
 * instruction compares the tags of a group, so most searches look at one group and one slot.
 *
 * Invariants: some group has an empty slot; a group never has empty and deleted slots both; room is the number of empty
 * slots that may still be filled. The only group of a small table has fewer slots than tags: those without a slot are
 * empty for ever, and never filled, as the first empty one is taken and room counts the slots.
 *
 * A table of direct keys has another form as long as they are few, without groups and tags: few_keys.h.
 *
 * Since the place comes from the upper bits, a table that doubles is copied from start to end in order.
 */
#ifndef WMEM_CONTAINERS_HASH_TABLE_H
#define WMEM_CONTAINERS_HASH_TABLE_H

#include <glib.h>

#include "wmem/wmem_core.h"
#include "wmem/wmem_list.h"

typedef struct
{
  const void *key;
  void *value;
} wmem_slot_t;

/** How a table hashes and compares its keys. */
typedef enum {
  WMEM_KEYS_FEW, /**< direct ones while they are few: few_keys.h */
  WMEM_KEYS_DIRECT,
  WMEM_KEYS_STRING,
  WMEM_KEYS_STRING_NOCASE,
  WMEM_KEYS_INT,
  WMEM_KEYS_INT64,
  WMEM_KEYS_CUSTOM
} wmem_keys_t;

typedef struct wmem_hash_table wmem_hash_table_t;

struct wmem_hash_table {
  void *(*lookup) (const wmem_hash_table_t *table, const void *key); /**< by its kind of keys */
  guint8 *tags;                                                      /**< of the groups; a constant group of empty ones before the first insertion */
  wmem_slot_t *slots;                                                /**< the block that also holds hashes and tags; NULL before the first insertion */
  guint64 seed;                                                      /**< other tables have other ones; drawn for those with tags */
  guint shift;                                                       /**< home group = hash >> shift, in 64 bits */
  guint mask;                                                        /**< number of groups - 1; groups are a power of two */
  guint room;                                                        /**< empty slots that may still be filled before a rebuild */
  wmem_keys_t keys;
  guint count;     /**< slots in use */
  guint32 *hashes; /**< of the keys in the slots, but of direct ones */
  guint64 removed; /**< of few keys: bit i says that slot i was removed */
  wmem_allocator_t *allocator;
  GHashFunc hash_func; /**< custom keys only */
  GEqualFunc eql_func; /**< custom keys only */
};

#define WMEM_SLOT_TAKEN(tag) (((tag) &0x80) == 0)

/** Makes an empty table. @param hash_func, @param eql_func may be NULL, for direct. */
void
wmem_hash_table_start (wmem_hash_table_t *table, wmem_allocator_t *allocator, GHashFunc hash_func,
                       GEqualFunc eql_func);

/** Makes an empty table of strings. @param ignore_case whether A-Z count as a-z. */
void
wmem_hash_table_start_strings (wmem_hash_table_t *table, wmem_allocator_t *allocator, gboolean ignore_case);

/** @return the value of @a key, or NULL. Each kind of key has a function of its own, so that none saves registers for another. */
static inline void *
wmem_hash_table_lookup (const wmem_hash_table_t *table, const void *key)
{
  return table->lookup (table, key);
}

/** @return the slot of @a key, or NULL. */
wmem_slot_t *
wmem_hash_table_find (const wmem_hash_table_t *table, const void *key);

/**
 * Finds @a key or gives it a slot, with @a key and a NULL value.
 *
 * @param added whether the slot is new.
 * @return the slot, never NULL, valid until the next insertion.
 */
wmem_slot_t *
wmem_hash_table_insert (wmem_hash_table_t *table, const void *key, gboolean *added);

/** Makes room for @a capacity keys in all; aborts where that is more than a table can hold. */
void
wmem_hash_table_reserve (wmem_hash_table_t *table, guint64 capacity);

/** Frees the slot; all others stay where they are. */
void
wmem_hash_table_remove (wmem_hash_table_t *table, wmem_slot_t *slot);

/** @param position 0 at first, then as it was left. @return the next slot in use; NULL behind the last. */
wmem_slot_t *
wmem_hash_table_next (const wmem_hash_table_t *table, gsize *position);

/** @param table may be NULL. @return the keys, a list in its own pool. */
wmem_list_t *
wmem_hash_table_list_keys (const wmem_hash_table_t *table, wmem_allocator_t *list_allocator);

/** For tests: looks at the whole table, and finds every key again. */
gboolean
wmem_hash_table_is_valid (const wmem_hash_table_t *table);

/** Frees keys and values in the table's pool as asked; the table may only be cleared after. */
void
wmem_hash_table_free_content (wmem_hash_table_t *table, gboolean free_keys, gboolean free_values);

/** Empties the table without freeing anything: the pool has done that. */
void
wmem_hash_table_forget (wmem_hash_table_t *table);

/** Empties the table and gives its memory back. */
void
wmem_hash_table_clear (wmem_hash_table_t *table);

#endif
