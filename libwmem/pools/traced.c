/* SPDX-License-Identifier: MIT */
/*
 * The policy of a traced pool.
 *
 * What it does: writes a record, and has the traced policy work.
 * What it cannot do: see what a pool held before it was traced; there is no such pool.
 * What it costs: a write(2) for each call, and a look at its callers.
 * How misuse is caught: as the traced policy does.
 */
#include "pools/traced.h"

#include "trace/trace_file.h"

static gint last_pool;

/* @return what really works. */
static inline const wmem_policy_t *
inner (const wmem_allocator_t *pool)
{
  return pool->policy->traced;
}

static inline guint64
number_of (const void *piece)
{
  return (guint64) GPOINTER_TO_SIZE (piece);
}

static void
note (const wmem_allocator_t *pool, trace_kind_t kind, const char *text)
{
  const guint64 number = pool->trace;
  if (number > 0)
    trace_write (kind, &number, 1, text);
}

static void
note_free (const wmem_allocator_t *pool, const void *piece)
{
  const guint64 numbers[] = { pool->trace, number_of (piece) };
  if (pool->trace > 0)
    trace_write (TRACE_FREE, numbers, G_N_ELEMENTS (numbers), NULL);
}

static void *
note_alloc (const wmem_allocator_t *pool, void *piece, gsize size)
{
  const guint64 numbers[] = { pool->trace, number_of (piece), size, trace_site (pool->site) };
  if (pool->trace > 0)
    trace_write (TRACE_ALLOC, numbers, G_N_ELEMENTS (numbers), NULL);
  return piece;
}

static void
note_move (const wmem_allocator_t *from, const wmem_allocator_t *to, const void *piece)
{
  const guint64 numbers[] = { from->trace, to->trace, number_of (piece) };
  trace_write (TRACE_MOVE, numbers, G_N_ELEMENTS (numbers), NULL);
}

static void
traced_init (wmem_allocator_t *pool)
{
  pool->trace = (guint) g_atomic_int_add (&last_pool, 1) + 1;
  note (pool, TRACE_POOL, inner (pool)->name);
  inner (pool)->init (pool);
}

static void
traced_finish (wmem_allocator_t *pool)
{
  note (pool, TRACE_END, NULL);
  inner (pool)->finish (pool);
}

static void *
traced_alloc (wmem_allocator_t *pool, gsize size)
{
  return note_alloc (pool, inner (pool)->alloc (pool, size), size);
}

static void *
traced_alloc0 (wmem_allocator_t *pool, gsize size)
{
  return note_alloc (pool, inner (pool)->alloc0 (pool, size), size);
}

static void *
traced_alloc_aligned (wmem_allocator_t *pool, gsize size, gsize alignment)
{
  return note_alloc (pool, inner (pool)->alloc_aligned (pool, size, alignment), size);
}

static void *
traced_realloc (wmem_allocator_t *pool, void *piece, gsize size)
{
  void *moved = inner (pool)->realloc (pool, piece, size);
  const guint64 numbers[] = { pool->trace, number_of (piece), number_of (moved), size, trace_site (pool->site) };
  trace_write (TRACE_REALLOC, numbers, G_N_ELEMENTS (numbers), NULL);
  return moved;
}

static void
traced_free (wmem_allocator_t *pool, void *piece)
{
  note_free (pool, piece);
  inner (pool)->free (pool, piece);
}

/* What the policy frees meanwhile by its own verbs is told as a whole. */
static void
traced_free_all (wmem_allocator_t *pool)
{
  const guint number = pool->trace;
  note (pool, TRACE_FREE_ALL, NULL);
  pool->trace = 0;
  inner (pool)->free_all (pool);
  pool->trace = number;
}

static gboolean
add_piece (void *piece, gsize asked G_GNUC_UNUSED, void *pieces)
{
  g_hash_table_add (pieces, piece);
  return TRUE;
}

static gboolean
remove_piece (void *piece, gsize asked G_GNUC_UNUSED, void *pieces)
{
  g_hash_table_remove (pieces, piece);
  return TRUE;
}

/* Which pieces a rewind ends is the policy's business: those that are not there any more. */
static void
traced_rewind (wmem_allocator_t *pool, wmem_mark_t mark)
{
  const guint number = pool->trace;
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);
  inner (pool)->visit (pool, add_piece, gone);
  pool->trace = 0;
  inner (pool)->rewind (pool, mark);
  pool->trace = number;
  inner (pool)->visit (pool, remove_piece, gone);
  GHashTableIter iterator;
  gpointer piece;
  g_hash_table_iter_init (&iterator, gone);
  while (g_hash_table_iter_next (&iterator, &piece, NULL))
    note_free (pool, piece);
}

static gboolean
traced_steal (wmem_allocator_t *from, wmem_allocator_t *to, void *piece)
{
  if (!inner (from)->steal || !inner (from)->steal (from, to, piece))
    return FALSE;
  note_move (from, to, piece);
  return TRUE;
}

static gboolean
traced_steal_all (wmem_allocator_t *from, wmem_allocator_t *to)
{
  g_autoptr (GHashTable) pieces = g_hash_table_new (NULL, NULL);
  inner (from)->visit (from, add_piece, pieces);
  if (!inner (from)->steal_all (from, to))
    return FALSE;
  GHashTableIter iterator;
  gpointer piece;
  g_hash_table_iter_init (&iterator, pieces);
  while (g_hash_table_iter_next (&iterator, &piece, NULL))
    note_move (from, to, piece);
  return TRUE;
}

static wmem_policy_t
make_form (const wmem_policy_t *policy)
{
  wmem_policy_t form = *policy;
  form.traced = policy;
  form.init = traced_init;
  form.finish = traced_finish;
  form.alloc = traced_alloc;
  form.alloc0 = traced_alloc0;
  form.alloc_aligned = traced_alloc_aligned;
  form.realloc = traced_realloc;
  form.free = traced_free;
  form.free_all = traced_free_all;
  form.rewind = traced_rewind;
  form.steal = policy->steal ? traced_steal : NULL;
  form.steal_all = policy->steal_all ? traced_steal_all : NULL;
  return form;
}

const wmem_policy_t *
wmem_traced_form (const wmem_policy_t *policy)
{
  static const wmem_policy_t *const policies[] = { &wmem_policy_glib, &wmem_policy_block, &wmem_policy_block_fast, &wmem_policy_strict };
  static wmem_policy_t forms[G_N_ELEMENTS (policies)];
  static gsize made;
  if (g_atomic_int_get (&trace_state) == TRACE_UNKNOWN)
    trace_open ();
  if (g_atomic_int_get (&trace_state) != TRACE_ON)
    return policy;
  if (g_once_init_enter (&made))
    {
      for (guint i = 0; i < G_N_ELEMENTS (policies); i++)
        forms[i] = make_form (policies[i]);
      g_once_init_leave (&made, 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (policies); i++)
    if (policies[i] == policy)
      return &forms[i];
  return policy;
}

void
wmem_trace_name (const wmem_allocator_t *pool)
{
  note (pool, TRACE_NAME, wmem_pool_get_name (pool));
}
