/* SPDX-License-Identifier: MIT */
/*
 * Chunks cut from blocks: the engine that the block policies share.
 *
 * Terminology
 *
 *   block  pages from the system: a header and chunks without a gap up to its end of use
 *   chunk  an 8-byte header {bytes of the chunk | flags, bytes asked}, at 8 below a multiple of 16, and the data
 *   bump   to cut a chunk at the cursor of the current block
 *   bin    a list of freed chunks of one size (below 1 KiB), or of a quarter of the way from one power of two to the
 *          next
 *   jumbo  a piece that is too large for a block: pages of its own; freed ones are kept for the next, up to a cap
 *   fresh  memory that was never written since it came from the system: zero
 *
 * Invariants: the room published is limit - cursor or 0; blocks behind the current one are empty; every byte of
 * [first chunk, end_of_use) belongs to exactly one chunk.
 */
#pragma once

#include "pools/pool.h"

#define WMEM_EXACT_BINS 64 /* chunks of 16 × index bytes; index 0 is never used */
#define WMEM_WIDE_BINS 64  /* four for each power of two from 1 KiB on */

typedef struct wmem_block {
  struct wmem_block *next, *previous; /* in the order of their use */
  gsize size;                         /* all of it, this header too */
  guint8 *end_of_use;                 /* valid where the block is not the current one */
  guint8 *fresh;                      /* from here on never written; valid likewise */
} wmem_block_t;

G_STATIC_ASSERT (sizeof (wmem_block_t) % 16 == 8); /* so that the first chunk's data is aligned */

typedef struct wmem_jumbo {
  struct wmem_jumbo *next; /* of the spare ones */
  gsize size;              /* of the pages */
  gsize asked;
  guint64 serial; /* of its allocation; 0 while it is a spare one */
  gsize offset;   /* from the pages' start to this header */
} wmem_jumbo_t;

/* The first chunk of each bin; not initialised where the masks say that there is none. A block of its own: a pool that
 * frees nothing is made and ended faster. */
typedef struct
{
  void *exact[WMEM_EXACT_BINS];
  void *wide[WMEM_WIDE_BINS];
} wmem_bins_t;

typedef struct
{
  struct _wmem_allocator_t pool;
  guint8 *limit;         /* end of the chunk space of the current block */
  guint8 *fresh;         /* of the current block: the most that cursor ever was */
  wmem_block_t *current; /* NULL before the first allocation */
  wmem_block_t *first, *last;
  GHashTable *jumbos;         /* the pieces, spare ones too; NULL while none is wanted */
  wmem_jumbo_t *spare_jumbos; /* freed and kept for the next one; never more than a cap */
  gsize spare_jumbo_bytes;
  gboolean jumbo_used;     /* since the last free_all */
  gboolean jumbo_gone;     /* the pages of one were given back: whoever frees it again must not touch it */
  gboolean reuses;         /* freed chunks go to bins */
  gboolean reusing;        /* the bins are worth a look before each bump: the short way is closed */
  guint misses;            /* looks in a row that found no chunk of the size */
  gsize reuse_beyond;      /* freed bytes: with more, the bins are worth it again */
  gboolean tool;           /* AddressSanitizer or valgrind watches: constant */
  gsize distance;          /* bytes between chunks, for a tool that watches */
  gsize keep;              /* bytes of blocks that free_all keeps: falls slowly, rises at once */
  gsize freed_bytes;       /* in bins, and freed without a bin */
  gsize freed_since_merge; /* with few, another merge isn't worth its walk */
  guint64 exact_mask;      /* bins that hold something */
  guint64 wide_mask;
  wmem_bins_t *bins; /* NULL before a chunk is freed that may be reused */
} wmem_chunk_store_t;

void wmem_chunk_store_init (wmem_allocator_t *pool, gboolean reuses);
void wmem_chunk_store_finish (wmem_allocator_t *pool);
void *wmem_chunk_store_alloc (wmem_allocator_t *pool, gsize size);
void *wmem_chunk_store_alloc0 (wmem_allocator_t *pool, gsize size);
void *wmem_chunk_store_alloc_aligned (wmem_allocator_t *pool, gsize size, gsize alignment);
void *wmem_chunk_store_realloc (wmem_allocator_t *pool, void *piece, gsize size);
void wmem_chunk_store_free (wmem_allocator_t *pool, void *piece);
void wmem_chunk_store_free_all (wmem_allocator_t *pool);
void wmem_chunk_store_gc (wmem_allocator_t *pool);
gsize wmem_chunk_store_asked (wmem_allocator_t *pool, const void *piece);
gsize wmem_chunk_store_usable (wmem_allocator_t *pool, const void *piece);
void wmem_chunk_store_visit (wmem_allocator_t *pool, piece_visitor_t visitor, void *user_data);
gsize wmem_chunk_store_reusable (wmem_allocator_t *pool);
void wmem_chunk_store_check (wmem_allocator_t *pool);
void wmem_chunk_store_publish (wmem_allocator_t *pool);
wmem_mark_t wmem_chunk_store_mark (wmem_allocator_t *pool);
void wmem_chunk_store_rewind (wmem_allocator_t *pool, wmem_mark_t mark);
gboolean wmem_chunk_store_steal (wmem_allocator_t *from, wmem_allocator_t *to, void *piece);
gboolean wmem_chunk_store_steal_all (wmem_allocator_t *from, wmem_allocator_t *to);
