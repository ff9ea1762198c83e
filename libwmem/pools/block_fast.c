/* SPDX-License-Identifier: MIT */
/*
 * The policy for short lives: packet scope.
 *
 * What it does: cuts chunks from blocks at a cursor; freeing the newest chunk moves the cursor back, freeing another
 * only marks it.
 * What it cannot do: reuse memory before free_all, but for the newest chunk.
 * What it costs: about four instructions more than a bump pointer; free_all is O(blocks used).
 * How misuse is caught: as in the block policy; a free into another pool in every build.
 */
#include "pools/chunk_store.h"

static void
block_fast_init (wmem_allocator_t *pool)
{
  wmem_chunk_store_init (pool, FALSE);
}

const wmem_policy_t wmem_policy_block_fast = {
  .name = "block_fast",
  .type = WMEM_ALLOCATOR_BLOCK_FAST,
  .pool_size = sizeof (wmem_chunk_store_t),
  .init = block_fast_init,
  .finish = wmem_chunk_store_finish,
  .alloc = wmem_chunk_store_alloc,
  .alloc0 = wmem_chunk_store_alloc0,
  .alloc_aligned = wmem_chunk_store_alloc_aligned,
  .realloc = wmem_chunk_store_realloc,
  .free = wmem_chunk_store_free,
  .free_all = wmem_chunk_store_free_all,
  .gc = wmem_chunk_store_gc,
  .asked = wmem_chunk_store_asked,
  .usable = wmem_chunk_store_usable,
  .visit = wmem_chunk_store_visit,
  .reusable = wmem_chunk_store_reusable,
  .check = wmem_chunk_store_check,
  .publish = wmem_chunk_store_publish,
  .mark = wmem_chunk_store_mark,
  .rewind = wmem_chunk_store_rewind,
  .steal = wmem_chunk_store_steal,
  .steal_all = wmem_chunk_store_steal_all,
};
