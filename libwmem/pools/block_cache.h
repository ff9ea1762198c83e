/* SPDX-License-Identifier: MIT */
/*
 * First blocks of pools that ended, kept for the pools that the same thread makes next.
 */
#pragma once

#include "pools/chunk_store.h"

/* The size of the blocks that are kept: that of every pool's first one. */
gsize wmem_block_cache_size (void);
/* @return an empty block whose "fresh" holds, or NULL where none waits. */
wmem_block_t *wmem_block_cache_take (void);
/* @return whether @block, empty and of the size that is kept, waits from now on. FALSE: there are enough. */
gboolean wmem_block_cache_put (wmem_block_t *block);
/* Gives what the calling thread keeps back to the system. */
void wmem_block_cache_drop (void);
