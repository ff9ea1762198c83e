/* SPDX-License-Identifier: MIT */
/*
 * What a trace says, added up.
 *
 * Its records are gone through twice: first for how long it goes on, then for all else; besides the file itself only what lives takes room.
 */
#include "report/trace_model.h"

#include <string.h>

/* Beyond that a piece or a pool is no piece of memory, and sums could overflow. */
#define MOST_SIZE (G_GUINT64_CONSTANT (1) << 47)

typedef struct
{
  guint64 size, site;
} Piece;

typedef struct
{
  TraceModel *model;
  TraceReader *reader;
  GHashTable *by_place; /* TraceSite by itself */
  guint pools_begun;
  TraceRecord record;
} Reading;

static guint
place_hash (gconstpointer data)
{
  const TraceSite *site = data;
  return (guint) (site->site * 31 + site->pool->number);
}

static gboolean
place_equal (gconstpointer one, gconstpointer other)
{
  const TraceSite *left = one, *right = other;
  return left->site == right->site && left->pool == right->pool;
}

static TraceSite *
site_of (const Reading *reading, TracePool *pool, guint64 number)
{
  const TraceSite wanted = { .site = number, .pool = pool };
  TraceSite *site = g_hash_table_lookup (reading->by_place, &wanted);
  if (!site)
    {
      site = g_new0 (TraceSite, 1);
      *site = wanted;
      g_hash_table_add (reading->by_place, site);
      g_ptr_array_add (reading->model->sites, site);
    }
  return site;
}

static guint
class_of (guint64 size)
{
  guint index = 0;
  while (index < WMEM_SIZE_CLASSES - 1 && size > (guint64) 16 << index)
    index++;
  return index;
}

static void
add (PieceSum *sum, guint64 bytes)
{
  sum->pieces++;
  sum->bytes += bytes;
}

static void
take (PieceSum *sum, guint64 bytes)
{
  sum->pieces--;
  sum->bytes -= bytes;
}

/* The course of @pool has come to its present bytes at the record's time. */
static void
step (const Reading *reading, TracePool *pool)
{
  const guint64 duration = reading->model->duration;
  const guint index = duration ? (guint) MIN ((guint64) ((double) reading->record.time / (double) duration * TRACE_STEPS), TRACE_STEPS - 1) : 0;
  const guint64 bytes = pool->live.bytes;
  if (pool->steps->len == 0 || g_array_index (pool->steps, PoolStep, pool->steps->len - 1).number != index)
    {
      const PoolStep fresh = { .number = index, .first = bytes, .least = bytes, .most = bytes };
      g_array_append_val (pool->steps, fresh);
    }
  PoolStep *at = &g_array_index (pool->steps, PoolStep, pool->steps->len - 1);
  at->least = MIN (at->least, bytes);
  at->most = MAX (at->most, bytes);
  at->last = bytes;
  pool->peak = MAX (pool->peak, bytes);
}

static gboolean
blame (const Reading *reading, const char *problem, GError **error)
{
  return trace_reader_blame (reading->reader, problem, error);
}

/* @return (nullable) the pool of the record's field @field, while it lives. */
static TracePool *
pool_of (const Reading *reading, guint field, GError **error)
{
  const guint64 number = reading->record.numbers[field];
  TracePool *pool = number >= 1 && number <= reading->model->pools->len ? reading->model->pools->pdata[number - 1] : NULL;
  if (pool && pool->ended == G_MAXUINT64)
    return pool;
  blame (reading, pool ? "a pool that has ended" : "a pool that has not begun", error);
  return NULL;
}

static gboolean
add_piece (const Reading *reading, TracePool *pool, guint64 address, guint64 size, guint64 number, GError **error)
{
  if (size == 0 || size > MOST_SIZE || pool->live.bytes > MOST_SIZE)
    return blame (reading, "a piece of an impossible size", error);
  if (number >= reading->model->names->len)
    return blame (reading, "a site that is not known", error);
  if (g_hash_table_contains (pool->pieces, &address))
    return blame (reading, "a piece where one is already", error);
  guint64 *key = g_new (guint64, 1);
  Piece *piece = g_new (Piece, 1);
  *key = address;
  *piece = (Piece){ .size = size, .site = number };
  g_hash_table_insert (pool->pieces, key, piece);
  add (&pool->live, size);
  add (&pool->live_classes[class_of (size)], size);
  add (&site_of (reading, pool, number)->live, size);
  return TRUE;
}

/* Takes the piece at @address out. @return FALSE with @error set where there is none. */
static gboolean
take_piece (const Reading *reading, TracePool *pool, guint64 address, Piece *taken, GError **error)
{
  const Piece *piece = g_hash_table_lookup (pool->pieces, &address);
  if (!piece)
    return blame (reading, "a piece that is not there", error);
  *taken = *piece;
  g_hash_table_remove (pool->pieces, &address);
  take (&pool->live, taken->size);
  take (&pool->live_classes[class_of (taken->size)], taken->size);
  take (&site_of (reading, pool, taken->site)->live, taken->size);
  return TRUE;
}

static void
count_asked (const Reading *reading, TracePool *pool, guint64 size, guint64 bytes, guint64 site)
{
  add (&pool->allocated, bytes);
  add (&pool->classes[class_of (size)], size);
  add (&site_of (reading, pool, site)->allocated, bytes);
}

static gboolean
begin_pool (Reading *reading, GError **error)
{
  GPtrArray *pools = reading->model->pools;
  const guint64 number = reading->record.numbers[0];
  /* Threads may tell of their pools in another order than they have counted them in: as many as there are threads come late. */
  if (number == 0 || number > reading->pools_begun + 1024)
    return blame (reading, "a pool with an impossible number", error);
  if (number > pools->len)
    g_ptr_array_set_size (pools, (gint) number);
  if (pools->pdata[number - 1])
    return blame (reading, "a pool that is there already", error);
  reading->pools_begun++;
  TracePool *pool = g_new0 (TracePool, 1);
  pool->number = (guint) number;
  pool->name = g_strdup ("unnamed");
  pool->policy = g_strdup (reading->record.text);
  pool->began = reading->record.time;
  pool->ended = G_MAXUINT64;
  pool->steps = g_array_new (FALSE, FALSE, sizeof (PoolStep));
  pool->free_alls = g_array_new (FALSE, FALSE, sizeof (PoolFreeAll));
  pool->lived = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  pool->pieces = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  pools->pdata[number - 1] = pool;
  return TRUE;
}

static gboolean
name_pool (Reading *reading, GError **error)
{
  TracePool *pool = pool_of (reading, 0, error);
  if (!pool)
    return FALSE;
  g_free (pool->name);
  pool->name = g_strdup (reading->record.text);
  return TRUE;
}

static gboolean
begin_site (Reading *reading, GError **error)
{
  if (reading->record.numbers[0] != reading->model->names->len)
    return blame (reading, "a site out of order", error);
  g_ptr_array_add (reading->model->names, g_strdup (reading->record.text));
  return TRUE;
}

static gboolean
allocate (Reading *reading, GError **error)
{
  const guint64 *numbers = reading->record.numbers;
  TracePool *pool = pool_of (reading, 0, error);
  if (!pool || !add_piece (reading, pool, numbers[1], numbers[2], numbers[3], error))
    return FALSE;
  count_asked (reading, pool, numbers[2], numbers[2], numbers[3]);
  step (reading, pool);
  return TRUE;
}

static gboolean
reallocate (Reading *reading, GError **error)
{
  const guint64 *numbers = reading->record.numbers;
  TracePool *pool = pool_of (reading, 0, error);
  Piece old;
  if (!pool || !take_piece (reading, pool, numbers[1], &old, error)
      || !add_piece (reading, pool, numbers[2], numbers[3], numbers[4], error))
    return FALSE;
  if (numbers[3] > old.size)
    count_asked (reading, pool, numbers[3], numbers[3] - old.size, numbers[4]);
  step (reading, pool);
  return TRUE;
}

static gboolean
free_piece (Reading *reading, GError **error)
{
  TracePool *pool = pool_of (reading, 0, error);
  Piece old;
  if (!pool || !take_piece (reading, pool, reading->record.numbers[1], &old, error))
    return FALSE;
  add (&pool->freed, old.size);
  step (reading, pool);
  return TRUE;
}

static gboolean
move_piece (Reading *reading, GError **error)
{
  TracePool *from = pool_of (reading, 0, error), *to = from ? pool_of (reading, 1, error) : NULL;
  const guint64 address = reading->record.numbers[2];
  Piece old;
  if (!from || !to || !take_piece (reading, from, address, &old, error) || !add_piece (reading, to, address, old.size, old.site, error))
    return FALSE;
  step (reading, from);
  step (reading, to);
  return TRUE;
}

static gboolean
free_all (Reading *reading, GError **error)
{
  TracePool *pool = pool_of (reading, 0, error);
  if (!pool)
    return FALSE;
  const PoolFreeAll all = { .time = reading->record.time, .pieces = pool->live.pieces, .bytes = pool->live.bytes };
  if (all.pieces > 0)
    g_array_append_val (pool->free_alls, all);
  else
    pool->empty_free_alls++;
  GHashTableIter iterator;
  gpointer value;
  g_hash_table_iter_init (&iterator, pool->pieces);
  while (g_hash_table_iter_next (&iterator, NULL, &value))
    {
      const Piece *piece = value;
      PieceSum *sum = g_hash_table_lookup (pool->lived, &piece->site);
      if (!sum)
        {
          sum = g_new0 (PieceSum, 1);
          guint64 *key = g_new (guint64, 1);
          *key = piece->site;
          g_hash_table_insert (pool->lived, key, sum);
        }
      add (sum, piece->size);
      take (&site_of (reading, pool, piece->site)->live, piece->size);
    }
  g_hash_table_remove_all (pool->pieces);
  step (reading, pool);
  pool->live = (PieceSum){ 0 };
  memset (pool->live_classes, 0, sizeof pool->live_classes);
  step (reading, pool);
  return TRUE;
}

static gboolean
end_pool (Reading *reading, GError **error)
{
  TracePool *pool = pool_of (reading, 0, error);
  if (!pool)
    return FALSE;
  if (pool->live.pieces > 0)
    return blame (reading, "a pool that ends with pieces in it", error);
  pool->ended = reading->record.time;
  return TRUE;
}

static gboolean
take_record (Reading *reading, GError **error)
{
  switch (reading->record.kind)
    {
    case TRACE_POOL:
      return begin_pool (reading, error);
    case TRACE_NAME:
      return name_pool (reading, error);
    case TRACE_SITE:
      return begin_site (reading, error);
    case TRACE_ALLOC:
      return allocate (reading, error);
    case TRACE_REALLOC:
      return reallocate (reading, error);
    case TRACE_FREE:
      return free_piece (reading, error);
    case TRACE_MOVE:
      return move_piece (reading, error);
    case TRACE_FREE_ALL:
      return free_all (reading, error);
    case TRACE_END:
      return end_pool (reading, error);
    case TRACE_EXIT:
      return TRUE;
    }
  return TRUE;
}

/* How long the trace goes on, and what is known before its records are looked at. */
static gboolean
measure (Reading *reading, GError **error)
{
  g_autoptr (GError) problem = NULL;
  TraceModel *model = reading->model;
  while (trace_reader_next (reading->reader, &reading->record, &problem))
    {
      model->duration = reading->record.time;
      model->records++;
    }
  model->ending = trace_reader_ending (reading->reader);
  model->process = trace_reader_process (reading->reader);
  model->started = trace_reader_started (reading->reader);
  model->program = g_strdup (trace_reader_program (reading->reader));
  if (!problem)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
read_records (Reading *reading, GError **error)
{
  g_autoptr (GError) problem = NULL;
  trace_reader_rewind (reading->reader);
  while (trace_reader_next (reading->reader, &reading->record, &problem) && take_record (reading, &problem))
    ;
  if (!problem)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
free_pool (gpointer data)
{
  TracePool *pool = data;
  if (!pool)
    return;
  g_free (pool->name);
  g_free (pool->policy);
  g_array_unref (pool->steps);
  g_array_unref (pool->free_alls);
  g_hash_table_unref (pool->lived);
  g_hash_table_unref (pool->pieces);
  g_free (pool);
}

static gint
compare_sites (gconstpointer left, gconstpointer right)
{
  const TraceSite *one = *(TraceSite *const *) left, *other = *(TraceSite *const *) right;
  if (one->allocated.bytes != other->allocated.bytes)
    return one->allocated.bytes > other->allocated.bytes ? -1 : 1;
  return one->site != other->site ? (one->site < other->site ? -1 : 1) : (gint) one->pool->number - (gint) other->pool->number;
}

/* Numbers that no pool has had: the trace ended before its record. */
static void
drop_gaps (GPtrArray *pools)
{
  for (guint i = pools->len; i > 0; i--)
    if (!pools->pdata[i - 1])
      g_ptr_array_remove_index (pools, i - 1);
}

TraceModel *
trace_model_read (const char *path, GError **error)
{
  TraceReader *reader = trace_reader_open (path, error);
  if (!reader)
    return NULL;
  TraceModel *model = g_new0 (TraceModel, 1);
  model->pools = g_ptr_array_new_with_free_func (free_pool);
  model->names = g_ptr_array_new_with_free_func (g_free);
  model->sites = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (model->names, NULL);
  Reading reading = { .model = model, .reader = reader, .by_place = g_hash_table_new (place_hash, place_equal) };
  const gboolean good = measure (&reading, error) && read_records (&reading, error);
  g_hash_table_unref (reading.by_place);
  trace_reader_close (reader);
  drop_gaps (model->pools);
  g_ptr_array_sort (model->sites, compare_sites);
  if (!good)
    g_clear_pointer (&model, trace_model_free);
  return model;
}

void
trace_model_free (TraceModel *model)
{
  if (!model)
    return;
  g_free (model->program);
  g_ptr_array_unref (model->pools);
  g_ptr_array_unref (model->names);
  g_ptr_array_unref (model->sites);
  g_free (model);
}
