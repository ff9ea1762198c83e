/* SPDX-License-Identifier: MIT */
/*
 * First blocks of pools that ended.
 *
 * A pool for one task asks for a few pieces and ends. Mapping, touching and unmapping its only block would take a
 * hundred times as long as all else that it does, so each thread keeps the few that it saw last, and gives them back
 * when it ends. Nothing is shared, so nothing is locked: a pool that ends in another thread than it began in leaves
 * its block there.
 */
#include "pools/block_cache.h"

#include "pools/pages.h"

#define KEPT_BLOCKS 4 /* a task and what it calls; 128 KiB a thread */
#define KEPT_SIZE ((gsize) 32 * 1024)

typedef struct
{
  guint n_blocks;
  wmem_block_t *blocks[KEPT_BLOCKS];
} block_cache_t;

static void
cache_free (gpointer data)
{
  block_cache_t *cache = data;
  while (cache->n_blocks > 0)
    {
      wmem_block_t *block = cache->blocks[--cache->n_blocks];
      wmem_pages_give_back (block, block->size);
    }
  g_free (cache);
}

static GPrivate cache_of_thread = G_PRIVATE_INIT (cache_free);

gsize
wmem_block_cache_size (void)
{
  return MAX (KEPT_SIZE, wmem_page_size ());
}

wmem_block_t *
wmem_block_cache_take (void)
{
  block_cache_t *cache = g_private_get (&cache_of_thread);
  return cache && cache->n_blocks > 0 ? cache->blocks[--cache->n_blocks] : NULL;
}

gboolean
wmem_block_cache_put (wmem_block_t *block)
{
  block_cache_t *cache = g_private_get (&cache_of_thread);
  if (cache == NULL)
    {
      cache = g_new0 (block_cache_t, 1);
      g_private_set (&cache_of_thread, cache);
    }
  if (cache->n_blocks == KEPT_BLOCKS)
    return FALSE;
  cache->blocks[cache->n_blocks++] = block;
  return TRUE;
}

void
wmem_block_cache_drop (void)
{
  g_private_replace (&cache_of_thread, NULL);
}
