/* SPDX-License-Identifier: MIT */
/*
 * The second round of an analysis with explicit pools.
 */
#include "run/threading.h"

#include <stdlib.h>
#include <string.h>

#include "model/pool_facts.h"
#include "pools/pool_options.h"
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
names_elsewhere (gpointer data, const char *name)
{
  World *world = data;
  const AnalysisRequest *request = &world->analysis->request;
  if (!world->outside)
    world->outside = outside_new (request->sources, world->analysis->results, request->root);
  return outside_names (world->outside, name);
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
  world->program = program_new (world->pool, world->analysis->request.facts, units);
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

/* @return (transfer full) set of the ids of functions that are called with a NULL packet_info somewhere. */
static GHashTable *
without_packet (const GPtrArray *facts)
{
  GHashTable *ids = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < facts->len; i++)
    {
      const PoolFacts *unit = facts->pdata[i];
      for (guint j = 0; unit && j < unit->uses->len; j++)
        if (g_array_index (unit->uses, PoolUse, j).kind == POOL_USE_NULL)
          g_hash_table_add (ids, (gpointer) g_array_index (unit->uses, PoolUse, j).to);
    }
  return ids;
}

static gboolean
defines_any (const PoolFacts *facts, GHashTable *ids)
{
  for (guint i = 0; facts && g_hash_table_size (ids) > 0 && i < facts->functions->len; i++)
    if (g_array_index (facts->functions, PoolFunction, i).defined
        && g_hash_table_contains (ids, g_array_index (facts->functions, PoolFunction, i).id))
      return TRUE;
  return FALSE;
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

/* What a decision is about: the names that any unit may say, and the files whose own functions and macros it concerns. */
typedef struct
{
  IncludeGraph *graph;
  GHashTable *paths; /* set of char * */
  IncludeReaders *readers;
} Concern;

/* @return (transfer full) (nullable) the file that alone can say the function or macro @id, called @name. */
static char *
file_of (const char *id, const char *name)
{
  gsize length = strlen (id);
  if (g_str_has_suffix (id, name))
    length -= strlen (name);
  if (length == 0)
    return NULL;
  /* PATH:NAME, PATH:LINE:NAME or PATH#NAME */
  gsize line = --length;
  while (line > 0 && g_ascii_isdigit (id[line - 1]))
    line--;
  if (line > 0 && line < length && id[line - 1] == ':')
    length = line - 1;
  return g_strndup (id, length);
}

/* @return (transfer full) the names of @rules that are not bound to files; the files of the others are added to @paths. */
static RuleSet *
split_names (wmem_allocator_t *pool, const RuleSet *rules, GHashTable *paths)
{
  g_autoptr (GPtrArray) anywhere = g_ptr_array_new ();
  for (guint i = 0; i < rule_set_size (rules); i++)
    {
      const Rule *rule = rule_set_nth (rules, i);
      gboolean bound = TRUE;
      GHashTableIter iterator;
      gpointer id;
      g_hash_table_iter_init (&iterator, rule->ids);
      while (g_hash_table_iter_next (&iterator, &id, NULL))
        {
          char *path = file_of (id, rule->name);
          if (path)
            g_hash_table_add (paths, path);
          else
            bound = FALSE;
        }
      if (!bound)
        g_ptr_array_add (anywhere, (gpointer) rule);
    }
  return rule_set_extend (pool, NULL, anywhere);
}

/* Whether only the main file of a unit can mean what @rule is about: what other files call so is something else. */
static gboolean
is_of_main_files (const Rule *rule, GHashTable *mains)
{
  GHashTableIter iterator;
  gpointer id;
  g_hash_table_iter_init (&iterator, rule->ids);
  while (g_hash_table_iter_next (&iterator, &id, NULL))
    {
      g_autofree char *path = file_of (id, rule->name);
      if (!path || !g_hash_table_contains (mains, path))
        return FALSE;
    }
  return TRUE;
}

IncludeGraph *
threading_graph (const Threading *threading)
{
  const RunAnalysis *analysis = threading->analysis;
  const GPtrArray *commands = analysis->request.sources->commands;
  g_autoptr (GHashTable) mains = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) wide = g_ptr_array_new ();
  for (guint i = 0; i < commands->len; i++)
    {
      const char *path = analysis_canonical_path (((const CompileCommand *) commands->pdata[i])->file);
      if (path)
        g_hash_table_add (mains, (gpointer) path);
    }
  for (guint i = 0; i < rule_set_size (analysis->threaded_rules); i++)
    {
      const Rule *rule = rule_set_nth (analysis->threaded_rules, i);
      if (rule->ids && !is_of_main_files (rule, mains))
        g_ptr_array_add (wide, (gpointer) rule);
    }
  return include_graph_new (rule_set_extend (analysis->pool, analysis->request.rules, wide), analysis->request.root);
}

static gboolean
is_concerned (const Threading *threading, const Concern *concern, guint unit)
{
  const RunAnalysis *analysis = threading->analysis;
  const CompileCommand *command = analysis->request.sources->commands->pdata[unit];
  const guint group = unit_groups_of (analysis->probe_groups, unit);
  g_autofree char *real = realpath (command->file, NULL);
  return (real && g_hash_table_contains (concern->paths, real))
         || include_readers_have (concern->readers, command, group)
         || include_graph_wants (concern->graph, command, group);
}

/* The units that read a file which names a function of @names that they can mean; the first time also those with a place
 * without a pool, or in a function whose packet_info may be NULL. */
static GArray *
find_concerned (const Threading *threading, const RuleSet *names, gboolean first)
{
  const RunAnalysis *analysis = threading->analysis;
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  IncludeGraph *graph = include_graph_new (split_names (pool, names, paths), analysis->request.root);
  const Concern concern = { graph, paths, include_readers_new (graph, paths) };
  const guint units = analysis->request.sources->commands->len;
  g_autoptr (GHashTable) nulls = first ? without_packet (threading->facts) : NULL;
  GArray *concerned = g_array_sized_new (FALSE, TRUE, sizeof (gboolean), units);
  for (guint unit = 0; unit < units; unit++)
    {
      const PoolFacts *facts = unit < threading->facts->len ? threading->facts->pdata[unit] : NULL;
      gboolean again = (first && (wants_pool (facts) || defines_any (facts, nulls))) || (rule_set_size (names) > 0 && is_concerned (threading, &concern, unit));
      g_array_append_val (concerned, again);
    }
  include_readers_free (concern.readers);
  include_graph_free (graph);
  wmem_destroy_allocator (pool);
  return concerned;
}

GArray *
threading_decide (Threading *threading)
{
  RunAnalysis *analysis = threading->analysis;
  const PoolPlan *before = analysis->threads;
  PoolPlan *plan = pool_plan_new (analysis->pool, &threading->question);
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  GArray *concerned = find_concerned (threading, pool_plan_rules (pool, plan, before, NULL), !before);
  wmem_destroy_allocator (pool);
  analysis->threads = plan;
  analysis->threaded_rules = pool_plan_rules (analysis->pool, plan, NULL, analysis->request.rules);
  return concerned;
}

/* Notes why the function that @occurrence, which is left, names keeps its signature. */
static gboolean
refuse (Threading *threading, const UnitResult *result, const FileFindings *file, const Occurrence *occurrence)
{
  g_autofree char *place = g_strdup_printf ("@%s:%u", file->path, occurrence->offset);
  const char *from = g_intern_string (place);
  gboolean fresh = FALSE;
  for (guint i = 0; i < result->links->len; i++)
    {
      const Link *link = &g_array_index (result->links, Link, i);
      if (link->from != from || !g_str_has_prefix (link->to, "pool|") || !pool_id_is_called (link->to + strlen ("pool|"), occurrence->name))
        continue;
      const char *id = g_intern_string (link->to + strlen ("pool|")), *slash = strrchr (file->path, '/');
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
                  && !rule_set_lookup (analysis->request.rules, occurrence->name, strlen (occurrence->name)))
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
