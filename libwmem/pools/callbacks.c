/* SPDX-License-Identifier: MIT */
/*
 * Callbacks of a pool: a list in which the latest comes first, and a table that finds one by its number.
 *
 * A callback may register and unregister while the list is walked: what it unregisters is only marked until the walk
 * is over, and what it registers comes in front of the walk. Where the pool ends, what is the library's own of that is run as well: a child that
 * a callback has made ends with its parent.
 */
#include "pools/pool.h"

typedef struct callback {
  struct callback *next, *previous;
  guint id;
  guint depth; /* marks that were open when it was registered: a rewind to one of them ends what it knows of */
  gboolean gone;
  gboolean watches;        /* is the library's own */
  wmem_user_cb_t function; /* NULL where the next one is there */
  wmem_bool_user_cb_t bool_function;
  void *user_data;
} callback_t;

struct callback_table {
  callback_t *first;
  GHashTable *by_id;
  guint last_id;
  guint walks; /* nested walks at present */
};

static void
callback_unlink (struct callback_table *table, callback_t *callback)
{
  if (callback->previous)
    callback->previous->next = callback->next;
  else
    table->first = callback->next;
  if (callback->next)
    callback->next->previous = callback->previous;
  g_free (callback);
}

static callback_t *
callback_new (wmem_allocator_t *allocator, void *user_data)
{
  struct callback_table *table = allocator->callbacks;
  if (table == NULL)
    {
      table = allocator->callbacks = g_new0 (struct callback_table, 1);
      table->by_id = g_hash_table_new (NULL, NULL);
    }
  callback_t *callback = g_new0 (callback_t, 1);
  do
    callback->id = ++table->last_id;
  while (callback->id == 0 || g_hash_table_contains (table->by_id, GUINT_TO_POINTER (callback->id)));
  callback->depth = allocator->open_marks;
  callback->user_data = user_data;
  callback->next = table->first;
  if (table->first)
    table->first->previous = callback;
  table->first = callback;
  g_hash_table_insert (table->by_id, GUINT_TO_POINTER (callback->id), callback);
  return callback;
}

guint
wmem_register_callback (wmem_allocator_t *allocator, wmem_user_cb_t function, void *user_data)
{
  g_return_val_if_fail (allocator != NULL && function != NULL, 0);
  callback_t *callback = callback_new (allocator, user_data);
  callback->function = function;
  return callback->id;
}

guint
wmem_register_callback_bool (wmem_allocator_t *allocator, wmem_bool_user_cb_t function, void *user_data)
{
  g_return_val_if_fail (allocator != NULL && function != NULL, 0);
  callback_t *callback = callback_new (allocator, user_data);
  callback->bool_function = function;
  return callback->id;
}

guint
wmem_callbacks_watch (wmem_allocator_t *pool, wmem_user_cb_t function, void *user_data)
{
  callback_t *callback = callback_new (pool, user_data);
  callback->function = function;
  callback->watches = TRUE;
  return callback->id;
}

/* @return whether it stays. */
static gboolean
callback_call (const callback_t *callback, wmem_allocator_t *pool, wmem_cb_event_t event)
{
  if (callback->function != NULL)
    return callback->function (pool, event, callback->user_data);
  return callback->bool_function (pool, event, callback->user_data);
}

void
wmem_unregister_callback (wmem_allocator_t *allocator, guint id)
{
  struct callback_table *table = allocator ? allocator->callbacks : NULL;
  callback_t *callback = table ? g_hash_table_lookup (table->by_id, GUINT_TO_POINTER (id)) : NULL;
  if (callback == NULL)
    return;
  g_hash_table_remove (table->by_id, GUINT_TO_POINTER (id));
  callback->gone = TRUE;
  if (table->walks == 0)
    callback_unlink (table, callback);
}

void
wmem_callbacks_run (wmem_allocator_t *pool, wmem_cb_event_t event, guint depth)
{
  struct callback_table *table = pool->callbacks;
  if (table == NULL)
    return;
  table->walks++;
  const callback_t *done = NULL, *first;
  do
    {
      first = table->first;
      for (callback_t *callback = table->first; callback != done; callback = callback->next)
        if (!callback->gone && callback->depth >= depth && (done == NULL || callback->watches)
            && !callback_call (callback, pool, event))
          wmem_unregister_callback (pool, callback->id);
      done = first;
    }
  while (event == WMEM_CB_DESTROY_EVENT && table->first != done);
  table->walks--;
  for (callback_t *callback = table->first, *next; callback; callback = next)
    {
      next = callback->next;
      /* The marks from @depth on are closed now. */
      callback->depth = MIN (callback->depth, MAX (depth, 1) - 1);
      if (callback->gone && table->walks == 0)
        callback_unlink (table, callback);
    }
}

gboolean
wmem_callbacks_running (const wmem_allocator_t *pool)
{
  return pool->callbacks != NULL && pool->callbacks->walks > 0;
}

void
wmem_callbacks_free (wmem_allocator_t *pool)
{
  struct callback_table *table = pool->callbacks;
  if (table == NULL)
    return;
  while (table->first)
    callback_unlink (table, table->first);
  g_hash_table_destroy (table->by_id);
  g_free (table);
  pool->callbacks = NULL;
}
