/* SPDX-License-Identifier: MIT */
/*
 * Walking a chunk store: for statistics, and to check every chunk.
 */
#include "pools/block_list.h"
#include "pools/chunk.h"
#include "pools/jumbo.h"
#include "pools/pages.h"

/* @return FALSE to stop. */
typedef gboolean (*chunk_visitor_t) (wmem_chunk_store_t *store, wmem_block_t *block, wmem_chunk_t *chunk, void *data);

/* Visits the chunks of all blocks in use. @return FALSE where the visitor stopped. */
static gboolean
chunks_visit (wmem_chunk_store_t *store, chunk_visitor_t visitor, void *data)
{
  wmem_block_list_seal (store);
  for (wmem_block_t *block = store->first; block && store->current; block = block->next)
    {
      for (guint8 *place = wmem_block_start (block); place < block->end_of_use;)
        {
          wmem_chunk_t *chunk = (wmem_chunk_t *) (void *) place;
          if (!visitor (store, block, chunk, data))
            return FALSE;
          place += wmem_chunk_bytes (chunk);
        }
      if (block == store->current)
        break;
    }
  return TRUE;
}

typedef struct
{
  piece_visitor_t visitor;
  void *user_data;
} piece_visit_t;

static gboolean
visit_piece (wmem_chunk_store_t *store G_GNUC_UNUSED, wmem_block_t *block G_GNUC_UNUSED, wmem_chunk_t *chunk,
             void *data)
{
  piece_visit_t *visit = data;
  return (chunk->bytes & WMEM_CHUNK_FREE) || visit->visitor (wmem_chunk_data (chunk), chunk->asked, visit->user_data);
}

void
wmem_chunk_store_visit (wmem_allocator_t *pool, piece_visitor_t visitor, void *user_data)
{
  wmem_chunk_store_t *store = wmem_chunk_store (pool);
  piece_visit_t visit = { visitor, user_data };
  if (chunks_visit (store, visit_piece, &visit))
    wmem_jumbo_visit (store, visitor, user_data);
}

void
wmem_chunk_store_end_pieces_since (wmem_chunk_store_t *store, wmem_block_t *block, gsize position)
{
  wmem_block_list_seal (store);
  if (block == NULL)
    {
      block = store->first;
      position = sizeof *block;
    }
  for (guint8 *place = (guint8 *) block + position; block && store->current;)
    {
      while (place < block->end_of_use)
        {
          wmem_chunk_t *chunk = (wmem_chunk_t *) (void *) place;
          if (!(chunk->bytes & WMEM_CHUNK_FREE))
            wmem_tool_piece_end (&store->pool, wmem_chunk_data (chunk), chunk->asked);
          place += wmem_chunk_bytes (chunk);
        }
      block = block == store->current ? NULL : block->next;
      place = block ? wmem_block_start (block) : NULL;
    }
}

static gboolean
check_chunk (wmem_chunk_store_t *store, wmem_block_t *block, wmem_chunk_t *chunk, void *data)
{
  const gsize bytes = wmem_chunk_bytes (chunk);
  const gboolean is_free = (chunk->bytes & WMEM_CHUNK_FREE) != 0;
  if (bytes < 16 || chunk->bytes & (WMEM_CHUNK_ODD | WMEM_CHUNK_JUMBO)
      || bytes > (gsize) (block->end_of_use - (guint8 *) chunk)
      || (!is_free && chunk->asked + sizeof *chunk + store->distance > bytes))
    wmem_pool_abort (&store->pool, "the %" G_GUINT32_FORMAT " bytes at %p: what stands before them was overwritten",
                     chunk->asked, wmem_chunk_data (chunk));
  if (is_free)
    *(gsize *) data += bytes;
  return TRUE;
}

/* @return the bytes in the list that starts at @first; each chunk of it is free and has @least to @most bytes. */
static gsize
check_bin (wmem_chunk_store_t *store, void *first, gsize least, gsize most)
{
  gsize sum = 0;
  for (wmem_chunk_t *chunk = first; chunk; chunk = *(void **) wmem_chunk_data (chunk))
    {
      const gsize bytes = wmem_chunk_bytes (chunk);
      if (!(chunk->bytes & WMEM_CHUNK_FREE) || bytes < least || bytes > most)
        wmem_pool_abort (&store->pool, "%p was written to after it was freed", wmem_chunk_data (chunk));
      sum += bytes;
    }
  return sum;
}

void
wmem_chunk_store_check (wmem_allocator_t *pool)
{
  wmem_chunk_store_t *store = wmem_chunk_store (pool);
  gsize is_free = 0, in_bins = 0;
  chunks_visit (store, check_chunk, &is_free);
  if (!store->reuses)
    return;
  for (gsize i = 0; i < WMEM_EXACT_BINS; i++)
    {
      if (!(store->exact_mask >> i & 1))
        continue;
      in_bins += check_bin (store, store->bins->exact[i], i * 16, i * 16);
      if (store->bins->exact[i] == NULL)
        wmem_pool_abort (pool, "its list of free chunks is damaged");
    }
  for (guint i = 0; i < WMEM_WIDE_BINS; i++)
    {
      if (!(store->wide_mask >> i & 1))
        continue;
      in_bins += check_bin (store, store->bins->wide[i], wmem_wide_bin_least (i), wmem_wide_bin_least (i + 1) - 16);
      if (store->bins->wide[i] == NULL)
        wmem_pool_abort (pool, "its list of free chunks is damaged");
    }
  if (in_bins > is_free || in_bins > store->freed_bytes)
    wmem_pool_abort (pool, "its count of free bytes is wrong");
}
