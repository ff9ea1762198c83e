/* SPDX-License-Identifier: MIT */
/*
 * Pieces that each come from the heap: a record in front of the data, and a list of records, the newest first.
 * What the glib and the strict policy share.
 */
#pragma once

#include "pools/pool.h"

typedef struct __attribute__ ((aligned (16))) piece_record {
  struct piece_record *next, *previous;
  void *base; /* what the heap gave: other than the record where the data is aligned to more */
  gsize asked;
  guint64 serial; /* in the order of allocation */
} piece_record_t;

G_STATIC_ASSERT (sizeof (piece_record_t) % 16 == 0);

typedef struct
{
  struct _wmem_allocator_t pool;
  piece_record_t *newest;
  GHashTable *living; /* of records: whether a pointer is a piece is asked here, and never of the memory before it, which
                         the heap may have given back to the system */
} piece_list_t;

static inline void *
piece_of_record (piece_record_t *record)
{
  return record + 1;
}

static inline piece_record_t *
record_of_piece (const void *piece)
{
  return (piece_record_t *) (void *) ((guint8 *) piece - sizeof (piece_record_t));
}

/* @return whether @record, which may be any address, is of a living piece of @pool. */
static inline gboolean
piece_list_has (wmem_allocator_t *pool, const piece_record_t *record)
{
  return g_hash_table_contains (((piece_list_t *) (void *) pool)->living, record);
}

void piece_list_init (wmem_allocator_t *pool);
void piece_list_finish (wmem_allocator_t *pool);

/* Gets a piece with @before bytes between record start and heap start, and @after bytes behind it, and links it.
 * Aborts where memory ends. */
piece_record_t *piece_list_add (piece_list_t *list, gsize size, gsize alignment, gsize before, gsize after);
void piece_list_link (piece_list_t *list, piece_record_t *record);
void piece_list_unlink (piece_list_t *list, piece_record_t *record);

void piece_list_visit (wmem_allocator_t *pool, piece_visitor_t visitor, void *user_data);
gsize piece_list_none (wmem_allocator_t *pool);
void piece_list_nothing (wmem_allocator_t *pool);
wmem_mark_t piece_list_mark (wmem_allocator_t *pool);
/* Frees, through the policy, what is newer than @mark. */
void piece_list_rewind (wmem_allocator_t *pool, wmem_mark_t mark);
gboolean piece_list_steal (wmem_allocator_t *from, wmem_allocator_t *to, void *piece);
gboolean piece_list_steal_all (wmem_allocator_t *from, wmem_allocator_t *to);
