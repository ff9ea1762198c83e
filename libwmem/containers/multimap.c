/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Multimaps: a map whose values are indexes by number.
 */
#include "wmem/wmem_multimap.h"

#include "autoreset.h"
#include "hash_table.h"
#include "validity.h"
#include "word_index.h"
#include "word_search.h"

struct _wmem_multimap_t {
  wmem_autoreset_t autoreset;
  wmem_hash_table_t table; /**< values are wmem_word_index_t */
};

static void
forget (wmem_autoreset_t *container)
{
  wmem_hash_table_forget (&((wmem_multimap_t *) container)->table);
}

wmem_multimap_t *
wmem_multimap_new_autoreset (wmem_allocator_t *metadata_scope, wmem_allocator_t *data_scope, GHashFunc hash_func,
                             GEqualFunc eql_func)
{
  wmem_multimap_t *map = wmem_new (metadata_scope, wmem_multimap_t);

  wmem_autoreset_start (&map->autoreset, metadata_scope, data_scope, forget);
  wmem_hash_table_start (&map->table, data_scope, hash_func, eql_func);
  return map;
}

wmem_multimap_t *
wmem_multimap_new (wmem_allocator_t *allocator, GHashFunc hash_func, GEqualFunc eql_func)
{
  return wmem_multimap_new_autoreset (allocator, allocator, hash_func, eql_func);
}

wmem_list_t *
wmem_multimap_get_keys (wmem_allocator_t *list_allocator, const wmem_multimap_t *map)
{
  return wmem_hash_table_list_keys (map ? &map->table : NULL, list_allocator);
}

guint
wmem_multimap_size (const wmem_multimap_t *map)
{
  wmem_slot_t *slot;
  gsize position = 0;
  guint size = 0;

  while (map != NULL && (slot = wmem_hash_table_next (&map->table, &position)) != NULL)
    size += ((wmem_word_index_t *) slot->value)->count;
  return size;
}

static wmem_word_index_t *
find_values (const wmem_multimap_t *map, const void *key)
{
  wmem_slot_t *slot = map ? wmem_hash_table_find (&map->table, key) : NULL;

  return slot ? slot->value : NULL;
}

guint
wmem_multimap_count (const wmem_multimap_t *map, const void *key)
{
  const wmem_word_index_t *values = find_values (map, key);

  return values ? values->count : 0;
}

gboolean
wmem_multimap_insert32 (wmem_multimap_t *map, const void *key, guint32 frame_num, void *value)
{
  wmem_allocator_t *allocator = map->autoreset.data;
  gboolean added;
  wmem_slot_t *slot = wmem_hash_table_insert (&map->table, key, &added);

  if (added)
    slot->value = wmem_new0 (allocator, wmem_word_index_t);
  wmem_word_place_set_value (wmem_word_index_insert (slot->value, allocator, frame_num), value);
  return !added;
}

/** @return where the value is, NULL where there is none. */
static void **
find_value (const wmem_multimap_t *map, const void *key, guint32 number,
            wmem_word_place_t (*find) (const wmem_word_index_t *index, guint32 key))
{
  const wmem_word_index_t *values = find_values (map, key);
  wmem_word_place_t place;

  if (values == NULL)
    return NULL;
  place = find (values, number);
  return place.leaf ? wmem_word_place_value (place) : NULL;
}

void *
wmem_multimap_lookup32 (const wmem_multimap_t *map, const void *key, const guint32 frame_num)
{
  void **value = find_value (map, key, frame_num, wmem_word_index_find);

  return value ? *value : NULL;
}

void *
wmem_multimap_lookup32_le (const wmem_multimap_t *map, const void *key, const guint32 frame_num)
{
  void **value = find_value (map, key, frame_num, wmem_word_index_find_le);

  return value ? *value : NULL;
}

void *
wmem_multimap_remove32 (wmem_multimap_t *map, const void *key, const guint32 frame_num)
{
  void **value = find_value (map, key, frame_num, wmem_word_index_find);
  void *removed;

  if (value == NULL)
    return NULL;
  removed = *value;
  *value = NULL;
  return removed;
}

gboolean
wmem_multimap_is_valid (const wmem_multimap_t *map)
{
  wmem_slot_t *slot;
  gsize position = 0;

  while ((slot = wmem_hash_table_next (&map->table, &position)) != NULL)
    if (!wmem_word_index_is_valid (slot->value))
      return FALSE;
  return wmem_hash_table_is_valid (&map->table);
}
