/* SPDX-License-Identifier: MIT */
/*
 * The life of blocks.
 *
 * They grow from 32 KiB to 4 MiB with what the pool holds: by doubling that, or by an eighth where freed chunks are
 * reused and the block may be needed for a few pieces only. free_all keeps what recent rounds needed, half a megabyte
 * at least, up to a cap: a packet of 168 MB gives its memory back, the next thousand small ones cost no system call.
 */
#include "pools/block_list.h"

#include "pools/block_cache.h"
#include "pools/chunk.h"
#include "pools/pages.h"

#define LARGEST_BLOCK_SIZE ((gsize) 4 * 1024 * 1024)
#define GROWTH 8 /* a new block is this part of what a pool that reuses holds */
#define KEEP_CAP ((gsize) 8 * 1024 * 1024)

void
wmem_block_list_init (wmem_chunk_store_t *store)
{
  /* Not NULL, so that room is computed from valid pointers; the same address, so that it is 0. */
  store->pool.cursor = store->limit = store->fresh = (guint8 *) store;
}

static gsize
block_space (const wmem_block_t *block)
{
  return (block->size - sizeof *block) & ~(gsize) 15;
}

static void
block_give_back (wmem_chunk_store_t *store, wmem_block_t *block)
{
  wmem_pool_release (&store->pool, block->size);
  wmem_pages_give_back (block, block->size);
}

void
wmem_block_list_give_back (wmem_chunk_store_t *store)
{
  const gsize kept = store->tool ? 0 : wmem_block_cache_size ();
  wmem_block_list_seal (store);
  for (wmem_block_t *block = store->first, *next; block; block = next)
    {
      next = block->next;
      if (block->size != kept || !wmem_block_cache_put (block))
        block_give_back (store, block);
    }
  store->first = store->last = store->current = NULL;
}

void
wmem_block_list_seal (wmem_chunk_store_t *store)
{
  wmem_block_t *block = store->current;
  if (block == NULL)
    return;
  block->end_of_use = store->pool.cursor;
  block->fresh = MAX (store->fresh, store->pool.cursor);
}

void
wmem_block_list_unseal (wmem_chunk_store_t *store)
{
  wmem_block_t *block = store->current;
  if (block == NULL)
    return;
  store->pool.cursor = block->end_of_use;
  store->fresh = block->fresh;
  store->limit = wmem_block_start (block) + block_space (block);
  wmem_chunk_store_open (store);
}

static void
block_link_after (wmem_chunk_store_t *store, wmem_block_t *block, wmem_block_t *previous)
{
  block->previous = previous;
  block->next = previous ? previous->next : store->first;
  if (block->next)
    block->next->previous = block;
  else
    store->last = block;
  if (previous)
    previous->next = block;
  else
    store->first = block;
}

static void
block_unlink (wmem_chunk_store_t *store, wmem_block_t *block)
{
  if (block->previous)
    block->previous->next = block->next;
  else
    store->first = block->next;
  if (block->next)
    block->next->previous = block->previous;
  else
    store->last = block->previous;
}

void
wmem_block_list_remove (wmem_chunk_store_t *store, wmem_block_t *block)
{
  block_unlink (store, block);
  block_give_back (store, block);
}

/* @return an empty block with room for @needed bytes, from a pool that ended or from the system. */
static wmem_block_t *
block_get (wmem_chunk_store_t *store, gsize needed)
{
  const gsize page = wmem_page_size (), smallest = wmem_block_cache_size ();
  const gsize part = store->reuses ? store->pool.held / GROWTH : store->pool.held;
  const gsize least = 2 * needed + sizeof (wmem_block_t) + 15;
  const gsize wanted = CLAMP (MAX (part, least), smallest, LARGEST_BLOCK_SIZE);
  const gsize size = (wanted + page - 1) & ~(page - 1);
  wmem_block_t *block = size == smallest && !store->tool ? wmem_block_cache_take () : NULL;
  if (block)
    {
      block->fresh = MAX (block->fresh, block->end_of_use);
      block->end_of_use = wmem_block_start (block);
      return block;
    }
  block = wmem_pages_get (size);
  if (block == NULL)
    wmem_pool_abort (&store->pool, "out of memory: no block of %" G_GSIZE_FORMAT " bytes", size);
  block->size = size;
  block->end_of_use = block->fresh = wmem_block_start (block);
  return block;
}

void
wmem_block_list_advance (wmem_chunk_store_t *store, gsize needed)
{
  wmem_block_t *next = store->current ? store->current->next : store->first;
  if (next == NULL || block_space (next) < needed)
    {
      next = block_get (store, needed);
      wmem_pool_hold (&store->pool, next->size);
      if (store->tool)
        wmem_tool_forbid (wmem_block_start (next), block_space (next));
      block_link_after (store, next, store->current);
    }
  wmem_block_list_seal (store);
  store->current = next;
  wmem_block_list_unseal (store);
}

static void
block_empty (wmem_block_t *block)
{
  block->fresh = MAX (block->fresh, block->end_of_use);
  block->end_of_use = wmem_block_start (block);
}

void
wmem_block_list_rewind (wmem_chunk_store_t *store)
{
  if (store->current == NULL)
    return;
  wmem_block_list_seal (store);
  gsize used = 0;
  for (wmem_block_t *block = store->first; block != store->current->next; block = block->next)
    {
      used += block->size;
      block_empty (block);
    }
  store->keep = CLAMP (MAX (used, store->keep - store->keep / 8), WMEM_BLOCK_LIST_KEEP_LEAST, KEEP_CAP);

  gsize kept = 0;
  for (wmem_block_t *block = store->first, *next; block; block = next)
    {
      next = block->next;
      if (kept > 0 && kept + block->size > store->keep)
        wmem_block_list_remove (store, block);
      else
        kept += block->size;
    }
  store->current = store->first;
  wmem_block_list_unseal (store);
}

void
wmem_block_list_rewind_to (wmem_chunk_store_t *store, wmem_block_t *block, gsize position)
{
  if (store->current == NULL)
    return;
  wmem_block_list_seal (store);
  if (block == NULL)
    {
      block = store->first;
      position = sizeof *block;
    }
  for (wmem_block_t *later = block->next; later && later->previous != store->current; later = later->next)
    block_empty (later);
  block->fresh = MAX (block->fresh, block->end_of_use);
  block->end_of_use = (guint8 *) block + position;
  store->current = block;
  wmem_block_list_unseal (store);
  if (store->tool)
    {
      wmem_tool_forbid (store->pool.cursor, (gsize) (store->limit - store->pool.cursor));
      for (block = block->next; block; block = block->next)
        wmem_tool_forbid (wmem_block_start (block), block_space (block));
    }
}

void
wmem_block_list_drop_spare (wmem_chunk_store_t *store)
{
  while (store->current && store->current->next)
    wmem_block_list_remove (store, store->current->next);
}

void
wmem_block_list_forbid (wmem_chunk_store_t *store)
{
  for (wmem_block_t *block = store->first; block; block = block->next)
    wmem_tool_forbid (wmem_block_start (block), block_space (block));
}

void
wmem_block_list_steal (wmem_chunk_store_t *source, wmem_chunk_store_t *target)
{
  if (source->current == NULL)
    return;
  wmem_block_list_seal (source);
  wmem_block_t *const current = source->current;
  for (wmem_block_t *block = source->first, *next, *after = NULL; block && after != current; block = next)
    {
      next = block->next;
      block_unlink (source, block);
      wmem_pool_release (&source->pool, block->size);
      block_link_after (target, block, after);
      wmem_pool_hold (&target->pool, block->size);
      after = block;
    }
  /* Without a current block of its own the target goes on in the source's. */
  if (target->current == NULL)
    {
      target->current = current;
      wmem_block_list_unseal (target);
    }
  source->current = NULL;
  wmem_block_list_init (source);
}

gboolean
wmem_block_list_holds (const wmem_chunk_store_t *store, const void *place)
{
  for (const wmem_block_t *block = store->first; block; block = block->next)
    if ((gsize) ((const guint8 *) place - (const guint8 *) block) < block->size)
      return TRUE;
  return FALSE;
}
