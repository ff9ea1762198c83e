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

static __thread struct
{
  guint n_blocks;
  gboolean ends_with_thread; /* the thread's end is told of it */
  wmem_block_t *blocks[KEPT_BLOCKS];
} cache;

void
wmem_block_cache_drop (void)
{
  while (cache.n_blocks > 0)
    {
      wmem_block_t *block = cache.blocks[--cache.n_blocks];
      wmem_pages_give_back (block, block->size);
    }
}

static void
thread_ends (gpointer data G_GNUC_UNUSED)
{
  wmem_block_cache_drop ();
  cache.ends_with_thread = FALSE; /* another one that is told of it may end pools, too */
}

static GPrivate end_of_thread = G_PRIVATE_INIT (thread_ends);

gsize
wmem_block_cache_size (void)
{
  return MAX (KEPT_SIZE, wmem_page_size ());
}

wmem_block_t *
wmem_block_cache_take (void)
{
  return cache.n_blocks > 0 ? cache.blocks[--cache.n_blocks] : NULL;
}

gboolean
wmem_block_cache_put (wmem_block_t *block)
{
  if (G_UNLIKELY (!cache.ends_with_thread))
    {
      g_private_set (&end_of_thread, &cache);
      cache.ends_with_thread = TRUE;
    }
  if (cache.n_blocks == KEPT_BLOCKS)
    return FALSE;
  cache.blocks[cache.n_blocks++] = block;
  return TRUE;
}
