/* SPDX-License-Identifier: MIT */
/*
 * What a trace says, as JSON.
 */
#include "report/trace_json.h"

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_number (JsonBuilder *builder, const char *name, guint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, (gint64) number);
}

static void
begin_member (JsonBuilder *builder, const char *name, gboolean array)
{
  json_builder_set_member_name (builder, name);
  if (array)
    json_builder_begin_array (builder);
  else
    json_builder_begin_object (builder);
}

static void
add_sum (JsonBuilder *builder, const char *name, const PieceSum *sum)
{
  begin_member (builder, name, FALSE);
  add_number (builder, "pieces", sum->pieces);
  add_number (builder, "bytes", sum->bytes);
  json_builder_end_object (builder);
}

static void
add_classes (JsonBuilder *builder, const char *name, const PieceSum *classes)
{
  begin_member (builder, name, TRUE);
  for (guint i = 0; i < WMEM_SIZE_CLASSES; i++)
    {
      if (classes[i].pieces == 0)
        continue;
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "upTo");
      if (i + 1 < WMEM_SIZE_CLASSES)
        json_builder_add_int_value (builder, (gint64) 16 << i);
      else
        json_builder_add_null_value (builder);
      add_number (builder, "pieces", classes[i].pieces);
      add_number (builder, "asked", classes[i].bytes);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* [step, first, least, most, last], of the steps in which something happened. */
static void
add_course (JsonBuilder *builder, const TracePool *pool)
{
  begin_member (builder, "course", TRUE);
  for (guint i = 0; i < pool->steps->len; i++)
    {
      const PoolStep *step = &g_array_index (pool->steps, PoolStep, i);
      const guint64 numbers[] = { step->number, step->first, step->least, step->most, step->last };
      json_builder_begin_array (builder);
      for (guint j = 0; j < G_N_ELEMENTS (numbers); j++)
        json_builder_add_int_value (builder, (gint64) numbers[j]);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

static gint
compare_bytes (gconstpointer left, gconstpointer right)
{
  const PieceSum *one = *(const PieceSum *const *) left, *other = *(const PieceSum *const *) right;
  return one->bytes < other->bytes ? 1 : one->bytes > other->bytes ? -1
                                                                   : 0;
}

static void
add_to_sum (PieceSum *sum, const PieceSum *more)
{
  sum->pieces += more->pieces;
  sum->bytes += more->bytes;
}

/* What lived at all of the pool's free_alls, by site: the most first. */
static void
add_lived (JsonBuilder *builder, const TraceModel *model, const TracePool *pool)
{
  g_autoptr (GPtrArray) sums = g_ptr_array_new ();
  g_autoptr (GHashTable) sites = g_hash_table_new (g_direct_hash, g_direct_equal);
  GHashTableIter iterator;
  gpointer site, sum;
  g_hash_table_iter_init (&iterator, pool->lived);
  while (g_hash_table_iter_next (&iterator, &site, &sum))
    {
      g_ptr_array_add (sums, sum);
      g_hash_table_insert (sites, sum, site);
    }
  g_ptr_array_sort (sums, compare_bytes);
  begin_member (builder, "lived", TRUE);
  for (guint i = 0; i < MIN (sums->len, MOST_LIVED); i++)
    {
      const PieceSum *lived = sums->pdata[i];
      const guint64 number = *(const guint64 *) g_hash_table_lookup (sites, lived);
      json_builder_begin_object (builder);
      add_text (builder, "site", model->names->pdata[number]);
      add_number (builder, "pieces", lived->pieces);
      add_number (builder, "bytes", lived->bytes);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  PieceSum left_out = { 0 };
  for (guint i = MOST_LIVED; i < sums->len; i++)
    add_to_sum (&left_out, sums->pdata[i]);
  begin_member (builder, "livedLeftOut", FALSE);
  add_number (builder, "count", sums->len > MOST_LIVED ? sums->len - MOST_LIVED : 0);
  add_sum (builder, "freed", &left_out);
  json_builder_end_object (builder);
}

static void
add_free_alls (JsonBuilder *builder, const TraceModel *model, const TracePool *pool)
{
  const GArray *all = pool->free_alls;
  PieceSum sum = { 0 };
  guint64 most = 0, least = G_MAXUINT64;
  for (guint i = 0; i < all->len; i++)
    {
      const PoolFreeAll *one = &g_array_index (all, PoolFreeAll, i);
      sum.pieces += one->pieces;
      sum.bytes += one->bytes;
      most = MAX (most, one->bytes);
      least = MIN (least, one->bytes);
    }
  begin_member (builder, "freeAll", FALSE);
  add_number (builder, "count", all->len);
  add_number (builder, "empty", pool->empty_free_alls);
  add_sum (builder, "freed", &sum);
  add_number (builder, "least", all->len ? least : 0);
  add_number (builder, "most", most);
  add_lived (builder, model, pool);
  begin_member (builder, "times", TRUE);
  for (guint i = 0; i < MIN (all->len, MOST_FREE_ALLS); i++)
    {
      const guint index = all->len <= MOST_FREE_ALLS ? i : (guint) ((guint64) i * all->len / MOST_FREE_ALLS);
      const PoolFreeAll *one = &g_array_index (all, PoolFreeAll, index);
      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, (gint64) one->time);
      json_builder_add_int_value (builder, (gint64) one->pieces);
      json_builder_add_int_value (builder, (gint64) one->bytes);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_pool (JsonBuilder *builder, const TraceModel *model, const TracePool *pool)
{
  json_builder_begin_object (builder);
  add_number (builder, "number", pool->number);
  add_text (builder, "name", pool->name);
  add_text (builder, "policy", pool->policy);
  add_number (builder, "began", pool->began);
  json_builder_set_member_name (builder, "ended");
  if (pool->ended != G_MAXUINT64)
    json_builder_add_int_value (builder, (gint64) pool->ended);
  else
    json_builder_add_null_value (builder);
  add_number (builder, "asked", pool->live.bytes);
  add_number (builder, "pieces", pool->live.pieces);
  add_number (builder, "peakAsked", pool->peak);
  add_classes (builder, "classes", pool->live_classes);
  add_sum (builder, "allocated", &pool->allocated);
  add_sum (builder, "freed", &pool->freed);
  add_classes (builder, "allocatedClasses", pool->classes);
  add_free_alls (builder, model, pool);
  add_course (builder, pool);
  json_builder_end_object (builder);
}

static gint
compare_peaks (gconstpointer left, gconstpointer right)
{
  const TracePool *one = *(const TracePool *const *) left, *other = *(const TracePool *const *) right;
  if (one->peak != other->peak)
    return one->peak > other->peak ? -1 : 1;
  return (gint) one->number - (gint) other->number;
}

static void
add_pools (JsonBuilder *builder, const TraceModel *model)
{
  g_autoptr (GPtrArray) pools = g_ptr_array_new ();
  for (guint i = 0; i < model->pools->len; i++)
    g_ptr_array_add (pools, model->pools->pdata[i]);
  PieceSum allocated = { 0 }, live = { 0 };
  g_ptr_array_sort (pools, compare_peaks);
  begin_member (builder, "pools", TRUE);
  for (guint i = 0; i < pools->len; i++)
    {
      const TracePool *pool = pools->pdata[i];
      if (i < MOST_POOLS)
        add_pool (builder, model, pool);
      else
        {
          add_to_sum (&allocated, &pool->allocated);
          add_to_sum (&live, &pool->live);
        }
    }
  json_builder_end_array (builder);
  begin_member (builder, "poolsLeftOut", FALSE);
  add_number (builder, "count", pools->len > MOST_POOLS ? pools->len - MOST_POOLS : 0);
  add_sum (builder, "allocated", &allocated);
  add_sum (builder, "live", &live);
  json_builder_end_object (builder);
}

static void
add_sites (JsonBuilder *builder, const TraceModel *model)
{
  PieceSum left_out = { 0 };
  begin_member (builder, "sites", TRUE);
  for (guint i = 0; i < model->sites->len; i++)
    {
      const TraceSite *site = model->sites->pdata[i];
      if (i >= MOST_SITES)
        {
          add_to_sum (&left_out, &site->allocated);
          continue;
        }
      json_builder_begin_object (builder);
      add_text (builder, "site", model->names->pdata[site->site]);
      add_number (builder, "pool", site->pool->number);
      add_text (builder, "poolName", site->pool->name);
      add_sum (builder, "allocated", &site->allocated);
      add_sum (builder, "live", &site->live);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  begin_member (builder, "sitesLeftOut", FALSE);
  add_number (builder, "count", model->sites->len > MOST_SITES ? model->sites->len - MOST_SITES : 0);
  add_sum (builder, "allocated", &left_out);
  json_builder_end_object (builder);
}

JsonNode *
trace_json_new (const TraceModel *model)
{
  static const char *const endings[]
      = { [TRACE_ENDS_BY_EXIT] = "exit", [TRACE_ENDS_OPEN] = "open", [TRACE_ENDS_CUT] = "cut" };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_text (builder, "tool", "wmem-report");
  add_text (builder, "program", model->program);
  add_number (builder, "process", model->process);
  add_number (builder, "started", model->started);
  add_number (builder, "duration", model->duration);
  add_number (builder, "records", model->records);
  add_number (builder, "steps", TRACE_STEPS);
  add_text (builder, "ending", endings[model->ending]);
  add_pools (builder, model);
  add_sites (builder, model);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
