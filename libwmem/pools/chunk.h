/* SPDX-License-Identifier: MIT */
/*
 * The chunk: its header, and the arithmetic around it.
 */
#pragma once

#include "pools/chunk_store.h"

typedef struct
{
  guint32 bytes; /* of the chunk, header and distance too; a multiple of 16, or'ed with a flag; JUMBO alone for a jumbo */
  guint32 asked;
} wmem_chunk_t;

#define WMEM_CHUNK_FREE 1u
#define WMEM_CHUNK_JUMBO 2u
#define WMEM_CHUNK_ODD (15u & ~(WMEM_CHUNK_FREE | WMEM_CHUNK_JUMBO))

/* A larger piece gets pages of its own. */
#define WMEM_CHUNK_LARGEST (256 * 1024)

static inline wmem_chunk_store_t *
wmem_chunk_store (wmem_allocator_t *pool)
{
  return (wmem_chunk_store_t *) (void *) pool;
}

static inline gsize
wmem_chunk_bytes (const wmem_chunk_t *chunk)
{
  return chunk->bytes & ~15u;
}

/* @return the least size in wide bin @index. */
static inline gsize
wmem_wide_bin_least (guint index)
{
  return (gsize) (4 + index % 4) << (8 + index / 4);
}

static inline void *
wmem_chunk_data (wmem_chunk_t *chunk)
{
  return chunk + 1;
}

static inline gsize
wmem_chunk_needed (const wmem_chunk_store_t *store, gsize size)
{
  return (size + sizeof (wmem_chunk_t) + store->distance + 15) & ~(gsize) 15;
}

/* Bytes that can be cut from the current block, whatever is published. */
static inline gsize
wmem_chunk_store_room (const wmem_chunk_store_t *store)
{
  return (gsize) (store->limit - store->pool.cursor);
}

/* Opens the short way to the room that there is, or closes it: where somebody wants to see every call, and where freed
 * chunks are to be reused first. */
static inline void
wmem_chunk_store_open (wmem_chunk_store_t *store)
{
  const gboolean open = store->pool.in_scope && !store->pool.watched && !store->tool && !store->reusing;
  store->pool.room = open ? wmem_chunk_store_room (store) : 0;
}

/* Tells the watching tool of the end of every living piece behind @position in @block (NULL: of all). */
void wmem_chunk_store_end_pieces_since (wmem_chunk_store_t *store, wmem_block_t *block, gsize position);

void wmem_chunk_store_merge (wmem_chunk_store_t *store, gboolean give_back);
