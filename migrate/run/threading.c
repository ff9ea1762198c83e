/* SPDX-License-Identifier: MIT */
/*
 * The second round of an analysis with explicit pools.
 */
#include "run/threading.h"

#include <string.h>

#include "model/pool_facts.h"
#include "model/text_intern.h"
#include "pools/facts_once.h"
#include "pools/pool_options.h"
#include "run/concern.h"
#include "run/outside.h"
#include "scope/judgement/reach.h"
#include "syntax/analysis.h"

/* What the decision asks of the whole program; made when somebody asks. */
typedef struct
{
  const RunAnalysis *analysis;
  Outside *outside;
  wmem_allocator_t *pool;
  Program *program;
  Reach *reach;
  GHashTable *refused; /* id -> why */
} World;

struct Threading {
  RunAnalysis *analysis;
  wmem_allocator_t *pool; /* of the facts, which lie in it */
  GPtrArray *facts;       /* of PoolFacts, by unit */
  World world;
  PoolQuestion question;
};

static const char *
names_elsewhere (gpointer data, const char *name, const char *owner, const char *header)
{
  World *world = data;
  const AnalysisRequest *request = &world->analysis->request;
  if (!world->outside)
    world->outside = outside_new (request->sources, world->analysis->results, request->rules, request->root);
  return outside_names (world->outside, name, owner, header);
}

static const char *
was_refused (gpointer world, const char *id)
{
  return g_hash_table_lookup (((World *) world)->refused, id);
}

/* The graph of all calls, as the scope checker sees it. */
static void
read_program (World *world)
{
  const GPtrArray *results = world->analysis->results;
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  world->pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
  for (guint i = 0; i < results->len; i++)
    {
      const UnitResult *result = results->pdata[i];
      ScopeUnit *unit = result && result->scope_summary ? scope_unit_unpack (world->pool, result->scope_summary) : NULL;
      if (unit)
        g_ptr_array_add (units, unit);
    }
  world->program = program_new (world->pool, world->analysis->request.facts, NULL, units);
  world->reach = reach_new (world->program);
}

static gboolean
runs_out_of_scope (gpointer data, const char *id, RulePool pool)
{
  World *world = data;
  if (!world->program)
    read_program (world);
  const ProgramFunction *function = program_lookup (world->program, id);
  return function
         && (reach_has (world->reach, function, CONTEXT_NONE)
             || (pool == POOL_PACKET && reach_has (world->reach, function, CONTEXT_FILE)));
}

static void
world_clear (World *world)
{
  g_clear_pointer (&world->reach, reach_free);
  g_clear_pointer (&world->program, program_free);
  g_clear_pointer (&world->pool, wmem_destroy_allocator);
  g_clear_pointer (&world->outside, outside_free);
}

/* All units' facts, allocated from @pool, by unit. @return (transfer container) */
static GPtrArray *
take_facts (RunAnalysis *analysis, wmem_allocator_t *pool)
{
  GPtrArray *facts = g_ptr_array_new ();
  FactsOnce *once = facts_once_new ();
  for (guint i = 0; i < analysis->results->len; i++)
    {
      UnitResult *result = analysis->results->pdata[i];
      const gboolean good = result && result->pool_facts && unit_was_whole (result->status);
      g_ptr_array_add (facts, good ? facts_once_take (once, pool, result->pool_facts) : NULL);
      if (result)
        unit_result_drop_facts (result);
    }
  facts_once_free (once);
  return facts;
}

Threading *
threading_new (RunAnalysis *analysis)
{
  const AnalysisRequest *request = &analysis->request;
  if (request->options->output == OUTPUT_LINT
      || (!pool_is_explicit (request->options, POOL_PACKET) && !pool_is_explicit (request->options, POOL_FILE)))
    return NULL;
  Threading *threading = g_new0 (Threading, 1);
  threading->analysis = analysis;
  threading->pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  threading->facts = take_facts (analysis, threading->pool);
  threading->world = (World){ .analysis = analysis, .refused = g_hash_table_new (NULL, NULL) };
  threading->question = (PoolQuestion){
    .facts = threading->facts,
    .known = request->facts,
    .options = request->options,
    .rules = request->rules,
    .has_accessor = { [POOL_PACKET] = !analysis->after->without_accessor[POOL_PACKET], [POOL_FILE] = !analysis->after->without_accessor[POOL_FILE] },
    .whole = request->sources->has_database,
    .elsewhere = names_elsewhere,
    .refused = was_refused,
    .out_of_scope = runs_out_of_scope,
    .data = &threading->world,
  };
  return threading;
}

void
threading_rest (Threading *threading)
{
  world_clear (&threading->world);
}

void
threading_free (Threading *threading)
{
  if (!threading)
    return;
  world_clear (&threading->world);
  g_hash_table_unref (threading->world.refused);
  g_ptr_array_unref (threading->facts);
  wmem_destroy_allocator (threading->pool);
  g_free (threading);
}

GArray *
threading_decide (Threading *threading)
{
  RunAnalysis *analysis = threading->analysis;
  const PoolPlan *before = analysis->threads;
  PoolPlan *plan = pool_plan_new (analysis->pool, &threading->question);
  analysis->threads = plan;
  analysis->threaded_rules = pool_plan_rules (analysis->pool, plan, NULL, analysis->request.rules);
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  const RuleSet *changed = pool_plan_rules (pool, plan, before, NULL);
  GArray *concerned = before ? concern_next (analysis, plan, before, changed)
                             : concern_first (analysis, threading->facts, plan, changed, threading->question.has_accessor);
  wmem_destroy_allocator (pool);
  return concerned;
}

/* Notes why the function that @occurrence, which is left, names keeps its signature. */
static gboolean
refuse (Threading *threading, const UnitResult *result, const FileFindings *file, const Occurrence *occurrence)
{
  g_autofree char *place = g_strdup_printf ("@%s:%u", file->path, occurrence->offset);
  const char *from = text_intern (place);
  gboolean fresh = FALSE;
  for (guint i = 0; i < result->links->len; i++)
    {
      const Link *link = &g_array_index (result->links, Link, i);
      if (link->from != from || !g_str_has_prefix (link->to, POOL_LINK) || !pool_id_is_called (link->to + strlen (POOL_LINK), occurrence->name))
        continue;
      const char *id = text_intern (link->to + strlen (POOL_LINK)), *slash = strrchr (file->path, '/');
      if (g_hash_table_contains (threading->world.refused, id))
        continue;
      const char *why = wmem_strdup_printf (threading->analysis->pool, "%s:%u names it and cannot be changed (%s)",
                                            slash ? slash + 1 : file->path, occurrence->line, reason_code (occurrence->reason));
      g_hash_table_insert (threading->world.refused, (gpointer) id, (gpointer) why);
      fresh = TRUE;
    }
  return fresh;
}

gboolean
threading_refuse (Threading *threading)
{
  const RunAnalysis *analysis = threading->analysis;
  gboolean again = FALSE;
  for (guint i = 0; i < analysis->results->len; i++)
    {
      const UnitResult *result = analysis->results->pdata[i];
      for (guint j = 0; result && result->links && unit_was_whole (result->status) && j < result->files->len; j++)
        {
          const FileFindings *file = result->files->pdata[j];
          for (guint k = 0; k < file->occurrences->len; k++)
            {
              const Occurrence *occurrence = file->occurrences->pdata[k];
              if (occurrence->change < 0 && !occurrence_kind_is_neutral (occurrence->kind)
                  && occurrence->kind != OCCURRENCE_INACTIVE
                  && !rule_set_counts (analysis->request.rules, occurrence->name))
                again |= refuse (threading, result, file, occurrence);
            }
        }
    }
  return again;
}

gboolean
threading_give_up (Threading *threading, const char *id, const char *why)
{
  if (g_hash_table_contains (threading->world.refused, id))
    return FALSE;
  g_hash_table_insert (threading->world.refused, (gpointer) id, wmem_strdup (threading->analysis->pool, why));
  return TRUE;
}
