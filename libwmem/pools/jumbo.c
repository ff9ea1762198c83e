/* SPDX-License-Identifier: MIT */
/*
 * Jumbos: pieces on pages of their own.
 *
 * Mapping and unmapping a megabyte costs a hundred times what the rest of an allocation does, so that a few freed jumbos
 * wait for the next one. They go back to the system when a round passes in which the pool needed none.
 *
 * The pages of others are gone when they are freed: a table knows those that are there, so that a second free is told
 * from the first without touching the piece.
 */
#include "pools/jumbo.h"

#include "pools/chunk.h"
#include "pools/pages.h"

#define SPARE_CAP ((gsize) 8 * 1024 * 1024)

static void
jumbo_enlist (wmem_chunk_store_t *store, wmem_jumbo_t *jumbo)
{
  if (store->jumbos == NULL)
    store->jumbos = g_hash_table_new (NULL, NULL);
  g_hash_table_add (store->jumbos, wmem_jumbo_piece (jumbo));
}

gboolean
wmem_jumbo_lives (const wmem_chunk_store_t *store, const void *piece)
{
  return store->jumbos && g_hash_table_contains (store->jumbos, piece) && wmem_jumbo_of (piece)->serial > 0;
}

/* The pages for @size bytes behind @before bytes; aborts where that overflows. */
static gsize
pages_for (wmem_chunk_store_t *store, gsize before, gsize size)
{
  const gsize page = wmem_page_size ();
  if (before > G_MAXSSIZE / 4 || size > (gsize) G_MAXSSIZE - before - page)
    wmem_pool_abort (&store->pool, "out of memory: %" G_GSIZE_FORMAT " bytes asked for", size);
  return (before + size + page - 1) & ~(page - 1);
}

static guint8 *
jumbo_pages (wmem_jumbo_t *jumbo)
{
  return (guint8 *) jumbo - jumbo->offset;
}

static void
jumbo_give_back (wmem_chunk_store_t *store, wmem_jumbo_t *jumbo)
{
  store->jumbo_gone = TRUE;
  g_hash_table_remove (store->jumbos, wmem_jumbo_piece (jumbo));
  wmem_pool_release (&store->pool, jumbo->size);
  wmem_pages_give_back (jumbo_pages (jumbo), jumbo->size);
}

void
wmem_jumbo_drop_spare (wmem_chunk_store_t *store)
{
  for (wmem_jumbo_t *jumbo = store->spare_jumbos, *next; jumbo; jumbo = next)
    {
      next = jumbo->next;
      jumbo_give_back (store, jumbo);
    }
  store->spare_jumbos = NULL;
  store->spare_jumbo_bytes = 0;
  if (store->jumbos && g_hash_table_size (store->jumbos) == 0)
    g_clear_pointer (&store->jumbos, g_hash_table_destroy);
}

/* @return where a kept jumbo for @size bytes that does not waste as much again is linked, or NULL. */
static wmem_jumbo_t **
spare_find (wmem_chunk_store_t *store, gsize size)
{
  for (wmem_jumbo_t **place = &store->spare_jumbos; *place; place = &(*place)->next)
    {
      const gsize space = (*place)->size - (*place)->offset - WMEM_JUMBO_DISTANCE;
      if (space >= size && space / 2 <= size)
        return place;
    }
  return NULL;
}

/* @return a kept jumbo for @size bytes, no longer kept; or NULL. */
static wmem_jumbo_t *
spare_take (wmem_chunk_store_t *store, gsize size)
{
  wmem_jumbo_t **place = spare_find (store, size);
  if (place == NULL)
    return NULL;
  wmem_jumbo_t *jumbo = *place;
  *place = jumbo->next;
  store->spare_jumbo_bytes -= jumbo->size;
  return jumbo;
}

void *
wmem_jumbo_alloc (wmem_chunk_store_t *store, gsize size, gsize alignment, gboolean *zeroed)
{
  store->jumbo_used = TRUE;
  wmem_jumbo_t *spare = alignment <= 16 ? spare_take (store, size) : NULL;
  if (zeroed)
    *zeroed = spare == NULL;
  if (spare)
    {
      spare->asked = size;
      spare->serial = ++store->pool.serial;
      return wmem_jumbo_piece (spare);
    }

  const gsize page = wmem_page_size ();
  /* Pages are aligned to pages: what is aligned to more needs as much again to move in. */
  const gsize slack = alignment > page ? alignment : 0;
  const gsize before = alignment <= WMEM_JUMBO_DISTANCE ? WMEM_JUMBO_DISTANCE : page;
  const gsize pages_size = pages_for (store, before + slack, size);
  guint8 *pages = wmem_pages_get (pages_size);
  if (pages == NULL)
    wmem_pool_abort (&store->pool, "out of memory: %" G_GSIZE_FORMAT " bytes asked for", size);
  guint8 *piece = pages + before;
  piece += (gsize) - (gintptr) piece & (alignment - 1);

  wmem_jumbo_t *jumbo = wmem_jumbo_of (piece);
  jumbo->size = pages_size;
  jumbo->asked = size;
  jumbo->serial = ++store->pool.serial;
  jumbo->offset = (gsize) ((guint8 *) jumbo - pages);
  *((wmem_chunk_t *) (void *) piece - 1) = (wmem_chunk_t){ .bytes = WMEM_CHUNK_JUMBO };
  jumbo_enlist (store, jumbo);
  wmem_pool_hold (&store->pool, pages_size);
  if (store->tool)
    {
      wmem_tool_forbid (piece, pages_size - (gsize) (piece - pages));
      wmem_tool_piece_begin (&store->pool, piece, size);
    }
  return piece;
}

void *
wmem_jumbo_resize (wmem_chunk_store_t *store, void *piece, gsize size)
{
  wmem_jumbo_t *jumbo = wmem_jumbo_of (piece);
  const gsize before = jumbo->offset + WMEM_JUMBO_DISTANCE;
  const gsize pages_size = pages_for (store, before, size);
  /* To copy into pages that were touched before is cheaper than the first touch of new ones. */
  if (store->tool || (pages_size > jumbo->size && spare_find (store, size)))
    return NULL;
  if (pages_size != jumbo->size)
    {
      const gsize old_size = jumbo->size;
      guint8 *pages = wmem_pages_resize (jumbo_pages (jumbo), old_size, pages_size);
      if (pages == NULL)
        return NULL;
      g_hash_table_remove (store->jumbos, piece);
      store->jumbo_gone = TRUE;
      wmem_pool_release (&store->pool, old_size);
      wmem_pool_hold (&store->pool, pages_size);
      jumbo = wmem_jumbo_of (pages + before);
      jumbo->size = pages_size;
      jumbo_enlist (store, jumbo);
    }
  jumbo->asked = size;
  return wmem_jumbo_piece (jumbo);
}

void
wmem_jumbo_free (wmem_chunk_store_t *store, void *piece)
{
  wmem_jumbo_t *jumbo = wmem_jumbo_of (piece);
  if (store->tool)
    wmem_tool_piece_end (&store->pool, piece, jumbo->asked);
  else if (store->spare_jumbo_bytes + jumbo->size <= SPARE_CAP)
    {
      jumbo->serial = 0;
      jumbo->next = store->spare_jumbos;
      store->spare_jumbos = jumbo;
      store->spare_jumbo_bytes += jumbo->size;
      return;
    }
  jumbo_give_back (store, jumbo);
}

/* @return the pieces, spare ones too: free with g_list_free(). */
static GList *
jumbo_pieces (wmem_chunk_store_t *store)
{
  return store->jumbos ? g_hash_table_get_keys (store->jumbos) : NULL;
}

void
wmem_jumbo_free_since (wmem_chunk_store_t *store, guint64 serial)
{
  GList *pieces = jumbo_pieces (store);
  for (GList *piece = pieces; piece; piece = piece->next)
    if (wmem_jumbo_of (piece->data)->serial > serial)
      wmem_jumbo_free (store, piece->data);
  g_list_free (pieces);
}

gboolean
wmem_jumbo_visit (wmem_chunk_store_t *store, piece_visitor_t visitor, void *user_data)
{
  if (store->jumbos == NULL)
    return TRUE;
  GHashTableIter walk;
  gpointer piece;
  g_hash_table_iter_init (&walk, store->jumbos);
  while (g_hash_table_iter_next (&walk, &piece, NULL))
    if (wmem_jumbo_of (piece)->serial > 0 && !visitor (piece, wmem_jumbo_of (piece)->asked, user_data))
      return FALSE;
  return TRUE;
}

void
wmem_jumbo_steal (wmem_chunk_store_t *from, wmem_chunk_store_t *to, void *piece)
{
  wmem_jumbo_t *jumbo = wmem_jumbo_of (piece);
  g_hash_table_remove (from->jumbos, piece);
  from->jumbo_gone = TRUE;
  wmem_pool_release (&from->pool, jumbo->size);
  jumbo->serial = ++to->pool.serial;
  jumbo_enlist (to, jumbo);
  wmem_pool_hold (&to->pool, jumbo->size);
}

void
wmem_jumbo_steal_all (wmem_chunk_store_t *from, wmem_chunk_store_t *to)
{
  GList *pieces = jumbo_pieces (from);
  for (GList *piece = pieces; piece; piece = piece->next)
    if (wmem_jumbo_of (piece->data)->serial > 0)
      wmem_jumbo_steal (from, to, piece->data);
  g_list_free (pieces);
}
