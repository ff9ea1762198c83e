/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The open-addressing table: its life, and the kinds of key that are not inlined.
 */
#include "few_keys.h"
#include "hash_search.h"

#include "wmem/wmem_map.h"

#include "pools/pool.h"

/** Slots of small tables: the first, and at once the second where a pool soon starts anew and memory costs less than
 *  growing. */
#define FIRST_SLOTS 7
#define SECOND_SLOTS (WMEM_GROUP - 1)

/** Slots that may be filled of several groups: thirteen of sixteen. */
#define ROOM(groups) ((groups) *13)
#define FIRST_GROUPS 4  /* after the small tables */
#define QUICK_GROUPS 32 /* up to here a table grows fourfold: rebuilding it costs more than the memory */

static const guint8 no_tags[WMEM_GROUP]
    = { WMEM_TAG_EMPTY, WMEM_TAG_EMPTY, WMEM_TAG_EMPTY, WMEM_TAG_EMPTY, WMEM_TAG_EMPTY, WMEM_TAG_EMPTY,
        WMEM_TAG_EMPTY, WMEM_TAG_EMPTY, WMEM_TAG_EMPTY, WMEM_TAG_EMPTY, WMEM_TAG_EMPTY, WMEM_TAG_EMPTY,
        WMEM_TAG_EMPTY, WMEM_TAG_EMPTY, WMEM_TAG_EMPTY, WMEM_TAG_EMPTY };

static void
set_keys (wmem_hash_table_t *table, wmem_keys_t keys);

/** The first free slot for a key that is not in the table. */
static inline gsize
search_free (const wmem_hash_table_t *table, guint32 hash)
{
  gsize group = wmem_hash_home (table, hash);
  guint32 marks;

  while ((marks = wmem_tags_free (wmem_tags_load (table->tags + group * WMEM_GROUP))) == 0)
    group = (group + 1) & table->mask;
  return group * WMEM_GROUP + wmem_first_mark (marks);
}

/** @param slots of all groups together. */
static void
allocate_groups (wmem_hash_table_t *table, gsize groups, gsize slots)
{
  const gsize hash_size = wmem_hash_keeps (table->keys) ? sizeof (guint32) : 0;

  table->slots = wmem_alloc (table->allocator, slots * (sizeof (wmem_slot_t) + hash_size) + groups * WMEM_GROUP);
  table->hashes = (guint32 *) (void *) (table->slots + slots);
  table->tags = (guint8 *) table->hashes + slots * hash_size;
  memset (table->tags, WMEM_TAG_EMPTY, groups * WMEM_GROUP);
  table->mask = (guint) (groups - 1);
  table->shift = 32 - (guint) __builtin_ctzll (groups);
  table->room = (guint) (groups == 1 ? slots : ROOM (groups));
}

/** From one small table to the next: every key keeps its position. */
static void
rebuild_small (wmem_hash_table_t *table)
{
  const wmem_hash_table_t old = *table;
  const gsize used = FIRST_SLOTS;

  allocate_groups (table, 1, SECOND_SLOTS);
  memcpy (table->slots, old.slots, used * sizeof *table->slots);
  if (wmem_hash_keeps (table->keys))
    memcpy (table->hashes, old.hashes, used * sizeof *table->hashes);
  memcpy (table->tags, old.tags, WMEM_GROUP);
  table->room -= (guint) used;
  wmem_free (old.allocator, old.slots);
}

static inline void
place_anew (wmem_hash_table_t *table, wmem_slot_t content, guint32 hash)
{
  const gsize place = search_free (table, hash);

  wmem_hash_fill (table, table->keys, place / WMEM_GROUP, place % WMEM_GROUP, hash, content);
}

/** From few keys to a table with tags. */
static void
move_few_to_groups (wmem_hash_table_t *table, gsize groups)
{
  const wmem_hash_table_t old = *table;
  const wmem_slot_t *slot;
  gsize position = 0;

  set_keys (table, WMEM_KEYS_DIRECT);
  table->seed = wmem_hash_new_seed ((gsize) table);
  allocate_groups (table, groups, groups * WMEM_GROUP);
  table->room -= table->count;
  if (old.slots == wmem_few_none)
    return;
  while ((slot = wmem_few_next (&old, &position)) != NULL)
    place_anew (table, *slot, wmem_hash_key (table, WMEM_KEYS_DIRECT, slot->key));
  wmem_free (old.allocator, old.slots);
}

static void
move_to_groups (wmem_hash_table_t *table, gsize groups)
{
  const wmem_hash_table_t old = *table;
  gsize group;

  if (G_UNLIKELY (groups > G_MAXUINT / WMEM_GROUP))
    wmem_abort ("cannot hold more than %u keys in one map", old.count);
  if (old.keys == WMEM_KEYS_FEW)
    {
      move_few_to_groups (table, groups);
      return;
    }
  allocate_groups (table, groups, groups * WMEM_GROUP);
  for (group = 0; group <= old.mask; group++)
    {
      guint32 taken = ~wmem_tags_free (wmem_tags_load (old.tags + group * WMEM_GROUP)) & 0xffff;

      for (; taken != 0; taken &= taken - 1)
        {
          const gsize position = group * WMEM_GROUP + wmem_first_mark (taken);
          const wmem_slot_t content = old.slots[position];

          place_anew (table, content,
                      wmem_hash_keeps (old.keys) ? old.hashes[position]
                                                 : wmem_hash_key (table, WMEM_KEYS_DIRECT, content.key));
        }
    }
  table->room -= table->count;
  wmem_free (old.allocator, old.slots);
}

/** Makes room: more groups, or as many where deleted slots were the reason. */
static G_GNUC_NO_INLINE void
rebuild (wmem_hash_table_t *table)
{
  gsize groups = (gsize) table->mask + 1;

  if (table->count == FIRST_SLOTS && groups == 1)
    {
      rebuild_small (table);
      return;
    }
  if (groups == 1)
    groups = FIRST_GROUPS;
  else if (table->count > ROOM (groups) / 2)
    groups *= groups <= QUICK_GROUPS ? 4 : 2;
  move_to_groups (table, groups);
}

void
wmem_hash_table_reserve (wmem_hash_table_t *table, guint64 capacity)
{
  gsize groups = FIRST_GROUPS;

  if (capacity <= (guint64) table->count + table->room)
    return;
  if (table->keys == WMEM_KEYS_FEW && wmem_few_reserve (table, capacity))
    return;
  if (G_UNLIKELY (capacity > G_MAXUINT / 2))
    wmem_abort ("cannot make room for %" G_GUINT64_FORMAT " keys in one map", capacity);
  while (ROOM (groups) < capacity)
    groups *= 2;
  move_to_groups (table, groups);
}

static G_GNUC_NO_INLINE wmem_slot_t *
add (wmem_hash_table_t *table, const void *key, guint32 hash)
{
  gsize position;

  if (table->slots == NULL)
    allocate_groups (table, 1, wmem_pool_is_short_lived (table->allocator) ? SECOND_SLOTS : FIRST_SLOTS);
  else if (G_UNLIKELY (table->room == 0))
    rebuild (table);
  position = search_free (table, hash);
  table->room -= table->tags[position] == WMEM_TAG_EMPTY;
  table->count++;
  return wmem_hash_fill (table, table->keys, position / WMEM_GROUP, position % WMEM_GROUP, hash,
                         (wmem_slot_t){ key, NULL });
}

WMEM_HASH_INLINE wmem_slot_t *
search_or_add (wmem_hash_table_t *table, wmem_keys_t keys, const void *key, gboolean *added)
{
  const guint32 hash = wmem_hash_key (table, keys, key);
  wmem_slot_t *found = table->count > 0 ? wmem_hash_search (table, keys, key, hash) : NULL;

  *added = found == NULL;
  return found ? found : add (table, key, hash);
}

WMEM_HASH_INLINE wmem_slot_t *
hash_and_search (const wmem_hash_table_t *table, wmem_keys_t keys, const void *key)
{
  if (table->count == 0)
    return NULL; /* and no function of the caller's is called */
  return wmem_hash_search (table, keys, key, wmem_hash_key (table, keys, key));
}

/** Calls FUNCTION with the table's kind of key as a constant: of a table with tags. */
#define FOR_KEYS(FUNCTION, TABLE, ...)                               \
  switch ((TABLE)->keys)                                             \
    {                                                                \
    case WMEM_KEYS_DIRECT:                                           \
      return FUNCTION (TABLE, WMEM_KEYS_DIRECT, __VA_ARGS__);        \
    case WMEM_KEYS_STRING:                                           \
      return FUNCTION (TABLE, WMEM_KEYS_STRING, __VA_ARGS__);        \
    case WMEM_KEYS_STRING_NOCASE:                                    \
      return FUNCTION (TABLE, WMEM_KEYS_STRING_NOCASE, __VA_ARGS__); \
    case WMEM_KEYS_INT:                                              \
      return FUNCTION (TABLE, WMEM_KEYS_INT, __VA_ARGS__);           \
    case WMEM_KEYS_INT64:                                            \
      return FUNCTION (TABLE, WMEM_KEYS_INT64, __VA_ARGS__);         \
    default:                                                         \
      return FUNCTION (TABLE, WMEM_KEYS_CUSTOM, __VA_ARGS__);        \
    }

static void *
lookup_few (const wmem_hash_table_t *table, const void *key)
{
  return wmem_few_search (table, key)->value;
}

/**
 * The first slot of the home group whose tag matches, which is it nearly always; little has to outlive the caller's functions.
 *
 * @param everywhere what looks farther.
 */
WMEM_HASH_INLINE void *
search_home (const wmem_hash_table_t *table, wmem_keys_t keys, const void *key,
             void *(*everywhere) (const wmem_hash_table_t *table, const void *key, guint32 hash))
{
  guint32 hash, likely;
  wmem_tags_t tags;
  gsize first;

  if (table->count == 0)
    return NULL; /* and no function of the caller's is called */
  hash = wmem_hash_key (table, keys, key);
  first = wmem_hash_home (table, hash) * WMEM_GROUP;
  tags = wmem_tags_load (table->tags + first);
  likely = wmem_tags_match (tags, wmem_hash_tag (hash));
  if (likely != 0)
    {
      const wmem_slot_t *slot = &table->slots[first + wmem_first_mark (likely)];

      if (G_LIKELY (wmem_hash_keys_equal (table, keys, slot->key, key)))
        return slot->value;
    }
  else if (wmem_tags_match (tags, WMEM_TAG_EMPTY) != 0)
    return NULL;
  return everywhere (table, key, hash);
}

#define LOOKUP(name, keys)                                                                                        \
  static G_GNUC_NO_INLINE void *name##_everywhere (const wmem_hash_table_t *table, const void *key, guint32 hash) \
  {                                                                                                               \
    const wmem_slot_t *slot = wmem_hash_search (table, keys, key, hash);                                          \
                                                                                                                  \
    return slot ? slot->value : NULL;                                                                             \
  }                                                                                                               \
  static void *name (const wmem_hash_table_t *table, const void *key)                                             \
  {                                                                                                               \
    return search_home (table, keys, key, name##_everywhere);                                                     \
  }

LOOKUP (lookup_direct, WMEM_KEYS_DIRECT)
LOOKUP (lookup_string, WMEM_KEYS_STRING)
LOOKUP (lookup_string_nocase, WMEM_KEYS_STRING_NOCASE)
LOOKUP (lookup_int, WMEM_KEYS_INT)
LOOKUP (lookup_int64, WMEM_KEYS_INT64)
LOOKUP (lookup_custom, WMEM_KEYS_CUSTOM)

static void
set_keys (wmem_hash_table_t *table, wmem_keys_t keys)
{
  static void *(*const lookups[]) (const wmem_hash_table_t *, const void *) = {
    [WMEM_KEYS_FEW] = lookup_few,
    [WMEM_KEYS_DIRECT] = lookup_direct,
    [WMEM_KEYS_STRING] = lookup_string,
    [WMEM_KEYS_STRING_NOCASE] = lookup_string_nocase,
    [WMEM_KEYS_INT] = lookup_int,
    [WMEM_KEYS_INT64] = lookup_int64,
    [WMEM_KEYS_CUSTOM] = lookup_custom,
  };

  table->keys = keys;
  table->lookup = lookups[keys];
}

wmem_slot_t *
wmem_hash_table_find (const wmem_hash_table_t *table, const void *key)
{
  if (table->keys == WMEM_KEYS_FEW)
    return wmem_few_find (table, key);
  FOR_KEYS (hash_and_search, table, key)
}

static G_GNUC_NO_INLINE wmem_slot_t *
insert_by_tags (wmem_hash_table_t *table, const void *key, gboolean *added){
  FOR_KEYS (search_or_add, table, key, added)
}

wmem_slot_t *wmem_hash_table_insert (wmem_hash_table_t *table, const void *key, gboolean *added)
{
  if (table->keys == WMEM_KEYS_FEW)
    {
      wmem_slot_t *slot = wmem_few_insert (table, key, added);

      if (G_LIKELY (slot != NULL))
        return slot;
      move_to_groups (table, table->count == 0 ? FIRST_GROUPS : 2 * FIRST_GROUPS);
    }
  return insert_by_tags (table, key, added);
}

void
wmem_hash_table_remove (wmem_hash_table_t *table, wmem_slot_t *slot)
{
  gsize position;
  guint8 *group;

  if (table->keys == WMEM_KEYS_FEW)
    {
      wmem_few_remove (table, slot);
      return;
    }
  position = (gsize) (slot - table->slots);
  group = table->tags + position / WMEM_GROUP * WMEM_GROUP;
  /* A group with an empty slot ends every search already: one more in it misleads none. */
  if (wmem_tags_match (wmem_tags_load (group), WMEM_TAG_EMPTY) != 0)
    {
      wmem_tags_set (group, position % WMEM_GROUP, WMEM_TAG_EMPTY);
      table->room++;
    }
  else
    wmem_tags_set (group, position % WMEM_GROUP, WMEM_TAG_DELETED);
  table->count--;
}

wmem_slot_t *
wmem_hash_table_next (const wmem_hash_table_t *table, gsize *position)
{
  const gsize capacity = ((gsize) table->mask + 1) * WMEM_GROUP;

  if (table->keys == WMEM_KEYS_FEW)
    return wmem_few_next (table, position);
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
  if (table->keys <= WMEM_KEYS_DIRECT)
    {
      set_keys (table, WMEM_KEYS_FEW);
      wmem_few_forget (table);
      return;
    }
  table->tags = (guint8 *) no_tags; /* never written: there is no room */
  table->slots = NULL;
  table->hashes = NULL;
  table->shift = 32;
  table->mask = 0;
  table->count = 0;
  table->room = 0;
}

void
wmem_hash_table_clear (wmem_hash_table_t *table)
{
  if (table->slots != wmem_few_none)
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

static void
start (wmem_hash_table_t *table, wmem_allocator_t *allocator, wmem_keys_t keys, GHashFunc hash_func,
       GEqualFunc eql_func)
{
  table->allocator = allocator;
  set_keys (table, keys);
  table->hash_func = hash_func;
  table->eql_func = eql_func;
  if (keys != WMEM_KEYS_DIRECT)
    table->seed = wmem_hash_new_seed ((gsize) table);
  wmem_hash_table_forget (table);
}

void
wmem_hash_table_start_strings (wmem_hash_table_t *table, wmem_allocator_t *allocator, gboolean ignore_case)
{
  start (table, allocator, ignore_case ? WMEM_KEYS_STRING_NOCASE : WMEM_KEYS_STRING, NULL, NULL);
}

void
wmem_hash_table_start (wmem_hash_table_t *table, wmem_allocator_t *allocator, GHashFunc hash_func,
                       GEqualFunc eql_func)
{
  start (table, allocator, known_keys (hash_func, eql_func), hash_func ? hash_func : g_direct_hash,
         eql_func ? eql_func : g_direct_equal);
}

/** @return whether what one slot and its tag say of each other is true. */
static gboolean
slot_is_valid (const wmem_hash_table_t *table, gsize position)
{
  const wmem_slot_t *slot = &table->slots[position];
  const guint32 hash = wmem_hash_key (table, table->keys, slot->key);

  return wmem_hash_table_find (table, slot->key) == slot && table->tags[position] == wmem_hash_tag (hash)
         && (!wmem_hash_keeps (table->keys) || table->hashes[position] == hash);
}

gboolean
wmem_hash_table_is_valid (const wmem_hash_table_t *table)
{
  const gsize groups = (gsize) table->mask + 1;
  gsize group, in, taken = 0, empty = 0, unused;

  if (table->keys == WMEM_KEYS_FEW)
    return wmem_few_is_valid (table);
  for (group = 0; group < groups; group++)
    {
      gsize empty_before = empty, deleted = 0;

      for (in = 0; in < WMEM_GROUP; in++)
        {
          const guint8 tag = table->tags[group * WMEM_GROUP + in];

          if (WMEM_SLOT_TAKEN (tag) && !slot_is_valid (table, group * WMEM_GROUP + in))
            return FALSE;
          if (!WMEM_SLOT_TAKEN (tag) && tag != WMEM_TAG_EMPTY && tag != WMEM_TAG_DELETED)
            return FALSE;
          taken += WMEM_SLOT_TAKEN (tag);
          empty += tag == WMEM_TAG_EMPTY;
          deleted += tag == WMEM_TAG_DELETED;
        }
      if (deleted > 0 && empty > empty_before)
        return FALSE;
    }
  if (taken != table->count || table->shift != 32 - (guint) __builtin_ctzll (groups))
    return FALSE;
  if (table->slots == NULL)
    return table->count == 0 && table->room == 0;
  /* A search ends at an empty slot: the last one must never be filled. */
  unused = empty - table->room;
  if (groups == 1)
    return unused == WMEM_GROUP - FIRST_SLOTS || unused == WMEM_GROUP - SECOND_SLOTS;
  return unused == groups * WMEM_GROUP - ROOM (groups);
}
