/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Hash maps: the table behind the public API.
 */
#include <stddef.h>

#include "wmem/wmem_map.h"

#include "autoreset.h"
#include "few_keys.h"
#include "hash_search.h"
#include "validity.h"
#include "pools/pool.h"

struct _wmem_map_t {
  wmem_hash_table_t table; /**< first: a lookup hands on the map's own address */
  wmem_autoreset_t autoreset;
};

static void
forget (wmem_autoreset_t *container)
{
  wmem_map_t *map = (wmem_map_t *) (void *) ((guint8 *) container - offsetof (wmem_map_t, autoreset));

  wmem_hash_table_forget (&map->table);
}

wmem_map_t *
wmem_map_new_autoreset (wmem_allocator_t *metadata_scope, wmem_allocator_t *data_scope, GHashFunc hash_func,
                        GEqualFunc eql_func)
{
  wmem_map_t *map = wmem_pool_alloc (metadata_scope, sizeof *map);

  wmem_autoreset_start (&map->autoreset, metadata_scope, data_scope, forget);
  wmem_hash_table_start (&map->table, data_scope, hash_func, eql_func);
  return map;
}

wmem_map_t *
wmem_map_new (wmem_allocator_t *allocator, GHashFunc hash_func, GEqualFunc eql_func)
{
  return wmem_map_new_autoreset (allocator, allocator, hash_func, eql_func);
}

void
wmem_map_destroy (wmem_map_t *map, gboolean free_keys, gboolean free_values)
{
  if (map == NULL)
    return;
  wmem_hash_table_free_content (&map->table, free_keys, free_values);
  wmem_autoreset_stop (&map->autoreset);
  wmem_hash_table_clear (&map->table);
  wmem_free (map->autoreset.metadata, map);
}

static inline void *
replace_value (wmem_slot_t *slot, void *value)
{
  void *replaced = slot->value;

  slot->value = value;
  return replaced;
}

/** Whatever the kind of key, and wherever its group is. */
static G_GNUC_NO_INLINE void *
insert_any (wmem_map_t *map, const void *key, void *value)
{
  gboolean added;

  return replace_value (wmem_hash_table_insert (&map->table, key, &added), value);
}

/** Many direct keys, or another kind of key: apart from the usual case, so that that one saves no register for it. */
static G_GNUC_NO_INLINE void *
insert_many (wmem_map_t *map, const void *key, void *value)
{
  wmem_hash_table_t *table = &map->table;

  if (table->keys == WMEM_KEYS_DIRECT)
    {
      const guint32 hash = wmem_hash_key (table, WMEM_KEYS_DIRECT, key);
      gsize group, in;
      wmem_slot_t *slot;
      const wmem_hash_look_t look = wmem_hash_look_home (table, WMEM_KEYS_DIRECT, key, hash, &group, &slot, &in);

      if (look == WMEM_HASH_FOUND)
        return replace_value (slot, value);
      if (G_LIKELY (look == WMEM_HASH_ABSENT && table->room > 0))
        {
          wmem_hash_fill (table, WMEM_KEYS_DIRECT, group, in, hash, (wmem_slot_t){ key, value });
          table->room--;
          table->count++;
          return NULL;
        }
    }
  return insert_any (map, key, value);
}

/** Puts a key that is not in the table of few keys into the empty slot where the search for it ended. */
static inline void
fill_few (wmem_hash_table_t *table, wmem_slot_t *slot, const void *key, void *value)
{
  *slot = (wmem_slot_t){ key, value };
  table->room--;
  table->count++;
}

/** A key that is not in a table of few keys without room: mostly the first one of a new map. */
static G_GNUC_NO_INLINE void *
insert_without_room (wmem_map_t *map, const void *key, void *value)
{
  wmem_hash_table_t *table = &map->table;

  if (table->slots != wmem_few_none)
    return insert_any (map, key, value);
  wmem_few_begin (table);
  fill_few (table, wmem_few_slot (table, wmem_few_home (table, key)), key, value);
  return NULL;
}

void *
wmem_map_insert (wmem_map_t *map, const void *key, void *value)
{
  wmem_hash_table_t *table = &map->table;
  wmem_slot_t *slot;

  if (G_UNLIKELY (table->keys != WMEM_KEYS_FEW))
    return insert_many (map, key, value);
  if (G_LIKELY (!wmem_few_look (table, key, &slot)))
    {
      if (G_UNLIKELY (table->room == 0))
        return insert_without_room (map, key, value);
      fill_few (table, slot, key, value);
      return NULL;
    }
  if (G_UNLIKELY (table->removed != 0 || key == WMEM_FEW_EMPTY))
    return insert_any (map, key, value);
  return replace_value (slot, value);
}

static inline wmem_slot_t *
find (const wmem_map_t *map, const void *key)
{
  return map ? wmem_hash_table_find (&map->table, key) : NULL;
}

gboolean
wmem_map_contains (const wmem_map_t *map, const void *key)
{
  return find (map, key) != NULL;
}

void *
wmem_map_lookup (const wmem_map_t *map, const void *key)
{
  return G_LIKELY (map != NULL) ? wmem_hash_table_lookup (&map->table, key) : NULL;
}

gboolean
wmem_map_lookup_extended (const wmem_map_t *map, const void *key, const void **orig_key, void **value)
{
  wmem_slot_t *slot = find (map, key);

  if (slot == NULL)
    return FALSE;
  if (orig_key != NULL)
    *orig_key = slot->key;
  if (value != NULL)
    *value = slot->value;
  return TRUE;
}

void *
wmem_map_remove (wmem_map_t *map, const void *key)
{
  wmem_slot_t *slot = find (map, key);
  void *value;

  if (slot == NULL)
    return NULL;
  value = slot->value;
  wmem_hash_table_remove (&map->table, slot);
  return value;
}

gboolean
wmem_map_steal (wmem_map_t *map, const void *key)
{
  wmem_slot_t *slot = find (map, key);

  if (slot == NULL)
    return FALSE;
  wmem_hash_table_remove (&map->table, slot);
  return TRUE;
}

wmem_list_t *
wmem_map_get_keys (wmem_allocator_t *list_allocator, const wmem_map_t *map)
{
  return wmem_hash_table_list_keys (map ? &map->table : NULL, list_allocator);
}

void
wmem_map_foreach (const wmem_map_t *map, GHFunc foreach_func, gpointer user_data)
{
  wmem_slot_t *slot;
  gsize position = 0;

  while (map != NULL && (slot = wmem_hash_table_next (&map->table, &position)) != NULL)
    foreach_func ((gpointer) slot->key, slot->value, user_data);
}

guint
wmem_map_foreach_remove (wmem_map_t *map, GHRFunc foreach_func, gpointer user_data)
{
  wmem_slot_t *slot;
  gsize position = 0;
  guint removed = 0;

  while (map != NULL && (slot = wmem_hash_table_next (&map->table, &position)) != NULL)
    if (foreach_func ((gpointer) slot->key, slot->value, user_data))
      {
        wmem_hash_table_remove (&map->table, slot);
        removed++;
      }
  return removed;
}

void *
wmem_map_find (const wmem_map_t *map, GHRFunc foreach_func, gpointer user_data)
{
  wmem_slot_t *slot;
  gsize position = 0;

  while (map != NULL && (slot = wmem_hash_table_next (&map->table, &position)) != NULL)
    if (foreach_func ((gpointer) slot->key, slot->value, user_data))
      return slot->value;
  return NULL;
}

gsize
wmem_map_reserve (wmem_map_t *map, guint64 capacity)
{
  if (map == NULL)
    return 0;
  wmem_hash_table_reserve (&map->table, capacity);
  return (gsize) map->table.count + map->table.room;
}

guint
wmem_map_size (const wmem_map_t *map)
{
  return map ? map->table.count : 0;
}

gboolean
wmem_map_is_valid (const wmem_map_t *map)
{
  return wmem_hash_table_is_valid (&map->table);
}
