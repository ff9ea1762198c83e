/* SPDX-License-Identifier: MIT */
/*
 * What a function frees. Errs on the side of "freed".
 */
#include "scope/judgement/freed.h"

#include "scope/judgement/moments.h"

#include <string.h>

#define MAX_DEPTH 3 /* helpers inside helpers */
#define MAX_ARGUMENTS 60

struct _Freed {
  const Program *program;
  guint64 *parameters; /* for each function: which of its parameters it frees */
};

guint64
freed_by_call (const Freed *freed, const ProgramFunction *function, guint call)
{
  const ProgramFunction *callee = function->callees[call];
  return function->call_facts[call]->frees | (!callee ? 0 : freed->parameters[callee->index]);
}

/* The handler of a cleanup is called with what it was registered with: @handler among the arguments of @setup. */
static gboolean
handler_frees (const Freed *freed, const ProgramFunction *function, ScopeSet handler)
{
  for (guint i = 0; i < handler.n; i++)
    {
      const ScopeOrigin *o = function_origin (function->f, handler.ids[i]);
      if (o->kind != ORIGIN_FUNCTION)
        continue;
      const ProgramFunction *known = program_lookup (freed->program, o->name);
      const char *colon = strrchr (o->name, ':');
      const guint64 mask = known ? freed->parameters[known->index]
                                 : facts_function (freed->program->facts, !colon ? o->name : colon + 1)->frees;
      if ((mask & 1) != 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether call number @index runs the handler of a cleanup that frees the origin @id. */
static gboolean
cleans (const Freed *freed, const ProgramFunction *function, guint index, guint32 id)
{
  const ScopeFunction *f = function->f;
  const ScopeCall *call = function_call (f, index);
  for (guint i = 0; !call->callee && call->n_arguments == 1 && i < call->arguments[0].n; i++)
    {
      const ScopeOrigin *o = function_origin (f, call->arguments[0].ids[i]);
      const GArray *flows = o->kind == ORIGIN_OUT ? function->call_facts[o->a]->cleans : NULL;
      for (guint k = 0; flows && k < flows->len; k++)
        {
          const FactFlow *flow = &g_array_index (flows, FactFlow, k);
          const ScopeCall *setup = function_call (f, o->a);
          if (flow->from < setup->n_arguments && flow->to < setup->n_arguments
              && scope_set_contains (setup->arguments[flow->to], id)
              && handler_frees (freed, function, setup->arguments[flow->from]))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
frees (const Freed *freed, const ProgramFunction *function, guint index, guint32 id)
{
  const ScopeCall *call = function_call (function->f, index);
  const guint64 mask = freed_by_call (freed, function, index);
  for (guint a = 0; mask != 0 && a < MIN (call->n_arguments, MAX_ARGUMENTS); a++)
    if ((mask >> a & 1) != 0 && scope_set_contains (call->arguments[a], id))
      return TRUE;
  return cleans (freed, function, index, id);
}

gboolean
freed_surely (const Freed *freed, const ProgramFunction *function, guint32 id, ScopeMoment since)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (ScopeMoment));
  for (guint c = 0; c < function->f->calls->len; c++)
    if (function_call (function->f, c)->moment.step > since.step && frees (freed, function, c, id))
      g_array_append_val (places, function_call (function->f, c)->moment);
  return moments_surely_follow (function->f, since, (const ScopeMoment *) (gconstpointer) places->data, places->len);
}

gboolean
freed_maybe (const Freed *freed, const ProgramFunction *function, guint32 id)
{
  for (guint c = 0; c < function->f->calls->len; c++)
    if (frees (freed, function, c, id))
      return TRUE;
  return FALSE;
}

Freed *
freed_new (const Program *program)
{
  Freed *freed = g_new0 (Freed, 1);
  freed->program = program;
  freed->parameters = g_new0 (guint64, program->functions->len);
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
              const guint64 mask = freed_by_call (freed, function, c);
              for (guint a = 0; mask != 0 && a < MIN (call->n_arguments, MAX_ARGUMENTS); a++)
                for (guint k = 0; (mask >> a & 1) != 0 && k < call->arguments[a].n; k++)
                  {
                    const ScopeOrigin *o = function_origin (function->f, call->arguments[a].ids[k]);
                    if (o->kind != ORIGIN_PARAMETER || o->a >= MAX_ARGUMENTS || (freed->parameters[i] >> o->a & 1) != 0)
                      continue;
                    freed->parameters[i] |= G_GUINT64_CONSTANT (1) << o->a;
                    changed = TRUE;
                  }
            }
        }
    }
  return freed;
}

void
freed_free (Freed *freed)
{
  g_free (freed->parameters);
  g_free (freed);
}

/* Whether @field holds something new after @moment, on every way that goes on from there. */
static gboolean
is_refilled (const ScopeFunction *f, ScopeMoment moment, const char *field)
{
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      gboolean is_new = FALSE;
      for (guint v = 0; store->field == field && v < store->value.n; v++)
        is_new |= function_origin (f, store->value.ids[v])->kind == ORIGIN_CALL;
      if (!is_new || store->moment.step <= moment.step || !moments_meet (f, moment, store->moment))
        continue;
      gboolean left = FALSE;
      for (guint k = 0; k < f->jumps->len; k++)
        {
          const ScopeJump *jump = &g_array_index (f->jumps, ScopeJump, k);
          left |= jump->moment.step > moment.step && jump->moment.step < store->moment.step
                  && jump->target > store->moment.step && moments_meet (f, moment, jump->moment);
        }
      if (!left)
        return TRUE;
    }
  return FALSE;
}

gboolean
freed_before_replaced (const Freed *freed, const ProgramFunction *function, const char *field)
{
  const ScopeFunction *f = function->f;
  for (guint32 i = 0; i < f->origins->len; i++)
    {
      const ScopeOrigin *o = function_origin (f, i);
      for (guint c = 0; o->kind == ORIGIN_LOAD && o->name == field && c < f->calls->len; c++)
        if (frees (freed, function, c, i) && !is_refilled (f, function_call (f, c)->moment, field))
          return FALSE;
    }
  return TRUE;
}

gboolean
freed_linked (const Freed *freed, const ProgramFunction *function, const ScopeCall *call)
{
  const ScopeFunction *f = function->f;
  for (guint32 i = 0; i < f->origins->len; i++)
    {
      const ScopeOrigin *o = function_origin (f, i), *object = o->kind == ORIGIN_LOAD ? function_origin (f, o->a) : NULL;
      if (object && object->kind == ORIGIN_CALL && function_call (f, object->a) == call
          && freed_maybe (freed, function, i))
        return TRUE;
    }
  return FALSE;
}

static void
add_fields (const ScopeFunction *f, ScopeSet set, GHashTable *fields)
{
  for (guint i = 0; i < set.n; i++)
    {
      const ScopeOrigin *o = function_origin (f, set.ids[i]);
      if (o->kind == ORIGIN_LOAD && *o->name != '*' && *o->name != '\0')
        g_hash_table_add (fields, (gpointer) o->name);
    }
}

GHashTable *
freed_fields (const Freed *freed, FreedCounts counts, gpointer data)
{
  GHashTable *fields = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) here = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < freed->program->functions->len; i++)
    {
      const ProgramFunction *function = g_ptr_array_index (freed->program->functions, i);
      const ScopeFunction *f = function->f;
      if (f->internal && !function->called && !function->handed_over && function->roots->len == 0)
        continue; /* never runs */
      for (guint c = 0; c < f->calls->len; c++)
        {
          const ScopeCall *call = function_call (f, c);
          const guint64 mask = freed_by_call (freed, function, c);
          for (guint a = 0; mask != 0 && a < MIN (call->n_arguments, MAX_ARGUMENTS); a++)
            if ((mask >> a & 1) != 0)
              add_fields (f, call->arguments[a], here);
        }
      GHashTableIter iter;
      gpointer field;
      g_hash_table_iter_init (&iter, here);
      while (g_hash_table_iter_next (&iter, &field, NULL))
        if (!counts || counts (function, field, data))
          g_hash_table_add (fields, field);
      g_hash_table_remove_all (here);
    }
  return fields;
}
