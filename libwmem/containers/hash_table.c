/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The open-addressing table.
 *
 * The searches are written once, always inlined, and instantiated for each kind of key by a switch outside of the
 * loop, so that comparing is no call through a pointer for the usual ones.
 */
#include "hash_table.h"

#include "wmem/wmem_map.h"

#include "hash.h"
#include "../pools/pool.h"

#define GROUP 8
#define ONES G_GUINT64_CONSTANT (0x0101010101010101)
#define TOPS (ONES * 0x80)
#define EMPTY 0x80
#define DELETED 0xfe

/** Slots that may be filled of so many groups: a single group keeps one empty, more groups three of sixteen. */
#define ROOM(groups) ((groups) == 1 ? GROUP - 1 : (groups) / 2 * 13)
#define SMALL_GROUPS 64 /* up to here a table grows fourfold: rebuilding it costs more than the memory */

/** Marks, as the top bit of their byte, the tags that equal @a tag; now and then also one above a marked one. */
static inline guint64
match_tag (guint64 tags, guint8 tag)
{
  guint64 difference = tags ^ (ONES * tag);

  return (difference - ONES) & ~difference & TOPS;
}

static inline guint64
match_empty (guint64 tags)
{
  return tags & (~tags << 6) & TOPS;
}

static inline guint64
load_tags (const wmem_hash_table_t *table, gsize group)
{
  guint64 tags;

  memcpy (&tags, table->tags + group * GROUP, sizeof tags);
  return GUINT64_FROM_LE (tags);
}

/**
 * Writes a tag by writing its group: the next search loads the group whole, and would have to wait for a single byte
 * that was just stored.
 */
static inline void
set_tag (wmem_hash_table_t *table, gsize position, guint8 tag)
{
  const guint shift = (guint) (position % GROUP) * 8;
  guint64 tags = load_tags (table, position / GROUP);

  tags = GUINT64_TO_LE ((tags & ~((guint64) 0xff << shift)) | (guint64) tag << shift);
  memcpy (table->tags + position / GROUP * GROUP, &tags, sizeof tags);
}

/** Number of the lowest mark. */
static inline gsize
first_mark (guint64 marks)
{
  return (gsize) __builtin_ctzll (marks) / 8;
}

static inline gsize
home_group (const wmem_hash_table_t *table, guint32 hash)
{
  return (gsize) ((guint64) hash >> table->shift);
}

static inline guint8
hash_tag (guint32 hash)
{
  return hash & 0x7f;
}

static inline guint32
hash_key (const wmem_hash_table_t *table, wmem_keys_t keys, const void *key)
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
      return wmem_hash_word (table->hash_func (key), table->seed);
    }
}

static inline gboolean
keys_equal (const wmem_hash_table_t *table, wmem_keys_t keys, const void *one, const void *other)
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
      return table->eql_func ? table->eql_func (one, other) : one == other;
    }
}

static inline __attribute__ ((always_inline)) wmem_slot_t *
search (const wmem_hash_table_t *table, wmem_keys_t keys, const void *key, guint32 hash)
{
  gsize group = home_group (table, hash);

  for (;; group = (group + 1) & table->group_mask)
    {
      guint64 tags = load_tags (table, group);
      guint64 marks;

      for (marks = match_tag (tags, hash_tag (hash)); marks != 0; marks &= marks - 1)
        {
          wmem_slot_t *slot = &table->slots[group * GROUP + first_mark (marks)];

          if (G_LIKELY (keys_equal (table, keys, slot->key, key)))
            return slot;
        }
      if (G_LIKELY (match_empty (tags) != 0))
        return NULL;
    }
}

/** A free slot for a key that is not in the table; there is an empty one. */
static inline gsize
search_free (const wmem_hash_table_t *table, guint32 hash)
{
  gsize group = home_group (table, hash);
  guint64 marks;

  while ((marks = load_tags (table, group) & TOPS) == 0)
    group = (group + 1) & table->group_mask;
  return group * GROUP + first_mark (marks);
}

static inline gboolean
keeps_hashes (const wmem_hash_table_t *table)
{
  return table->keys != WMEM_KEYS_DIRECT;
}

static void
allocate_groups (wmem_hash_table_t *table, gsize groups)
{
  gsize capacity = groups * GROUP;
  gsize slot_size = sizeof (wmem_slot_t) + (keeps_hashes (table) ? sizeof (guint32) : 0) + 1;

  table->slots = wmem_alloc (table->allocator, capacity * slot_size);
  table->hashes = (guint32 *) (void *) (table->slots + capacity);
  table->tags = (guint8 *) (table->hashes + (keeps_hashes (table) ? capacity : 0));
  memset (table->tags, EMPTY, capacity);
  table->group_mask = (guint) (groups - 1);
  table->shift = 32 - (guint) __builtin_ctzll (groups);
  table->room = (guint) ROOM (groups);
}

static inline void
fill_slot (wmem_hash_table_t *table, gsize position, guint32 hash, wmem_slot_t content)
{
  table->room -= table->tags[position] == EMPTY;
  set_tag (table, position, hash_tag (hash));
  if (keeps_hashes (table))
    table->hashes[position] = hash;
  table->slots[position] = content;
}

/** Makes room: twice the groups, or as many where deleted slots were the reason. */
static G_GNUC_NO_INLINE void
rebuild (wmem_hash_table_t *table)
{
  wmem_hash_table_t old = *table;
  gsize groups, position, capacity;

  if (old.slots == NULL)
    {
      allocate_groups (table, 1);
      return;
    }
  groups = (gsize) old.group_mask + 1;
  capacity = groups * GROUP;
  if (old.count > ROOM (groups) / 2)
    groups *= groups <= SMALL_GROUPS ? 4 : 2;
  if (G_UNLIKELY (groups > G_MAXUINT / GROUP))
    wmem_abort ("cannot hold more than %u keys in one map", old.count);
  allocate_groups (table, groups);
  for (position = 0; position < capacity; position++)
    if (WMEM_SLOT_TAKEN (old.tags[position]))
      {
        guint32 hash = keeps_hashes (table) ? old.hashes[position]
                                            : hash_key (table, WMEM_KEYS_DIRECT, old.slots[position].key);

        fill_slot (table, search_free (table, hash), hash, old.slots[position]);
      }
  wmem_free (old.allocator, old.slots);
}

static inline __attribute__ ((always_inline)) wmem_slot_t *
search_or_add (wmem_hash_table_t *table, wmem_keys_t keys, const void *key, gboolean *added)
{
  guint32 hash = hash_key (table, keys, key);
  wmem_slot_t *found = table->count > 0 ? search (table, keys, key, hash) : NULL;
  gsize position;

  *added = found == NULL;
  if (found != NULL)
    return found;
  if (G_UNLIKELY (table->room == 0))
    rebuild (table);
  position = search_free (table, hash);
  fill_slot (table, position, hash, (wmem_slot_t){ key, NULL });
  table->count++;
  return &table->slots[position];
}

/** Calls FUNCTION with the table's kind of key as a constant. */
#define FOR_KEYS(FUNCTION, TABLE, ...)                                                                                \
  switch ((TABLE)->keys)                                                                                              \
    {                                                                                                                 \
    case WMEM_KEYS_DIRECT:                                                                                            \
      return FUNCTION (TABLE, WMEM_KEYS_DIRECT, __VA_ARGS__);                                                         \
    case WMEM_KEYS_STRING:                                                                                            \
      return FUNCTION (TABLE, WMEM_KEYS_STRING, __VA_ARGS__);                                                         \
    case WMEM_KEYS_STRING_NOCASE:                                                                                     \
      return FUNCTION (TABLE, WMEM_KEYS_STRING_NOCASE, __VA_ARGS__);                                                  \
    case WMEM_KEYS_INT:                                                                                               \
      return FUNCTION (TABLE, WMEM_KEYS_INT, __VA_ARGS__);                                                            \
    case WMEM_KEYS_INT64:                                                                                             \
      return FUNCTION (TABLE, WMEM_KEYS_INT64, __VA_ARGS__);                                                          \
    default:                                                                                                          \
      return FUNCTION (TABLE, WMEM_KEYS_CUSTOM, __VA_ARGS__);                                                         \
    }

static inline __attribute__ ((always_inline)) wmem_slot_t *
hash_and_search (const wmem_hash_table_t *table, wmem_keys_t keys, const void *key)
{
  return search (table, keys, key, hash_key (table, keys, key));
}

wmem_slot_t *
wmem_hash_table_find (const wmem_hash_table_t *table, const void *key)
{
  if (table->count == 0)
    return NULL;
  FOR_KEYS (hash_and_search, table, key)
}

wmem_slot_t *
wmem_hash_table_insert (wmem_hash_table_t *table, const void *key, gboolean *added)
{
  FOR_KEYS (search_or_add, table, key, added)
}

void
wmem_hash_table_remove (wmem_hash_table_t *table, wmem_slot_t *slot)
{
  gsize position = (gsize) (slot - table->slots);

  /* A group with an empty slot ends every search already: one more in it misleads none. */
  if (match_empty (load_tags (table, position / GROUP)) != 0)
    {
      set_tag (table, position, EMPTY);
      table->room++;
    }
  else
    set_tag (table, position, DELETED);
  table->count--;
}

wmem_slot_t *
wmem_hash_table_next (const wmem_hash_table_t *table, gsize *position)
{
  gsize capacity = table->slots ? ((gsize) table->group_mask + 1) * GROUP : 0;

  while (*position < capacity)
    if (WMEM_SLOT_TAKEN (table->tags[(*position)++]))
      return &table->slots[*position - 1];
  return NULL;
}

wmem_list_t *
wmem_hash_table_list_keys (const wmem_hash_table_t *table, wmem_allocator_t *list_allocator)
{
  wmem_list_t *keys = wmem_list_new (list_allocator);
  wmem_slot_t *slot;
  gsize position = 0;

  while (table != NULL && (slot = wmem_hash_table_next (table, &position)) != NULL)
    wmem_list_append (keys, (void *) slot->key);
  return keys;
}

void
wmem_hash_table_free_content (wmem_hash_table_t *table, gboolean free_keys, gboolean free_values)
{
  wmem_slot_t *slot;
  gsize position = 0;

  if (!free_keys && !free_values)
    return;
  while ((slot = wmem_hash_table_next (table, &position)) != NULL)
    {
      if (free_keys)
        wmem_free (table->allocator, (void *) slot->key);
      if (free_values)
        wmem_free (table->allocator, slot->value);
    }
}

void
wmem_hash_table_forget (wmem_hash_table_t *table)
{
  table->slots = NULL;
  table->count = 0;
  table->room = 0;
}

void
wmem_hash_table_clear (wmem_hash_table_t *table)
{
  wmem_free (table->allocator, table->slots);
  wmem_hash_table_forget (table);
}

/** @return how to hash and compare for this pair of GLib functions. */
static wmem_keys_t
known_keys (GHashFunc hash_func, GEqualFunc eql_func)
{
  /* The most used ones first. */
  static const struct
  {
    GHashFunc hash_func;
    GEqualFunc eql_func;
    wmem_keys_t keys;
  } known[] = {
    { g_direct_hash, g_direct_equal, WMEM_KEYS_DIRECT },
    { g_str_hash, g_str_equal, WMEM_KEYS_STRING },
    { wmem_str_hash, g_str_equal, WMEM_KEYS_STRING },
    { g_int64_hash, g_int64_equal, WMEM_KEYS_INT64 },
    { wmem_int64_hash, g_int64_equal, WMEM_KEYS_INT64 },
    { g_int_hash, g_int_equal, WMEM_KEYS_INT },
    { g_direct_hash, NULL, WMEM_KEYS_DIRECT },
    { NULL, g_direct_equal, WMEM_KEYS_DIRECT },
    { NULL, NULL, WMEM_KEYS_DIRECT },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].hash_func == hash_func && known[i].eql_func == eql_func)
      return known[i].keys;
  return WMEM_KEYS_CUSTOM;
}

void
wmem_hash_table_start_strings (wmem_hash_table_t *table, wmem_allocator_t *allocator, gboolean ignore_case)
{
  *table = (wmem_hash_table_t){
    .allocator = allocator,
    .keys = ignore_case ? WMEM_KEYS_STRING_NOCASE : WMEM_KEYS_STRING,
    .seed = wmem_hash_new_seed ((gsize) table),
  };
}

void
wmem_hash_table_start (wmem_hash_table_t *table, wmem_allocator_t *allocator, GHashFunc hash_func,
                       GEqualFunc eql_func)
{
  *table = (wmem_hash_table_t){
    .allocator = allocator,
    .keys = known_keys (hash_func, eql_func),
    .seed = wmem_hash_new_seed ((gsize) table),
    .hash_func = hash_func ? hash_func : g_direct_hash,
    .eql_func = eql_func,
  };
}

gboolean
wmem_hash_table_is_valid (const wmem_hash_table_t *table)
{
  gsize capacity = table->slots ? ((gsize) table->group_mask + 1) * GROUP : 0;
  gsize position, taken = 0, empty = 0;

  for (position = 0; position < capacity; position++)
    {
      const guint8 tag = table->tags[position];
      const wmem_slot_t *slot = &table->slots[position];

      empty += tag == EMPTY;
      if (!WMEM_SLOT_TAKEN (tag))
        {
          if (tag != EMPTY && tag != DELETED)
            return FALSE;
          continue;
        }
      taken++;
      if (wmem_hash_table_find (table, slot->key) != slot || tag != hash_tag (hash_key (table, table->keys, slot->key))
          || (keeps_hashes (table) && table->hashes[position] != hash_key (table, table->keys, slot->key)))
        return FALSE;
    }
  if (table->slots == NULL)
    return table->count == 0 && table->room == 0;
  /* A search ends at an empty slot: the last one must never be filled. */
  return taken == table->count && table->room < empty
         && empty - table->room == capacity - ROOM ((gsize) table->group_mask + 1);
}
