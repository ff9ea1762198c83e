/* SPDX-License-Identifier: MIT */
/*
 * The second round of an analysis with explicit pools.
 */
#include "run/threading.h"

#include "edit/pool_choice.h"
#include "find/pool_facts.h"
#include "run/outside.h"

static const char *
names_elsewhere (gpointer outside, const char *name)
{
  return outside_names (outside, name);
}

/* All units' facts, allocated from @pool, by unit. @return (transfer container) */
static GPtrArray *
take_facts (RunAnalysis *analysis, wmem_allocator_t *pool)
{
  GPtrArray *facts = g_ptr_array_new ();
  for (guint i = 0; i < analysis->results->len; i++)
    {
      UnitResult *result = analysis->results->pdata[i];
      const gboolean good = result && result->pool_facts && unit_was_whole (result->status);
      g_ptr_array_add (facts, good ? pool_facts_unpack (pool, result->pool_facts) : NULL);
      if (result)
        unit_result_drop_facts (result);
    }
  return facts;
}

/* Whether some place of the unit has no pool at hand. */
static gboolean
wants_pool (const PoolFacts *facts)
{
  for (guint i = 0; facts && i < facts->uses->len; i++)
    if (g_array_index (facts->uses, PoolUse, i).kind == POOL_USE_SITE)
      return TRUE;
  return FALSE;
}

/* Whether everything that the sources could be linked with is known: a database, and all of it. */
static gboolean
is_whole (const SourceSet *sources)
{
  return sources->others && sources->others->len == 0 && sources->whole_database;
}

/* The units that have a place without a pool, or read a file that names a function which gains one. */
static GArray *
find_concerned (RunAnalysis *analysis, const PoolPlan *plan, GPtrArray *facts)
{
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  RuleSet *nothing = rule_set_load (pool, NULL, NULL), *names = pool_plan_rules (pool, plan, nothing);
  IncludeGraph *graph = include_graph_new (names, analysis->request.root);
  GPtrArray *commands = analysis->request.sources->commands;
  GArray *concerned = g_array_sized_new (FALSE, TRUE, sizeof (gboolean), commands->len);
  for (guint unit = 0; unit < commands->len; unit++)
    {
      gboolean again = wants_pool (unit < facts->len ? facts->pdata[unit] : NULL)
                       || (pool_plan_size (plan) > 0
                           && include_graph_wants (graph, commands->pdata[unit], unit_groups_of (analysis->probe_groups, unit)));
      g_array_append_val (concerned, again);
    }
  include_graph_free (graph);
  wmem_destroy_allocator (pool);
  return concerned;
}

gboolean
threading_decide (RunAnalysis *analysis, const AfterProbe *after, Threading *threading)
{
  const AnalysisRequest *request = &analysis->request;
  if (request->options->output == OUTPUT_LINT
      || (!pool_is_explicit (request->options, POOL_PACKET) && !pool_is_explicit (request->options, POOL_FILE)))
    return FALSE;
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  g_autoptr (GPtrArray) facts = take_facts (analysis, pool);
  Outside *outside = outside_new (request->sources, analysis->results, request->root);
  const PoolQuestion question = {
    .facts = facts, .known = request->facts, .options = request->options, .rules = request->rules,
    .has_accessor = { [POOL_PACKET] = !after->without_accessor[POOL_PACKET], [POOL_FILE] = !after->without_accessor[POOL_FILE] },
    .whole = is_whole (request->sources), .elsewhere = names_elsewhere, .data = outside,
  };
  threading->plan = pool_plan_new (analysis->pool, &question);
  threading->rules = pool_plan_rules (analysis->pool, threading->plan, request->rules);
  threading->concerned = find_concerned (analysis, threading->plan, facts);
  threading->graph = include_graph_new (threading->rules, request->root);
  outside_free (outside);
  wmem_destroy_allocator (pool);
  return TRUE;
}
