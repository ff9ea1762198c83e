/* SPDX-License-Identifier: MIT */
/*
 * Pieces that each come from the heap.
 */
#include "pools/piece_list.h"

void
piece_list_init (wmem_allocator_t *pool)
{
  ((piece_list_t *) (void *) pool)->living = g_hash_table_new (NULL, NULL);
}

void
piece_list_finish (wmem_allocator_t *pool)
{
  g_hash_table_destroy (((piece_list_t *) (void *) pool)->living);
}

void
piece_list_link (piece_list_t *list, piece_record_t *record)
{
  record->previous = NULL;
  record->next = list->newest;
  if (record->next)
    record->next->previous = record;
  list->newest = record;
  g_hash_table_add (list->living, record);
  record->serial = ++list->pool.serial;
  wmem_pool_hold (&list->pool, record->asked);
}

void
piece_list_unlink (piece_list_t *list, piece_record_t *record)
{
  if (record->previous)
    record->previous->next = record->next;
  else
    list->newest = record->next;
  if (record->next)
    record->next->previous = record->previous;
  g_hash_table_remove (list->living, record);
  wmem_pool_release (&list->pool, record->asked);
}

piece_record_t *
piece_list_add (piece_list_t *list, gsize size, gsize alignment, gsize before, gsize after)
{
  const gsize slack = (alignment > 16 ? alignment : 0) + before + after + sizeof (piece_record_t);
  void *base = size <= (gsize) G_MAXSSIZE - slack && slack < G_MAXSSIZE / 2 ? g_try_malloc (size + slack) : NULL;
  if (base == NULL)
    wmem_pool_abort (&list->pool, "out of memory: %" G_GSIZE_FORMAT " bytes asked for", size);
  guint8 *data = (guint8 *) base + before + sizeof (piece_record_t);
  data += (gsize) - (gintptr) data & (alignment - 1);
  piece_record_t *record = record_of_piece (data);
  record->base = base;
  record->asked = size;
  piece_list_link (list, record);
  return record;
}

void
piece_list_visit (wmem_allocator_t *pool, piece_visitor_t visitor, void *user_data)
{
  const piece_list_t *list = (piece_list_t *) (void *) pool;
  for (piece_record_t *record = list->newest; record; record = record->next)
    if (!visitor (piece_of_record (record), record->asked, user_data))
      return;
}

gsize
piece_list_none (wmem_allocator_t *pool G_GNUC_UNUSED)
{
  return 0;
}

void
piece_list_nothing (wmem_allocator_t *pool G_GNUC_UNUSED)
{
}

wmem_mark_t
piece_list_mark (wmem_allocator_t *pool)
{
  return (wmem_mark_t){ .serial = pool->serial };
}

void
piece_list_rewind (wmem_allocator_t *pool, wmem_mark_t mark)
{
  piece_list_t *list = (piece_list_t *) (void *) pool;
  while (list->newest && list->newest->serial > mark.serial)
    pool->policy->free (pool, piece_of_record (list->newest));
}

gboolean
piece_list_steal (wmem_allocator_t *from, wmem_allocator_t *to, void *piece)
{
  piece_record_t *record = record_of_piece (piece);
  piece_list_unlink ((piece_list_t *) (void *) from, record);
  piece_list_link ((piece_list_t *) (void *) to, record);
  return TRUE;
}

gboolean
piece_list_steal_all (wmem_allocator_t *from, wmem_allocator_t *to)
{
  piece_list_t *list = (piece_list_t *) (void *) from;
  while (list->newest)
    piece_list_steal (from, to, piece_of_record (list->newest));
  return TRUE;
}
