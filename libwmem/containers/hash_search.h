/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Finding and adding in the open-addressing table: written once, always inlined, with the kind of key as a constant, so
 * that comparing is no call through a pointer for the usual ones.
 *
 * Maps inline the direct keys, which are three quarters of what an analyser asks for; everything else goes through
 * hash_table.c.
 */
#ifndef WMEM_CONTAINERS_HASH_SEARCH_H
#define WMEM_CONTAINERS_HASH_SEARCH_H

#include "hash.h"
#include "hash_group.h"
#include "hash_table.h"

#define WMEM_HASH_INLINE static inline __attribute__ ((always_inline))

WMEM_HASH_INLINE guint32
wmem_hash_key (const wmem_hash_table_t *table, wmem_keys_t keys, const void *key)
{
  switch (keys)
    {
    case WMEM_KEYS_DIRECT:
      return wmem_hash_word ((gsize) key, table->seed);
    case WMEM_KEYS_STRING:
      return wmem_hash_bytes (key, strlen (key), FALSE, table->seed);
    case WMEM_KEYS_STRING_NOCASE:
      return wmem_hash_bytes (key, strlen (key), TRUE, table->seed);
    case WMEM_KEYS_INT:
      return wmem_hash_word (*(const guint *) key, table->seed);
    case WMEM_KEYS_INT64:
      return wmem_hash_word (*(const guint64 *) key, table->seed);
    default:
      {
        /* Before the seed is read: nothing is kept over the call. */
        const guint own = table->hash_func (key);

        return wmem_hash_word (own, table->seed);
      }
    }
}

WMEM_HASH_INLINE gboolean
wmem_hash_keys_equal (const wmem_hash_table_t *table, wmem_keys_t keys, const void *one, const void *other)
{
  switch (keys)
    {
    case WMEM_KEYS_DIRECT:
      return one == other;
    case WMEM_KEYS_STRING:
      return strcmp (one, other) == 0;
    case WMEM_KEYS_STRING_NOCASE:
      return g_ascii_strcasecmp (one, other) == 0;
    case WMEM_KEYS_INT:
      return *(const guint *) one == *(const guint *) other;
    case WMEM_KEYS_INT64:
      return *(const guint64 *) one == *(const guint64 *) other;
    default:
      return table->eql_func (one, other);
    }
}

static inline gsize
wmem_hash_home (const wmem_hash_table_t *table, guint32 hash)
{
  return (gsize) ((guint64) hash >> table->shift);
}

static inline guint8
wmem_hash_tag (guint32 hash)
{
  return hash & 0x7f;
}

/** Only what is costly to hash again. */
static inline gboolean
wmem_hash_keeps (wmem_keys_t keys)
{
  return keys != WMEM_KEYS_DIRECT;
}

/** @param marks of the slots in @a group whose tags match. @return the slot of @a key among them, or NULL. */
WMEM_HASH_INLINE wmem_slot_t *
wmem_hash_compare (const wmem_hash_table_t *table, wmem_keys_t keys, const void *key, gsize group, guint32 marks)
{
  wmem_slot_t *slots = table->slots + group * WMEM_GROUP;

  for (; marks != 0; marks &= marks - 1)
    if (G_LIKELY (wmem_hash_keys_equal (table, keys, slots[wmem_first_mark (marks)].key, key)))
      return &slots[wmem_first_mark (marks)];
  return NULL;
}

/** @return the slot of @a key, or NULL. */
WMEM_HASH_INLINE wmem_slot_t *
wmem_hash_search (const wmem_hash_table_t *table, wmem_keys_t keys, const void *key, guint32 hash)
{
  gsize group = wmem_hash_home (table, hash);

  for (;; group = (group + 1) & table->mask)
    {
      const wmem_tags_t tags = wmem_tags_load (table->tags + group * WMEM_GROUP);
      wmem_slot_t *slot = wmem_hash_compare (table, keys, key, group, wmem_tags_match (tags, wmem_hash_tag (hash)));

      if (slot != NULL || G_LIKELY (wmem_tags_match (tags, WMEM_TAG_EMPTY) != 0))
        return slot;
    }
}

/** Fills slot @a in of @a group, which is free. */
WMEM_HASH_INLINE wmem_slot_t *
wmem_hash_fill (wmem_hash_table_t *table, wmem_keys_t keys, gsize group, gsize in, guint32 hash, wmem_slot_t content)
{
  wmem_slot_t *slot = table->slots + group * WMEM_GROUP + in;

  wmem_tags_set (table->tags + group * WMEM_GROUP, in, wmem_hash_tag (hash));
  if (wmem_hash_keeps (keys))
    table->hashes[group * WMEM_GROUP + in] = hash;
  *slot = content;
  return slot;
}

/** What a look at the home group alone can say. */
typedef enum {
  WMEM_HASH_FOUND,  /**< there is the key */
  WMEM_HASH_ABSENT, /**< the key is not in the table, and there is an empty slot for it */
  WMEM_HASH_FAR     /**< the group is full: others have to be looked at */
} wmem_hash_look_t;

/**
 * Looks at the home group of @a key, where nearly all searches end.
 *
 * @param group  the home group.
 * @param slot  the key's, where it is found.
 * @param in  the first empty slot of the group, where the key is absent. In a small table the last empty ones do not
 *            exist, but the first one does while there is room.
 */
WMEM_HASH_INLINE wmem_hash_look_t
wmem_hash_look_home (const wmem_hash_table_t *table, wmem_keys_t keys, const void *key, guint32 hash, gsize *group,
                     wmem_slot_t **slot, gsize *in)
{
  *group = wmem_hash_home (table, hash);
  const wmem_tags_t tags = wmem_tags_load (table->tags + *group * WMEM_GROUP);
  guint32 empty;

  *slot = wmem_hash_compare (table, keys, key, *group, wmem_tags_match (tags, wmem_hash_tag (hash)));
  if (*slot != NULL)
    return WMEM_HASH_FOUND;
  empty = wmem_tags_match (tags, WMEM_TAG_EMPTY);
  if (G_UNLIKELY (empty == 0))
    return WMEM_HASH_FAR;
  *in = wmem_first_mark (empty);
  return WMEM_HASH_ABSENT;
}

#endif
