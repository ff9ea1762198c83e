/* SPDX-License-Identifier: MIT */
/*
 * Which units a decision about explicit pools concerns.
 */
#include "run/concern.h"

#include <stdlib.h>
#include <string.h>

#include "model/pool_facts.h"
#include "model/text_intern.h"

/* What rules are about: the names that any unit may say, and the files whose own functions, macros and fields they concern. */
typedef struct
{
  RuleSet *names;
  GHashTable *paths; /* set of char * */
} Subject;

/* @return (transfer full) (nullable) the file without which nobody can say the function, macro or pointer @id, called @name. */
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

/* @return what @rules are about; the names extend @base. */
static Subject
subject_of (wmem_allocator_t *pool, const RuleSet *rules, const RuleSet *base)
{
  g_autoptr (GPtrArray) anywhere = g_ptr_array_new ();
  Subject subject = { .paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  for (guint i = 0; i < rule_set_size (rules); i++)
    {
      const Rule *rule = rule_set_nth (rules, i);
      gboolean bound = TRUE;
      GHashTableIter iterator;
      gpointer id;
      if (!rule->ids)
        continue;
      g_hash_table_iter_init (&iterator, rule->ids);
      while (g_hash_table_iter_next (&iterator, &id, NULL))
        {
          char *path = file_of (id, rule->name);
          if (path)
            g_hash_table_add (subject.paths, path);
          else
            bound = FALSE;
        }
      if (!bound)
        g_ptr_array_add (anywhere, (gpointer) rule);
    }
  subject.names = rule_set_extend (pool, base, anywhere);
  return subject;
}

/* Marks those units that read a file which names what @names are about. */
static void
add_naming (const RunAnalysis *analysis, const RuleSet *names, GArray *concerned)
{
  if (rule_set_size (names) == 0)
    return;
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  Subject subject = subject_of (pool, names, NULL);
  IncludeGraph *graph = include_graph_new (subject.names, analysis->request.root);
  IncludeReaders *readers = include_readers_new (graph, subject.paths);
  for (guint unit = 0; unit < concerned->len; unit++)
    {
      const CompileCommand *command = analysis->request.sources->commands->pdata[unit];
      const guint group = unit_groups_of (analysis->probe_groups, unit);
      char *real = realpath (command->file, NULL);
      g_array_index (concerned, gboolean, unit) |= (real && g_hash_table_contains (subject.paths, real))
                                                   || include_readers_have (readers, command, group)
                                                   || include_graph_wants (graph, command, group);
      free (real);
    }
  include_readers_free (readers);
  include_graph_free (graph);
  g_hash_table_unref (subject.paths);
  wmem_destroy_allocator (pool);
}

static gboolean
defines_any_without_packet (const PoolFacts *facts, const PoolPlan *plan)
{
  for (guint i = 0; facts && i < facts->functions->len; i++)
    {
      const PoolFunction *f = &g_array_index (facts->functions, PoolFunction, i);
      const PoolThread *thread = f->defined ? pool_plan_thread (plan, f->id) : NULL;
      if (thread && (thread->without_packet || thread->stranger))
        return TRUE;
    }
  return FALSE;
}

/* Whether some place of the unit has no pool at hand, and the decision changes what is to be said of it. Of a header's place that keeps
 * its accessor one unit says why, for all. */
static gboolean
wants_pool (const PoolFacts *facts, const PoolPlan *plan, const gboolean accessor[N_POOLS], GHashTable *told)
{
  gboolean wants = FALSE;
  for (guint i = 0; facts && i < facts->uses->len; i++)
    {
      const PoolUse *use = &g_array_index (facts->uses, PoolUse, i);
      if (use->kind != POOL_USE_SITE)
        continue;
      const PoolThread *thread = use->from ? pool_plan_thread (plan, use->from) : NULL;
      if (use->covered)
        {
          wants |= thread && thread->doubt;
          continue;
        }
      char *place = g_strdup_printf ("%p:%u:%p:%u", (gconstpointer) use->path, use->line, (gconstpointer) use->from, use->pool);
      wants |= g_hash_table_add (told, place) || !accessor[use->pool] || (thread && thread->parameters[use->pool]);
    }
  return wants;
}

static GArray *
nobody (const RunAnalysis *analysis)
{
  GArray *concerned = g_array_new (FALSE, TRUE, sizeof (gboolean));
  g_array_set_size (concerned, analysis->request.sources->commands->len);
  return concerned;
}

GArray *
concern_first (const RunAnalysis *analysis, const GPtrArray *facts, const PoolPlan *plan, const RuleSet *names,
               const gboolean accessor[N_POOLS])
{
  GArray *concerned = nobody (analysis);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint unit = 0; unit < concerned->len && unit < facts->len; unit++)
    g_array_index (concerned, gboolean, unit) = wants_pool (facts->pdata[unit], plan, accessor, told) || defines_any_without_packet (facts->pdata[unit], plan);
  add_naming (analysis, names, concerned);
  return concerned;
}

/* Whether @plan gives something a parameter that it did not have @before. */
static gboolean
gains_more (const PoolPlan *plan, const PoolPlan *before, const RuleSet *changed)
{
  for (guint i = 0; i < rule_set_size (changed); i++)
    {
      GHashTableIter iterator;
      gpointer id;
      g_hash_table_iter_init (&iterator, rule_set_nth (changed, i)->ids);
      while (g_hash_table_iter_next (&iterator, &id, NULL))
        {
          const PoolThread *now = pool_plan_thread (plan, id), *then = pool_plan_thread (before, id);
          for (guint pool = 0; pool < N_POOLS; pool++)
            if (now->parameters[pool] && !(then && then->parameters[pool]))
              return TRUE;
        }
    }
  return FALSE;
}

/* @return (transfer full) set of what links call the subjects of @rules (edit/pool_choice.h), interned. */
static GHashTable *
linked_names (const RuleSet *rules)
{
  GHashTable *names = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < rule_set_size (rules); i++)
    {
      GHashTableIter iterator;
      gpointer id;
      g_hash_table_iter_init (&iterator, rule_set_nth (rules, i)->ids);
      while (g_hash_table_iter_next (&iterator, &id, NULL))
        {
          g_autofree char *name = g_strconcat (POOL_LINK, id, NULL);
          g_hash_table_add (names, (gpointer) text_intern (name));
        }
    }
  return names;
}

static gboolean
is_about (const UnitResult *result, const RuleSet *lost, GHashTable *links)
{
  for (guint i = 0; result->links && i < result->links->len; i++)
    if (g_hash_table_contains (links, g_array_index (result->links, Link, i).to))
      return TRUE;
  for (guint i = 0; i < result->files->len; i++)
    {
      const GPtrArray *occurrences = ((const FileFindings *) result->files->pdata[i])->occurrences;
      for (guint j = 0; j < occurrences->len; j++)
        {
          const Occurrence *occurrence = occurrences->pdata[j];
          if ((occurrence->change >= 0 || !occurrence_kind_is_neutral (occurrence->kind))
              && rule_set_lookup (lost, occurrence->name, strlen (occurrence->name)))
            return TRUE;
        }
    }
  return FALSE;
}

/* Drops what @result says of names of @lost that are none of the run's rules any more. */
static void
forget (const RunAnalysis *analysis, const UnitResult *result, const RuleSet *lost)
{
  for (guint i = 0; i < result->files->len; i++)
    {
      GPtrArray *occurrences = ((const FileFindings *) result->files->pdata[i])->occurrences;
      for (guint j = occurrences->len; j > 0; j--)
        {
          const char *name = ((const Occurrence *) occurrences->pdata[j - 1])->name;
          if (rule_set_lookup (lost, name, strlen (name)) && !rule_set_counts (analysis->threaded_rules, name))
            g_ptr_array_remove_index (occurrences, j - 1);
        }
    }
}

GArray *
concern_next (const RunAnalysis *analysis, const PoolPlan *plan, const PoolPlan *before, const RuleSet *lost)
{
  GArray *concerned = nobody (analysis);
  g_autoptr (GHashTable) links = linked_names (lost);
  for (guint unit = 0; unit < concerned->len && unit < analysis->results->len; unit++)
    {
      const UnitResult *result = analysis->results->pdata[unit];
      g_array_index (concerned, gboolean, unit) = result && is_about (result, lost, links);
    }
  if (gains_more (plan, before, lost))
    add_naming (analysis, lost, concerned);
  for (guint unit = 0; unit < concerned->len && unit < analysis->results->len; unit++)
    if (analysis->results->pdata[unit] && !g_array_index (concerned, gboolean, unit))
      forget (analysis, analysis->results->pdata[unit], lost);
  return concerned;
}

IncludeGraph *
concern_graph (const RunAnalysis *analysis)
{
  Subject subject = subject_of (analysis->pool, analysis->threaded_rules, analysis->request.rules);
  IncludeGraph *graph = include_graph_new (subject.names, analysis->request.root);
  include_graph_watch (graph, subject.paths);
  g_hash_table_unref (subject.paths);
  return graph;
}
