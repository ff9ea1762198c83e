/* SPDX-License-Identifier: MIT */
/*
 * Reachability: one breadth-first walk for each context, so that the first way found is a shortest one. What is walked
 * are visits: a function together with what its caller made sure of its parameters. Where that rules a call out, the
 * chain ends there.
 */
#include "scope/judgement/reach.h"

#include "scope/judgement/assumptions.h"

#define MAX_VISITS 8 /* of one function in one context; then nothing is assumed any more */

typedef struct _Visit Visit;
struct _Visit {
  const ProgramFunction *function;
  Assumptions assumed;
  const Visit *caller;   /* NULL: a root */
  const ProgramVia *via; /* from there */
  ScopePlace place;      /* of the call, or of the registration */
  const char *text;      /* of a root */
  Visit *next;           /* of the same function */
};

struct _Reach {
  wmem_allocator_t *pool;
  guint n_functions;
  Assumptions *relevant; /* for each function */
  Visit **visits[N_CONTEXTS];
};

/* What of the parameters of @function decides on anything. */
static Assumptions
relevant_to (const ScopeFunction *f)
{
  Assumptions relevant = 0;
  for (guint c = 0; c < f->calls->len; c++)
    {
      const ScopeCall *call = function_call (f, c);
      Assumptions guards = assumptions_of (f, call->tested);
      for (guint a = 0; call->constants && a < call->n_arguments; a++)
        if (call->constants[a] >= CONSTANT_PARAMETER && call->constants[a] - CONSTANT_PARAMETER < ASSUMED_PARAMETERS)
          guards |= G_GUINT64_CONSTANT (1) << 2 * (call->constants[a] - CONSTANT_PARAMETER);
      relevant |= guards;
    }
  for (guint p = 0; p < ASSUMED_PARAMETERS; p++)
    if ((relevant >> 2 * p & 3) != 0)
      relevant |= G_GUINT64_CONSTANT (3) << 2 * p;
  return relevant;
}

static void
visit (Reach *reach, GQueue *queue, ScopeContext context, Visit found)
{
  Visit **end = &reach->visits[context][found.function->index];
  guint n = 0;
  found.assumed &= reach->relevant[found.function->index];
  for (const Visit *known = *end; known; known = known->next)
    if (++n == MAX_VISITS)
      found.assumed = 0;
  for (; *end; end = &(*end)->next)
    if (((*end)->assumed & ~found.assumed) == 0)
      return;
  *end = wmem_memdup (reach->pool, &found, sizeof found);
  g_queue_push_tail (queue, *end);
}

static void
walk (Reach *reach, GQueue *queue, ScopeContext context)
{
  const Visit *from;
  while ((from = g_queue_pop_head (queue)))
    for (guint i = 0; i < from->function->edges->len; i++)
      {
        const ProgramEdge *edge = &g_array_index (from->function->edges, ProgramEdge, i);
        const ScopeCall *call = function_call (from->function->f, edge->call);
        const Assumptions guards = assumptions_of (from->function->f, call->tested) | edge->needed;
        if (assumptions_contradict (from->assumed, guards)
            || (edge->to->enters != FACT_NO_CONTEXT && edge->to->enters != context))
          continue;
        const Assumptions assumed = edge->handed || edge->via ? 0 : assumptions_handed_on (from->function->f, call, from->assumed | guards);
        visit (reach, queue, context, (Visit){ edge->to, assumed, from, edge->via, call->place, NULL, NULL });
      }
}

Reach *
reach_new (const Program *program)
{
  Reach *reach = g_new0 (Reach, 1);
  reach->pool = program->pool;
  reach->n_functions = program->functions->len;
  reach->relevant = g_new0 (Assumptions, reach->n_functions);
  for (guint i = 0; i < reach->n_functions; i++)
    reach->relevant[i] = relevant_to (((ProgramFunction *) g_ptr_array_index (program->functions, i))->f);
  g_auto (GQueue) queue = G_QUEUE_INIT;
  for (guint context = 0; context < N_CONTEXTS; context++)
    reach->visits[context] = g_new0 (Visit *, reach->n_functions);
  for (guint context = 0; context < CONTEXT_UNKNOWN; context++)
    {
      for (guint i = 0; i < reach->n_functions; i++)
        {
          const ProgramFunction *function = g_ptr_array_index (program->functions, i);
          for (guint r = 0; r < function->roots->len; r++)
            {
              const ProgramRoot *root = &g_array_index (function->roots, ProgramRoot, r);
              if (root->context == context)
                visit (reach, &queue, context, (Visit){ function, 0, NULL, NULL, root->place, root->text, NULL });
            }
        }
      walk (reach, &queue, context);
    }
  for (guint i = 0; i < reach->n_functions; i++)
    {
      const ProgramFunction *function = g_ptr_array_index (program->functions, i);
      const char *text = function->handed_over ? "handed over to code outside the run" : "no caller in the run";
      if (function->handed_over || (!function->called && function->roots->len == 0))
        visit (reach, &queue, CONTEXT_UNKNOWN, (Visit){ function, 0, NULL, NULL, function->f->place, text, NULL });
    }
  walk (reach, &queue, CONTEXT_UNKNOWN);
  return reach;
}

void
reach_free (Reach *reach)
{
  for (guint context = 0; context < N_CONTEXTS; context++)
    g_free (reach->visits[context]);
  g_free (reach->relevant);
  g_free (reach);
}

gboolean
reach_has (const Reach *reach, const ProgramFunction *function, ScopeContext context)
{
  return reach->visits[context][function->index] != NULL;
}

/* The first visit of @function in @context that comes to @call. */
static const Visit *
visit_at (const Reach *reach, const ProgramFunction *function, const ScopeCall *call, ScopeContext context)
{
  const Assumptions guards = assumptions_of (function->f, call->tested);
  const Visit *at = reach->visits[context][function->index];
  while (at && assumptions_contradict (at->assumed, guards))
    at = at->next;
  return at;
}

gboolean
reach_makes (const Reach *reach, const ProgramFunction *function, const ScopeCall *call, ScopeContext context)
{
  return visit_at (reach, function, call, context) != NULL;
}

void
reach_chain (const Reach *reach, wmem_allocator_t *pool, const ProgramFunction *function, const ScopeCall *call,
             ScopeContext context, GArray *chain)
{
  for (const Visit *at = visit_at (reach, function, call, context); at; at = at->caller)
    {
      ChainStep shown = { at->place.path ? at->place : at->function->f->place, NULL };
      shown.text = at->via      ? wmem_strdup_printf (pool, "has %s() call %s()", at->via->function->f->name,
                                                      at->function->f->name)
                   : at->caller ? wmem_strdup_printf (pool, "calls %s()", at->function->f->name)
                                : wmem_strdup_printf (pool, "%s() %s", at->function->f->name, at->text);
      g_array_prepend_val (chain, shown);
    }
}
