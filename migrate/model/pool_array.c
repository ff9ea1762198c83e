/* SPDX-License-Identifier: MIT */
/*
 * Ownership by callbacks of the pool.
 */
#include "model/pool_array.h"

static gboolean
free_array (wmem_allocator_t *pool, wmem_cb_event_t event, void *array)
{
  (void) pool;
  (void) event;
  g_array_unref (array);
  return FALSE;
}

static gboolean
free_pointers (wmem_allocator_t *pool, wmem_cb_event_t event, void *array)
{
  (void) pool;
  (void) event;
  g_ptr_array_unref (array);
  return FALSE;
}

static gboolean
free_table (wmem_allocator_t *pool, wmem_cb_event_t event, void *table)
{
  (void) pool;
  (void) event;
  g_hash_table_unref (table);
  return FALSE;
}

GArray *
pool_array_sized (wmem_allocator_t *pool, guint size, guint reserve)
{
  GArray *array = g_array_sized_new (FALSE, TRUE, size, reserve);

  wmem_register_callback (pool, free_array, array);
  return array;
}

GArray *
pool_array (wmem_allocator_t *pool, guint size)
{
  return pool_array_sized (pool, size, 0);
}

GPtrArray *
pool_pointers (wmem_allocator_t *pool)
{
  GPtrArray *array = g_ptr_array_new ();

  wmem_register_callback (pool, free_pointers, array);
  return array;
}

GHashTable *
pool_table (wmem_allocator_t *pool, GHashTable *table)
{
  wmem_register_callback (pool, free_table, table);
  return table;
}
