/* SPDX-License-Identifier: MIT */
/*
 * Chunks cut from blocks: allocation, freeing, reuse. The blocks' own life is block_list.c, jumbos are jumbo.c.
 */
#include "pools/chunk_store.h"

#include <string.h>

#include "pools/block_list.h"
#include "pools/chunk.h"
#include "pools/jumbo.h"
#include "pools/pages.h"

#define SPLIT_LEAST 64   /* bytes: a rest smaller than this, or than a quarter, stays with its chunk */
#define RARE_LEAST 256   /* bytes: larger chunks are too rare to wait for their like to be freed */
#define REUSE_LEAST 1024 /* bytes: fewer freed ones are not worth the long way of each allocation */
#define MISSES_MOST 8    /* in a row: then the freed chunks are not of the sizes that are asked for */
#define SHORT_SEARCH 8   /* chunks looked at in a wide bin: its first may be too small */
#define LONG_SEARCH 64   /* the same, where the other way is a new block */

void
wmem_chunk_store_init (wmem_allocator_t *pool, gboolean reuses)
{
  wmem_chunk_store_t *store = wmem_chunk_store (pool);
  const gboolean tool = wmem_tool_watches ();
  if (tool)
    {
      /* So that the tool sees every use after the end: nothing freed is used again before free_all. */
      pool->watched = TRUE;
      store->distance = 16;
      wmem_tool_pool_begin (pool);
    }
  store->tool = tool;
  store->reuses = reuses && !tool;
  store->reuse_beyond = REUSE_LEAST;
  wmem_block_list_init (store);
}

void
wmem_chunk_store_finish (wmem_allocator_t *pool)
{
  wmem_chunk_store_t *store = wmem_chunk_store (pool);
  wmem_jumbo_drop_spare (store);
  wmem_block_list_give_back (store);
  g_free (store->bins);
  if (store->tool)
    wmem_tool_pool_end (pool);
}

void
wmem_chunk_store_publish (wmem_allocator_t *pool)
{
  wmem_chunk_store_open (wmem_chunk_store (pool));
}

/* --- bins -------------------------------------------------------------------------------------------------------- */

static inline void **
bin_link (wmem_chunk_t *chunk)
{
  return (void **) wmem_chunk_data (chunk);
}

static inline guint
wide_bin (gsize bytes)
{
  const guint power = (guint) g_bit_storage (bytes) - 1; /* 1 KiB, the least, has 10 */
  return (power - 10) * 4 + (guint) (bytes >> (power - 2) & 3);
}

/* Puts the free @chunk into its bin, one of @bins, whose bit of @mask tells whether it holds anything yet. */
static inline void
bin_link_first (void **bins, guint64 *mask, guint index, wmem_chunk_t *chunk)
{
  const guint64 bit = G_GUINT64_CONSTANT (1) << index;
  *bin_link (chunk) = *mask & bit ? bins[index] : NULL;
  bins[index] = chunk;
  *mask |= bit;
}

static void
bin_push (wmem_chunk_store_t *store, wmem_chunk_t *chunk)
{
  const gsize bytes = wmem_chunk_bytes (chunk);
  if (G_UNLIKELY (store->bins == NULL))
    store->bins = g_new (wmem_bins_t, 1);
  if (bytes / 16 >= WMEM_EXACT_BINS)
    {
      bin_link_first (store->bins->wide, &store->wide_mask, wide_bin (bytes), chunk);
      return;
    }
  bin_link_first (store->bins->exact, &store->exact_mask, (guint) (bytes / 16), chunk);
  if (store->freed_bytes > store->reuse_beyond)
    {
      store->reusing = TRUE;
      store->pool.room = 0;
    }
}

static wmem_chunk_t *
exact_pop (wmem_chunk_store_t *store, guint index)
{
  wmem_chunk_t *chunk = store->bins->exact[index];
  store->bins->exact[index] = *bin_link (chunk);
  if (store->bins->exact[index] == NULL)
    store->exact_mask &= ~(G_GUINT64_CONSTANT (1) << index);
  store->misses = 0;
  return chunk;
}

/* Takes a chunk of at least @needed bytes from the wide bins, or NULL. Looks at @search chunks of each. */
static wmem_chunk_t *
wide_pop (wmem_chunk_store_t *store, gsize needed, guint search)
{
  const guint least = needed / 16 < WMEM_EXACT_BINS ? 0 : wide_bin (needed);
  for (guint64 mask = store->wide_mask >> least << least; mask != 0; mask &= mask - 1)
    {
      const guint index = (guint) __builtin_ctzll (mask);
      guint looked = 0;
      for (void **place = &store->bins->wide[index]; *place && looked < search; looked++)
        {
          wmem_chunk_t *chunk = *place;
          if (wmem_chunk_bytes (chunk) >= needed)
            {
              *place = *bin_link (chunk);
              if (store->bins->wide[index] == NULL)
                store->wide_mask &= ~(G_GUINT64_CONSTANT (1) << index);
              return chunk;
            }
          place = bin_link (chunk);
        }
    }
  return NULL;
}

static inline void
bins_clear (wmem_chunk_store_t *store)
{
  store->freed_bytes = 0;
  store->reusing = FALSE;
  store->reuse_beyond = REUSE_LEAST;
  store->exact_mask = 0;
  store->wide_mask = 0;
}

/* Makes [chunk, chunk + bytes) a free chunk. */
static void
chunk_set_free (wmem_chunk_store_t *store, wmem_chunk_t *chunk, gsize bytes)
{
  chunk->bytes = (guint32) bytes | WMEM_CHUNK_FREE;
  chunk->asked = 0;
  if (store->pool.open_marks > 0)
    return; /* found by the next merge, if it outlives the mark */
  store->freed_bytes += bytes;
  store->freed_since_merge += bytes;
  if (store->reuses)
    bin_push (store, chunk);
}

/* --- allocation --------------------------------------------------------------------------------------------------- */

/* Cuts a chunk at the cursor, where there is room for it. */
static inline wmem_chunk_t *
chunk_bump (wmem_chunk_store_t *store, gsize needed)
{
  wmem_chunk_t *chunk = (wmem_chunk_t *) (void *) store->pool.cursor;
  if (G_UNLIKELY (store->tool))
    wmem_tool_allow (chunk, sizeof *chunk);
  chunk->bytes = (guint32) needed;
  store->pool.cursor += needed;
  if (store->pool.room > 0)
    store->pool.room -= needed;
  return chunk;
}

/* Takes @chunk out of its freedom, and gives what it has beyond @needed back, but for a small rest: a pool whose
 * large chunks are all split sooner or later must grow for the next large piece. */
static wmem_chunk_t *
chunk_reuse (wmem_chunk_store_t *store, wmem_chunk_t *chunk, gsize needed)
{
  const gsize bytes = wmem_chunk_bytes (chunk);
  store->freed_bytes -= bytes;
  if (bytes - needed >= MAX (SPLIT_LEAST, bytes / 4))
    {
      chunk_set_free (store, (wmem_chunk_t *) (void *) ((guint8 *) chunk + needed), bytes - needed);
      chunk->bytes = (guint32) needed;
    }
  else
    chunk->bytes = (guint32) bytes;
  return chunk;
}

/* A freed chunk of more than @needed bytes, the nearest in size first, or NULL. */
static wmem_chunk_t *
chunk_reuse_larger (wmem_chunk_store_t *store, gsize needed, guint search)
{
  if (needed / 16 + SPLIT_LEAST / 16 < WMEM_EXACT_BINS)
    {
      const guint least = (guint) (needed / 16 + SPLIT_LEAST / 16);
      const guint64 mask = store->exact_mask >> least << least;
      if (mask != 0)
        return chunk_reuse (store, exact_pop (store, (guint) __builtin_ctzll (mask)), needed);
    }
  wmem_chunk_t *chunk = store->wide_mask != 0 ? wide_pop (store, needed, search) : NULL;
  return chunk ? chunk_reuse (store, chunk, needed) : NULL;
}

/* What is asked for is not what was freed: opens the short way until the 64th part of the pool was freed besides. */
static void
stop_reusing (wmem_chunk_store_t *store)
{
  store->misses = 0;
  store->reusing = FALSE;
  store->reuse_beyond = store->freed_bytes + MAX (REUSE_LEAST, store->pool.held / 64);
  wmem_chunk_store_open (store);
}

static wmem_chunk_t *
chunk_reuse_exact (wmem_chunk_store_t *store, gsize needed)
{
  const gsize index = needed / 16;
  if (index >= WMEM_EXACT_BINS || !(store->exact_mask >> index & 1))
    {
      if (store->reusing && ++store->misses == MISSES_MOST)
        stop_reusing (store);
      return NULL;
    }
  return chunk_reuse (store, exact_pop (store, (guint) index), needed);
}

/* Gets a chunk of @needed bytes from wherever it is cheapest. */
static wmem_chunk_t *
chunk_get (wmem_chunk_store_t *store, gsize needed)
{
  const gboolean reuse = store->reuses && store->pool.open_marks == 0;
  wmem_chunk_t *chunk = NULL;
  if (reuse && (chunk = chunk_reuse_exact (store, needed)))
    return chunk;
  if (reuse && needed > RARE_LEAST && (chunk = chunk_reuse_larger (store, needed, SHORT_SEARCH)))
    return chunk;
  if (needed <= wmem_chunk_store_room (store))
    return chunk_bump (store, needed);
  if (reuse)
    {
      if ((chunk = chunk_reuse_larger (store, needed, LONG_SEARCH)))
        return chunk;
      if (MIN (store->freed_bytes, store->freed_since_merge) > store->pool.held / 4)
        {
          wmem_chunk_store_merge (store, FALSE);
          if (needed <= wmem_chunk_store_room (store))
            return chunk_bump (store, needed);
          if ((chunk = chunk_reuse_exact (store, needed))
              || (chunk = chunk_reuse_larger (store, needed, LONG_SEARCH)))
            return chunk;
        }
      /* What is left of the block that is left can still serve. */
      const gsize rest = wmem_chunk_store_room (store);
      if (rest >= 32)
        {
          wmem_chunk_t *tail = chunk_bump (store, rest);
          chunk_set_free (store, tail, rest);
        }
    }
  wmem_block_list_advance (store, needed);
  return chunk_bump (store, needed);
}

/* @zeroed: set to whether the piece is known to be zero. */
static inline void *
piece_get (wmem_chunk_store_t *store, gsize size, gboolean *zeroed)
{
  if (G_UNLIKELY (size > WMEM_CHUNK_LARGEST))
    return wmem_jumbo_alloc (store, size, 16, zeroed);
  wmem_chunk_t *chunk = chunk_get (store, wmem_chunk_needed (store, size));
  *zeroed = (guint8 *) chunk + wmem_chunk_bytes (chunk) == store->pool.cursor && (guint8 *) chunk >= store->fresh;
  chunk->asked = (guint32) size;
  if (G_UNLIKELY (store->tool))
    wmem_tool_piece_begin (&store->pool, wmem_chunk_data (chunk), size);
  return wmem_chunk_data (chunk);
}

void *
wmem_chunk_store_alloc (wmem_allocator_t *pool, gsize size)
{
  gboolean zeroed;
  return piece_get (wmem_chunk_store (pool), size, &zeroed);
}

/* Where the short way is open, small pieces do not come here: wmem_alloc0() cuts them. */
void *
wmem_chunk_store_alloc0 (wmem_allocator_t *pool, gsize size)
{
  wmem_chunk_store_t *store = wmem_chunk_store (pool);
  gboolean zeroed;
  void *piece = piece_get (store, size, &zeroed);
  if (!zeroed || store->tool)
    memset (piece, 0, size);
  return piece;
}

void *
wmem_chunk_store_alloc_aligned (wmem_allocator_t *pool, gsize size, gsize alignment)
{
  wmem_chunk_store_t *store = wmem_chunk_store (pool);
  if (size > WMEM_CHUNK_LARGEST || alignment > WMEM_CHUNK_LARGEST - size)
    return wmem_jumbo_alloc (store, size, alignment, NULL);
  wmem_chunk_t *chunk = chunk_get (store, wmem_chunk_needed (store, size + alignment));
  guint8 *data = wmem_chunk_data (chunk);
  const gsize before = (gsize) - (gintptr) data & (alignment - 1);
  if (before > 0)
    {
      const gsize bytes = wmem_chunk_bytes (chunk);
      wmem_chunk_t *aligned = (wmem_chunk_t *) (void *) ((guint8 *) chunk + before);
      if (store->tool)
        wmem_tool_allow (aligned, sizeof *aligned);
      aligned->bytes = (guint32) (bytes - before);
      chunk_set_free (store, chunk, before);
      chunk = aligned;
    }
  chunk->asked = (guint32) size;
  if (store->tool)
    wmem_tool_piece_begin (pool, wmem_chunk_data (chunk), size);
  return wmem_chunk_data (chunk);
}

/* --- freeing and resizing ----------------------------------------------------------------------------------------- */

/* Whether @piece, touched by nobody yet, may be one of this store. Many blocks would take too long on the way of each
 * free: where freed chunks are reused, only checking builds look beyond the current one; all builds do where a jumbo
 * may have been that is gone. */
static inline gboolean
piece_may_be_ours (const wmem_chunk_store_t *store, const void *piece)
{
  if (G_LIKELY ((guint8 *) piece > (guint8 *) store->current && (guint8 *) piece < store->limit))
    return TRUE;
  const gboolean place_of_jumbo = wmem_jumbo_place (piece);
#ifndef WMEM_CHECKING
  if (store->reuses && !(place_of_jumbo && store->jumbo_gone))
    return TRUE;
#endif
  return (place_of_jumbo && wmem_jumbo_lives (store, piece)) || wmem_block_list_holds (store, piece);
}

/* @return the chunk of @piece; aborts where it is none, or free already. */
static inline wmem_chunk_t *
chunk_of (wmem_chunk_store_t *store, const void *piece)
{
  wmem_chunk_t *chunk = (wmem_chunk_t *) (void *) ((guint8 *) piece - sizeof (wmem_chunk_t));
  if (G_UNLIKELY (((gsize) piece & 15) != 0))
    wmem_pool_abort (&store->pool, "%p is no piece of it", piece);
  if (G_UNLIKELY (!piece_may_be_ours (store, piece)))
    wmem_pool_abort (&store->pool, "%p was freed already, or is no piece of it", piece);
  if (G_UNLIKELY (chunk->bytes & WMEM_CHUNK_FREE))
    wmem_pool_abort (&store->pool, "%p was freed already, or is no piece of it", piece);
  if (G_UNLIKELY (chunk->bytes & WMEM_CHUNK_ODD || chunk->asked > chunk->bytes))
    wmem_pool_abort (&store->pool, "%p is no piece of it, or the bytes before it were overwritten", piece);
  if (G_UNLIKELY (chunk->bytes == WMEM_CHUNK_JUMBO && !wmem_jumbo_lives (store, piece)))
    wmem_pool_abort (&store->pool, "%p was freed already, or is no piece of it", piece);
  /* Beyond the cursor: the newest piece freed twice, or one from before free_all. A second owner would get it, too. */
  if (G_UNLIKELY ((gsize) ((guint8 *) chunk - store->pool.cursor) < wmem_chunk_store_room (store)))
    wmem_pool_abort (&store->pool, "%p was freed already", piece);
  return chunk;
}

static inline gboolean
chunk_is_newest (wmem_chunk_store_t *store, wmem_chunk_t *chunk)
{
  return (guint8 *) chunk + chunk->bytes == store->pool.cursor && store->pool.open_marks == 0 && !store->tool;
}

static inline void
cursor_back (wmem_chunk_store_t *store, guint8 *cursor)
{
  store->fresh = MAX (store->fresh, store->pool.cursor);
  store->pool.cursor = cursor;
  wmem_chunk_store_open (store);
}

static inline wmem_chunk_t *
chunk_before (void *piece)
{
  return (wmem_chunk_t *) (void *) ((guint8 *) piece - sizeof (wmem_chunk_t));
}

/* Whether @piece is in the current block, where most are that are freed or resized, so that its header may be read. */
static inline gboolean
piece_in_current (wmem_chunk_store_t *store, const void *piece)
{
  return (guint8 *) piece > (guint8 *) store->current && (guint8 *) piece < store->pool.cursor
         && ((gsize) piece & 15) == 0 && !store->tool;
}

/* A function of its own, so that the short ways save no register for it. */
static G_GNUC_NO_INLINE void
free_the_long_way (wmem_allocator_t *pool, void *piece)
{
  wmem_chunk_store_t *store = wmem_chunk_store (pool);
  wmem_chunk_t *chunk = chunk_of (store, piece);
  if (G_UNLIKELY (chunk->bytes == WMEM_CHUNK_JUMBO))
    {
      wmem_jumbo_free (store, piece);
      return;
    }
  if (G_UNLIKELY (store->tool))
    wmem_tool_piece_end (pool, piece, chunk->asked);
  chunk_set_free (store, chunk, chunk->bytes);
}

void
wmem_chunk_store_free (wmem_allocator_t *pool, void *piece)
{
  wmem_chunk_store_t *store = wmem_chunk_store (pool);
  wmem_chunk_t *chunk = chunk_before (piece);
  if (G_LIKELY (piece_in_current (store, piece)))
    {
      /* Half of all: what ends at the cursor is the newest, and nothing else can be wrong with it. */
      if (chunk_is_newest (store, chunk))
        {
          cursor_back (store, (guint8 *) chunk);
          return;
        }
      /* Neither free nor a jumbo, nor nonsense. */
      if (G_LIKELY ((chunk->bytes & 15) == 0 && chunk->asked <= chunk->bytes))
        {
          chunk_set_free (store, chunk, chunk->bytes);
          return;
        }
    }
  free_the_long_way (pool, piece);
}

/* Moves @piece to a new place of @size bytes. */
static void *
piece_move (wmem_allocator_t *pool, void *piece, gsize old_size, gsize size)
{
  void *moved = wmem_chunk_store_alloc (pool, size);
  memcpy (moved, piece, MIN (old_size, size));
  wmem_chunk_store_free (pool, piece);
  return moved;
}

static G_GNUC_NO_INLINE void *
realloc_the_long_way (wmem_allocator_t *pool, void *piece, gsize size)
{
  wmem_chunk_store_t *store = wmem_chunk_store (pool);
  wmem_chunk_t *chunk = chunk_of (store, piece);
  if (chunk->bytes == WMEM_CHUNK_JUMBO)
    {
      void *resized = size > WMEM_CHUNK_LARGEST ? wmem_jumbo_resize (store, piece, size) : NULL;
      return resized ? resized : piece_move (pool, piece, wmem_jumbo_of (piece)->asked, size);
    }
  if (store->tool || size > WMEM_CHUNK_LARGEST)
    return piece_move (pool, piece, chunk->asked, size);

  const gsize needed = wmem_chunk_needed (store, size), bytes = chunk->bytes;
  if (needed > bytes)
    return piece_move (pool, piece, chunk->asked, size);
  if (store->reuses && bytes - needed >= SPLIT_LEAST)
    {
      chunk->bytes = (guint32) needed;
      chunk_set_free (store, (wmem_chunk_t *) (void *) ((guint8 *) chunk + needed), bytes - needed);
    }
  chunk->asked = (guint32) size;
  return piece;
}

void *
wmem_chunk_store_realloc (wmem_allocator_t *pool, void *piece, gsize size)
{
  wmem_chunk_store_t *store = wmem_chunk_store (pool);
  wmem_chunk_t *chunk = chunk_before (piece);
  if (G_LIKELY (piece_in_current (store, piece) && chunk_is_newest (store, chunk) && size <= WMEM_CHUNK_LARGEST))
    {
      /* A buffer that grows, mostly: the chunk ends elsewhere. */
      guint8 *end = (guint8 *) chunk + wmem_chunk_needed (store, size);
      if (G_LIKELY (end <= store->limit))
        {
          chunk->bytes = (guint32) (end - (guint8 *) chunk);
          chunk->asked = (guint32) size;
          cursor_back (store, end);
          return piece;
        }
    }
  return realloc_the_long_way (pool, piece, size);
}

static G_GNUC_NO_INLINE void
free_all_the_long_way (wmem_chunk_store_t *store)
{
  if (!store->jumbo_used)
    wmem_jumbo_drop_spare (store);
  wmem_jumbo_free_since (store, 0);
  store->jumbo_used = FALSE;
  bins_clear (store);
  wmem_block_list_rewind (store);
  if (store->tool)
    {
      wmem_tool_pool_end (&store->pool);
      wmem_tool_pool_begin (&store->pool);
      wmem_block_list_forbid (store);
    }
  wmem_chunk_store_open (store);
}

void
wmem_chunk_store_free_all (wmem_allocator_t *pool)
{
  wmem_chunk_store_t *store = wmem_chunk_store (pool);
  /* Most packets need one block and nothing large: there is a cursor to move. */
  if (G_UNLIKELY (store->current != store->first || store->current == NULL || pool->held > WMEM_BLOCK_LIST_KEEP_LEAST
                  || store->jumbos != NULL || store->tool))
    {
      free_all_the_long_way (store);
      return;
    }
  bins_clear (store);
  store->keep -= store->keep / 8;
  cursor_back (store, wmem_block_start (store->first));
}

/* Merges neighbouring free chunks and fills the bins anew; with @give_back, blocks without a living chunk go to the
 * system. */
void
wmem_chunk_store_merge (wmem_chunk_store_t *store, gboolean give_back)
{
  bins_clear (store);
  wmem_block_list_seal (store);
  for (wmem_block_t *block = store->first, *next; block; block = next)
    {
      next = block->next;
      if (block == store->current)
        next = NULL; /* those behind are empty */
      guint8 *place = wmem_block_start (block);
      wmem_chunk_t *run = NULL;
      gboolean living = FALSE;
      while (place < block->end_of_use)
        {
          wmem_chunk_t *chunk = (wmem_chunk_t *) (void *) place;
          const gsize bytes = wmem_chunk_bytes (chunk);
          place += bytes;
          if (chunk->bytes & WMEM_CHUNK_FREE)
            {
              if (run)
                run->bytes += (guint32) bytes;
              else
                run = chunk;
            }
          else
            living = TRUE;
          if (run && (place >= block->end_of_use || !(chunk->bytes & WMEM_CHUNK_FREE)))
            {
              if (place >= block->end_of_use && chunk->bytes & WMEM_CHUNK_FREE && block == store->current)
                block->end_of_use = (guint8 *) run;
              else if (living || !give_back || block == store->current)
                chunk_set_free (store, run, wmem_chunk_bytes (run));
              run = NULL;
            }
        }
      if (give_back && !living && block != store->current)
        wmem_block_list_remove (store, block);
    }
  store->freed_since_merge = 0;
  wmem_block_list_unseal (store);
}

void
wmem_chunk_store_gc (wmem_allocator_t *pool)
{
  wmem_chunk_store_t *store = wmem_chunk_store (pool);
  wmem_jumbo_drop_spare (store);
  if (store->current == NULL || pool->open_marks > 0)
    return;
  wmem_block_list_drop_spare (store);
  if (!store->tool)
    wmem_chunk_store_merge (store, TRUE);
  wmem_chunk_store_open (store);
}

gsize
wmem_chunk_store_asked (wmem_allocator_t *pool, const void *piece)
{
  wmem_chunk_t *chunk = chunk_of (wmem_chunk_store (pool), piece);
  return chunk->bytes == WMEM_CHUNK_JUMBO ? wmem_jumbo_of (piece)->asked : chunk->asked;
}

gsize
wmem_chunk_store_usable (wmem_allocator_t *pool, const void *piece)
{
  wmem_chunk_store_t *store = wmem_chunk_store (pool);
  wmem_chunk_t *chunk = chunk_of (store, piece);
  if (chunk->bytes == WMEM_CHUNK_JUMBO)
    return wmem_jumbo_of (piece)->asked;
  return store->tool ? chunk->asked : chunk->bytes - sizeof *chunk;
}

gsize
wmem_chunk_store_reusable (wmem_allocator_t *pool)
{
  return wmem_chunk_store (pool)->freed_bytes + wmem_chunk_store (pool)->spare_jumbo_bytes;
}

/* --- marks and moving ---------------------------------------------------------------------------------------------- */

wmem_mark_t
wmem_chunk_store_mark (wmem_allocator_t *pool)
{
  wmem_chunk_store_t *store = wmem_chunk_store (pool);
  return (wmem_mark_t){
    .place = store->current,
    .position = store->current ? (gsize) (pool->cursor - (guint8 *) store->current) : 0,
    .serial = pool->serial,
  };
}

void
wmem_chunk_store_rewind (wmem_allocator_t *pool, wmem_mark_t mark)
{
  wmem_chunk_store_t *store = wmem_chunk_store (pool);
  wmem_jumbo_free_since (store, mark.serial);
  if (store->tool)
    wmem_chunk_store_end_pieces_since (store, mark.place, mark.position);
  wmem_block_list_rewind_to (store, mark.place, mark.position);
  wmem_chunk_store_open (store);
}

gboolean
wmem_chunk_store_steal (wmem_allocator_t *from, wmem_allocator_t *to, void *piece)
{
  if (chunk_of (wmem_chunk_store (from), piece)->bytes != WMEM_CHUNK_JUMBO || wmem_chunk_store (from)->tool)
    return FALSE;
  wmem_jumbo_steal (wmem_chunk_store (from), wmem_chunk_store (to), piece);
  return TRUE;
}

gboolean
wmem_chunk_store_steal_all (wmem_allocator_t *from, wmem_allocator_t *to)
{
  wmem_chunk_store_t *source = wmem_chunk_store (from), *target = wmem_chunk_store (to);
  if (source->tool)
    return FALSE; /* valgrind knows the pieces by their pool */
  wmem_jumbo_steal_all (source, target);
  target->freed_bytes += source->freed_bytes;
  bins_clear (source);
  wmem_block_list_steal (source, target);
  wmem_chunk_store_open (source);
  wmem_chunk_store_open (target);
  return TRUE;
}
