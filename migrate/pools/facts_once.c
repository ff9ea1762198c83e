/* SPDX-License-Identifier: MIT */
/*
 * The pool facts of many units: two sets of statements, compared word by word. Strings are interned.
 */
#include "pools/facts_once.h"

#include "model/pool_array.h"

struct FactsOnce {
  GHashTable *functions; /* set of PoolFunction */
  GHashTable *uses;      /* set of PoolUse */
  wmem_allocator_t *pool;
};

static guint
mix (guint hash, gconstpointer part)
{
  return hash * 33 + g_direct_hash (part);
}

static guint
function_hash (gconstpointer data)
{
  const PoolFunction *f = data;
  return mix (mix (f->line, f->id), f->path);
}

static gboolean
function_equal (gconstpointer left, gconstpointer right)
{
  const PoolFunction *one = left, *other = right;
  return one->id == other->id && one->name == other->name && one->path == other->path && one->line == other->line
         && one->internal == other->internal && one->defined == other->defined && one->macro == other->macro && one->plain == other->plain
         && one->pointer == other->pointer && one->part == other->part && one->n_parameters == other->n_parameters
         && one->barred == other->barred && one->carrier == other->carrier && one->parameter == other->parameter
         && one->owner == other->owner;
}

static guint
use_hash (gconstpointer data)
{
  const PoolUse *use = data;
  return mix (mix (mix (use->line, use->from), use->to), use->path);
}

static gboolean
use_equal (gconstpointer left, gconstpointer right)
{
  const PoolUse *one = left, *other = right;
  return one->kind == other->kind && one->pool == other->pool && one->covered == other->covered
         && one->unsure == other->unsure && one->from == other->from && one->to == other->to
         && one->path == other->path && one->line == other->line && one->text == other->text;
}

FactsOnce *
facts_once_new (void)
{
  FactsOnce *once = g_new0 (FactsOnce, 1);
  once->functions = g_hash_table_new (function_hash, function_equal);
  once->uses = g_hash_table_new (use_hash, use_equal);
  once->pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  return once;
}

void
facts_once_free (FactsOnce *once)
{
  if (!once)
    return;
  g_hash_table_unref (once->functions);
  g_hash_table_unref (once->uses);
  wmem_destroy_allocator (once->pool);
  g_free (once);
}

/* Whether @statement, of @size bytes, is new. */
static gboolean
is_new (FactsOnce *once, GHashTable *said, gconstpointer statement, gsize size)
{
  return !g_hash_table_contains (said, statement) && g_hash_table_add (said, wmem_memdup (once->pool, statement, size));
}

PoolFacts *
facts_once_take (FactsOnce *once, wmem_allocator_t *pool, GVariant *packed)
{
  wmem_allocator_t *passing = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  const PoolFacts *all = pool_facts_unpack (passing, packed);
  PoolFacts *facts = pool_facts_new (pool);
  for (guint i = 0; i < all->functions->len; i++)
    {
      const PoolFunction *f = &g_array_index (all->functions, PoolFunction, i);
      const gboolean own = f->defined && !f->macro && !f->pointer;
      if (own || is_new (once, once->functions, f, sizeof *f))
        g_array_append_vals (facts->functions, f, 1);
    }
  for (guint i = 0; i < all->uses->len; i++)
    {
      const PoolUse *use = &g_array_index (all->uses, PoolUse, i);
      const gboolean own = use->kind == POOL_USE_SITE || use->kind == POOL_USE_NULL || use->kind == POOL_USE_MADE;
      if (own || is_new (once, once->uses, use, sizeof *use))
        g_array_append_vals (facts->uses, use, 1);
    }
  wmem_destroy_allocator (passing);
  return facts;
}
