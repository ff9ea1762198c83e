/* SPDX-License-Identifier: MIT */
/*
 * The blocks of a chunk store, in the order of their use: used ones, the current one, empty spare ones.
 */
#pragma once

#include "pools/chunk_store.h"

/* Bytes of blocks that a pool always keeps over free_all: what costs less to hold than to map again and again. */
#define WMEM_BLOCK_LIST_KEEP_LEAST ((gsize) 512 * 1024)

static inline guint8 *
wmem_block_start (wmem_block_t *block)
{
  return (guint8 *) (block + 1);
}

void wmem_block_list_init (wmem_chunk_store_t *store);
/* Gives all blocks back to the system. */
void wmem_block_list_give_back (wmem_chunk_store_t *store);
/* Makes a block with room for @needed bytes the current one: a spare one or a new one. Aborts where memory ends. */
void wmem_block_list_advance (wmem_chunk_store_t *store, gsize needed);
/* Empties all blocks, and keeps as many as recent rounds needed. */
void wmem_block_list_rewind (wmem_chunk_store_t *store);
/* Empties what came after @position in @block (NULL: everything). */
void wmem_block_list_rewind_to (wmem_chunk_store_t *store, wmem_block_t *block, gsize position);
/* Writes what the store knows of the current block into it, and reads it again. */
void wmem_block_list_seal (wmem_chunk_store_t *store);
void wmem_block_list_unseal (wmem_chunk_store_t *store);
/* Gives @block, not the current one, back to the system. */
void wmem_block_list_remove (wmem_chunk_store_t *store, wmem_block_t *block);
void wmem_block_list_drop_spare (wmem_chunk_store_t *store);
/* Tells the watching tool that nothing in the blocks may be touched. */
void wmem_block_list_forbid (wmem_chunk_store_t *store);
/* @return whether @place lies in one of the blocks. O(blocks). */
gboolean wmem_block_list_holds (const wmem_chunk_store_t *store, const void *place);
/* Moves the used blocks of @source before those of @target. */
void wmem_block_list_steal (wmem_chunk_store_t *source, wmem_chunk_store_t *target);
