/* SPDX-License-Identifier: MIT */
/*
 * Jumbos: pieces too large for a block, on pages of their own that go back to the system when they are freed.
 */
#pragma once

#include "pools/chunk_store.h"

/* From the header to the piece; a chunk's header stands directly before that. Not where the first chunk of a block
 * starts: that comes too often. */
#define WMEM_JUMBO_DISTANCE 64

G_STATIC_ASSERT (sizeof (wmem_jumbo_t) + 8 <= WMEM_JUMBO_DISTANCE);

static inline wmem_jumbo_t *
wmem_jumbo_of (const void *piece)
{
  return (wmem_jumbo_t *) (void *) ((guint8 *) piece - WMEM_JUMBO_DISTANCE);
}

static inline void *
wmem_jumbo_piece (wmem_jumbo_t *jumbo)
{
  return (guint8 *) jumbo + WMEM_JUMBO_DISTANCE;
}

/* @return whether a jumbo can be at @piece: at the start of a page, or the distance behind it. So can two chunks in
 * 256. */
static inline gboolean
wmem_jumbo_place (const void *piece)
{
  return ((gsize) piece & 4095 & ~(gsize) WMEM_JUMBO_DISTANCE) == 0;
}

/* @return whether @piece is a living jumbo of @store. Does not touch it. */
gboolean wmem_jumbo_lives (const wmem_chunk_store_t *store, const void *piece);

/* @param zeroed  set to whether the bytes are zero; may be NULL. @return @size bytes. */
void *wmem_jumbo_alloc (wmem_chunk_store_t *store, gsize size, gsize alignment, gboolean *zeroed);
/* @return the piece, resized, or NULL where that takes a move by copying. */
void *wmem_jumbo_resize (wmem_chunk_store_t *store, void *piece, gsize size);
void wmem_jumbo_free (wmem_chunk_store_t *store, void *piece);
/* Gives the kept pages of freed jumbos back to the system. */
void wmem_jumbo_drop_spare (wmem_chunk_store_t *store);
/* Frees those that were allocated after @serial. */
void wmem_jumbo_free_since (wmem_chunk_store_t *store, guint64 serial);
/* @return FALSE where the visitor stopped. */
gboolean wmem_jumbo_visit (wmem_chunk_store_t *store, piece_visitor_t visitor, void *user_data);
void wmem_jumbo_steal (wmem_chunk_store_t *from, wmem_chunk_store_t *to, void *piece);
void wmem_jumbo_steal_all (wmem_chunk_store_t *from, wmem_chunk_store_t *to);
