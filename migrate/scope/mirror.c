/* SPDX-License-Identifier: MIT */
/*
 * What is kept, and what is freed: both err on the side of saying nothing.
 */
#include "scope/mirror.h"

#define MAX_DEPTH 3 /* helpers inside helpers */

static gboolean is_value_kept (const ProgramFunction *function, guint32 origin, guint depth);

static guint32
find_origin (const ScopeFunction *f, ScopeOriginKind kind, guint32 a)
{
  for (guint32 i = 0; i < f->origins->len; i++)
    {
      const ScopeOrigin *o = function_origin (f, i);
      if (o->kind == kind && o->a == a)
        return i;
    }
  return G_MAXUINT32;
}

/* Whether @set holds @origin, be it only on one of two ways. */
static gboolean
mentions (const ScopeFunction *f, ScopeSet set, guint32 origin)
{
  for (guint i = 0; i < set.n; i++)
    {
      const ScopeOrigin *o = function_origin (f, set.ids[i]);
      if (set.ids[i] == origin || (o->kind == ORIGIN_GUARDED && o->a == origin))
        return TRUE;
    }
  return FALSE;
}

static gboolean
may_keep (const ProgramFunction *function, guint call, guint argument, guint depth)
{
  const FunctionFacts *facts = function->call_facts[call];
  if (argument < 60 && (facts->passes >> argument & 1) != 0)
    {
      const guint32 result = find_origin (function->f, ORIGIN_CALL, call);
      if (result != G_MAXUINT32 && (depth == MAX_DEPTH || is_value_kept (function, result, depth + 1)))
        return TRUE;
    }
  for (guint i = 0; i < facts->inserts->len; i++)
    if (g_array_index (facts->inserts, FactFlow, i).from == argument)
      return TRUE;
  for (guint i = 0; i < facts->keeps->len; i++)
    if (g_array_index (facts->keeps, FactKeep, i).argument == argument)
      return TRUE;
  if (facts->known && facts->calls == 0 && !facts->takes_pool)
    return FALSE;
  const ProgramFunction *callee = function->callees[call];
  if (callee == NULL || depth == MAX_DEPTH || argument >= callee->f->n_parameters)
    return TRUE;
  const guint32 parameter = find_origin (callee->f, ORIGIN_PARAMETER, argument);
  return parameter != G_MAXUINT32 && is_value_kept (callee, parameter, depth + 1);
}

static gboolean
is_value_kept (const ProgramFunction *function, guint32 origin, guint depth)
{
  const ScopeFunction *f = function->f;
  if (mentions (f, f->returns, origin))
    return TRUE;
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      const gboolean in_itself = store->base.n == 1 && store->base.ids[0] == origin;
      if (!in_itself && mentions (f, store->value, origin))
        return TRUE;
    }
  for (guint c = 0; c < f->calls->len; c++)
    {
      const ScopeCall *call = function_call (f, c);
      for (guint a = 0; a < call->n_arguments; a++)
        {
          if (mentions (f, call->arguments[a], origin) && may_keep (function, c, a, depth))
            return TRUE;
          /* A variable whose address is passed may be the one that holds it. */
          for (guint i = 0; i < call->arguments[a].n; i++)
            if (function_origin (f, call->arguments[a].ids[i])->kind == ORIGIN_LOCAL && may_keep (function, c, a, depth))
              return TRUE;
        }
    }
  return FALSE;
}

gboolean
mirror_is_kept (const ProgramFunction *function, guint call)
{
  const guint32 origin = find_origin (function->f, ORIGIN_CALL, call);
  return origin == G_MAXUINT32 /* returns no memory at all */ || is_value_kept (function, origin, 0);
}

/* Which parameters each function frees: a bit each, by the function's index. */
static guint64 *
freed_parameters (const Program *program)
{
  guint64 *frees = g_new0 (guint64, program->functions->len);
  gboolean changed = TRUE;
  for (guint round = 0; round < MAX_DEPTH && changed; round++)
    {
      changed = FALSE;
      for (guint i = 0; i < program->functions->len; i++)
        {
          const ProgramFunction *function = g_ptr_array_index (program->functions, i);
          for (guint c = 0; c < function->f->calls->len; c++)
            {
              const ScopeCall *call = function_call (function->f, c);
              const ProgramFunction *callee = function->callees[c];
              const guint64 freed = function->call_facts[c]->frees | (callee == NULL ? 0 : frees[callee->index]);
              for (guint a = 0; freed != 0 && a < MIN (call->n_arguments, 60); a++)
                for (guint k = 0; (freed >> a & 1) != 0 && k < call->arguments[a].n; k++)
                  {
                    const ScopeOrigin *o = function_origin (function->f, call->arguments[a].ids[k]);
                    if (o->kind != ORIGIN_PARAMETER || o->a >= 60 || (frees[i] >> o->a & 1) != 0)
                      continue;
                    frees[i] |= G_GUINT64_CONSTANT (1) << o->a;
                    changed = TRUE;
                  }
            }
        }
    }
  return frees;
}

static void
add_freed (const ScopeFunction *f, ScopeSet set, GHashTable *freed)
{
  for (guint i = 0; i < set.n; i++)
    {
      const ScopeOrigin *o = function_origin (f, set.ids[i]);
      if (o->kind == ORIGIN_LOAD && *o->name != '*' && *o->name != '\0')
        g_hash_table_add (freed, (gpointer) o->name);
    }
}

GHashTable *
mirror_freed_fields (const Program *program)
{
  GHashTable *freed = g_hash_table_new (NULL, NULL);
  g_autofree guint64 *frees = freed_parameters (program);
  for (guint i = 0; i < program->functions->len; i++)
    {
      const ProgramFunction *function = g_ptr_array_index (program->functions, i);
      const ScopeFunction *f = function->f;
      if (f->internal && !function->called && !function->handed_over && function->roots->len == 0)
        continue; /* never runs */
      for (guint c = 0; c < f->calls->len; c++)
        {
          const ScopeCall *call = function_call (f, c);
          const ProgramFunction *callee = function->callees[c];
          const guint64 mask = function->call_facts[c]->frees | (callee == NULL ? 0 : frees[callee->index]);
          for (guint a = 0; mask != 0 && a < MIN (call->n_arguments, 60); a++)
            if ((mask >> a & 1) != 0)
              add_freed (f, call->arguments[a], freed);
        }
    }
  return freed;
}
