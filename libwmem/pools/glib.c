/* SPDX-License-Identifier: MIT */
/*
 * The simple policy: every piece from the GLib heap.
 *
 * What it does: one heap block a piece, with a record that links it to its pool.
 * What it cannot do: be fast. Freeing everything is O(pieces).
 * What it costs: the heap's price, 48 bytes and a place in a table a piece.
 * How misuse is caught: by the tools that watch the heap, which see the end of every piece; freeing what is no living
 * piece of the pool aborts.
 */
#include "pools/piece_list.h"

#include <string.h>

static piece_record_t *
glib_record (wmem_allocator_t *pool, const void *piece)
{
  piece_record_t *record = record_of_piece (piece);
  if (G_UNLIKELY (!piece_list_has (pool, record)))
    wmem_pool_abort (pool, "%p was freed already, or is no piece of it", piece);
  return record;
}

static void *
glib_alloc_aligned (wmem_allocator_t *pool, gsize size, gsize alignment)
{
  return piece_of_record (piece_list_add ((piece_list_t *) (void *) pool, size, alignment, 0, 0));
}

static void *
glib_alloc (wmem_allocator_t *pool, gsize size)
{
  return glib_alloc_aligned (pool, size, 16);
}

static void *
glib_alloc0 (wmem_allocator_t *pool, gsize size)
{
  return memset (glib_alloc (pool, size), 0, size);
}

static void
glib_free (wmem_allocator_t *pool, void *piece)
{
  piece_record_t *record = glib_record (pool, piece);
  piece_list_unlink ((piece_list_t *) (void *) pool, record);
  g_free (record->base);
}

static void *
glib_realloc (wmem_allocator_t *pool, void *piece, gsize size)
{
  const gsize old_size = glib_record (pool, piece)->asked;
  void *moved = memcpy (glib_alloc (pool, size), piece, MIN (old_size, size));
  glib_free (pool, piece);
  return moved;
}

static void
glib_free_all (wmem_allocator_t *pool)
{
  piece_list_rewind (pool, (wmem_mark_t){ .serial = 0 });
}

static gsize
glib_asked (wmem_allocator_t *pool, const void *piece)
{
  return glib_record (pool, piece)->asked;
}

static gboolean
glib_check_piece (void *piece, gsize asked G_GNUC_UNUSED, void *user_data)
{
  glib_record (user_data, piece);
  return TRUE;
}

static void
glib_check (wmem_allocator_t *pool)
{
  piece_list_visit (pool, glib_check_piece, pool);
}

const wmem_policy_t wmem_policy_glib = {
  .name = "simple",
  .type = WMEM_ALLOCATOR_SIMPLE,
  .pool_size = sizeof (piece_list_t),
  .init = piece_list_init,
  .finish = piece_list_finish,
  .alloc = glib_alloc,
  .alloc0 = glib_alloc0,
  .alloc_aligned = glib_alloc_aligned,
  .realloc = glib_realloc,
  .free = glib_free,
  .free_all = glib_free_all,
  .gc = piece_list_nothing,
  .asked = glib_asked,
  .usable = glib_asked,
  .visit = piece_list_visit,
  .reusable = piece_list_none,
  .check = glib_check,
  .publish = piece_list_nothing,
  .mark = piece_list_mark,
  .rewind = piece_list_rewind,
  .steal = piece_list_steal,
  .steal_all = piece_list_steal_all,
};
