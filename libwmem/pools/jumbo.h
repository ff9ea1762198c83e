/* SPDX-License-Identifier: MIT */
/*
 * Jumbos: pieces too large for a block, on pages of their own that go back to the system when they are freed.
 */
#pragma once

#include "pools/chunk_store.h"

static inline wmem_jumbo_t *
wmem_jumbo_of (const void *piece)
{
  return (wmem_jumbo_t *) (void *) ((guint8 *) piece - sizeof (wmem_jumbo_t));
}

static inline void *
wmem_jumbo_piece (wmem_jumbo_t *jumbo)
{
  return jumbo + 1;
}

/* @param zeroed  set to whether the bytes are zero; may be NULL. @return @size bytes. */
void *wmem_jumbo_alloc (wmem_chunk_store_t *store, gsize size, gsize alignment, gboolean *zeroed);
/* @return the piece, resized, or NULL where that takes a move by copying. */
void *wmem_jumbo_resize (wmem_chunk_store_t *store, void *piece, gsize size);
void wmem_jumbo_free (wmem_chunk_store_t *store, void *piece);
/* Gives the kept pages of freed jumbos back to the system. */
void wmem_jumbo_drop_spare (wmem_chunk_store_t *store);
/* Frees those that were allocated after @serial. */
void wmem_jumbo_free_since (wmem_chunk_store_t *store, guint64 serial);
void wmem_jumbo_steal (wmem_chunk_store_t *from, wmem_chunk_store_t *to, void *piece);
