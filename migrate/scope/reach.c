/* SPDX-License-Identifier: MIT */
/*
 * Reachability: one breadth-first walk for each context, so that the first way found is a shortest one.
 */
#include "scope/reach.h"

typedef struct {
  gboolean reached;
  const ProgramFunction *caller; /* NULL: a root */
  ScopePlace place;              /* of the call, or of the registration */
  const char *text;              /* of a root */
} Step;

struct _Reach {
  guint n_functions;
  Step *steps[N_CONTEXTS];
};

static void
start (Reach *reach, GQueue *queue, ScopeContext context, const ProgramFunction *function, ScopePlace place,
       const char *text)
{
  Step *step = &reach->steps[context][function->index];
  if (step->reached)
    return;
  *step = (Step){ TRUE, NULL, place, text };
  g_queue_push_tail (queue, (gpointer) function);
}

static void
walk (Reach *reach, GQueue *queue, ScopeContext context)
{
  const ProgramFunction *function;
  while ((function = g_queue_pop_head (queue)) != NULL)
    for (guint i = 0; i < function->edges->len; i++)
      {
        const ProgramEdge *edge = &g_array_index (function->edges, ProgramEdge, i);
        Step *step = &reach->steps[context][edge->to->index];
        if (step->reached || (edge->to->enters != FACT_NO_CONTEXT && edge->to->enters != context))
          continue;
        *step = (Step){ TRUE, function, edge->place, NULL };
        g_queue_push_tail (queue, edge->to);
      }
}

Reach *
reach_new (const Program *program)
{
  Reach *reach = g_new0 (Reach, 1);
  reach->n_functions = program->functions->len;
  g_auto (GQueue) queue = G_QUEUE_INIT;
  for (guint context = 0; context < N_CONTEXTS; context++)
    reach->steps[context] = g_new0 (Step, reach->n_functions);
  for (guint context = 0; context < N_CONTEXTS; context++)
    {
      for (guint i = 0; i < reach->n_functions; i++)
        {
          const ProgramFunction *function = g_ptr_array_index (program->functions, i);
          for (guint r = 0; r < function->roots->len; r++)
            {
              const ProgramRoot *root = &g_array_index (function->roots, ProgramRoot, r);
              if (root->context == context)
                start (reach, &queue, context, function, root->place, root->text);
            }
        }
      if (context < CONTEXT_UNKNOWN)
        walk (reach, &queue, context);
    }
  for (guint i = 0; i < reach->n_functions; i++)
    {
      const ProgramFunction *function = g_ptr_array_index (program->functions, i);
      if (function->handed_over)
        start (reach, &queue, CONTEXT_UNKNOWN, function, function->f->place, "handed over to code outside the run");
      else if (!function->called && function->roots->len == 0)
        start (reach, &queue, CONTEXT_UNKNOWN, function, function->f->place, "no caller in the run");
    }
  walk (reach, &queue, CONTEXT_UNKNOWN);
  return reach;
}

void
reach_free (Reach *reach)
{
  for (guint context = 0; context < N_CONTEXTS; context++)
    g_free (reach->steps[context]);
  g_free (reach);
}

gboolean
reach_has (const Reach *reach, const ProgramFunction *function, ScopeContext context)
{
  return reach->steps[context][function->index].reached;
}

void
reach_chain (const Reach *reach, wmem_allocator_t *pool, const ProgramFunction *function, ScopeContext context,
             GArray *chain)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  for (const ProgramFunction *at = function; at != NULL; at = reach->steps[context][at->index].caller)
    g_ptr_array_insert (path, 0, (gpointer) at);
  for (guint i = 0; i < path->len; i++)
    {
      const ProgramFunction *at = g_ptr_array_index (path, i);
      const Step *step = &reach->steps[context][at->index];
      ChainStep shown = { step->place.path != NULL ? step->place : at->f->place, NULL };
      shown.text = step->caller != NULL ? wmem_strdup_printf (pool, "calls %s()", at->f->name)
                                        : wmem_strdup_printf (pool, "%s() %s", at->f->name, step->text);
      g_array_append_val (chain, shown);
    }
}
