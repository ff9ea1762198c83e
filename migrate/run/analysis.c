/* SPDX-License-Identifier: MIT */
/*
 * The analysis of all units, in worker processes.
 */
#include "run/analysis.h"

#include <string.h>

#include <gio/gio.h>

#include "model/text_intern.h"
#include "pools/pool_options.h"
#include "run/changed_files.h"
#include "run/concern.h"
#include "run/loose_files.h"
#include "run/threading.h"
#include "scope/judgement/caller_names.h"
#include "sides/after_side.h"
#include "sides/old_api.h"
#include "terminal/terminal.h"
#include "unit/analyse.h"
#include "workers/worker_pool.h"

/* The include graph knows the groups of the run's own units by their numbers, and others by numbers from here on. */
#define FOREIGN_GROUPS (1u << 20)

typedef enum {
  JOB_UNIT, /* a unit, parsed */
  JOB_LOST, /* the file of a unit that could not be parsed, by its tokens: what it names is left, but counted */
  JOB_FILE, /* a file that no unit reads, by its tokens */
} JobKind;

typedef struct {
  JobKind kind;
  guint unit;       /* of JOB_FILE any: only its after side counts */
  const char *path; /* of JOB_FILE and JOB_LOST */
} AnalysisJob;

typedef struct _AnalysisState {
  RunAnalysis *analysis;
  GArray *jobs;           /* of AnalysisJob */
  GHashTable *read_whole; /* set of interned paths: what units read that the parser saw whole */
  guint foreign_groups;   /* how many groups of units that are not the run's own have had a number */
  guint done;
  IncludeGraph *graph;
  GArray *wanted;       /* of gboolean, by unit */
  Threading *threading; /* or NULL: no explicit pools */
  const PoolPlan *plan; /* its last decision */
  RuleSet *threaded;    /* and the rules that came of it */
} AnalysisState;

static const CompileCommand *
command_of (const RunAnalysis *analysis, guint unit)
{
  return analysis->request.sources->commands->pdata[unit];
}

/* What the after side declares is asked with its own flags where it has a compile database. */
static GPtrArray *
after_commands (const RunAnalysis *analysis)
{
  const SourceSet *sources = analysis->request.sources;
  return sources->after_commands ? sources->after_commands : sources->commands;
}

AnalysisContext
analysis_context (RunAnalysis *analysis, guint unit)
{
  const AnalysisRequest *request = &analysis->request;
  guint group = unit_groups_of (analysis->probe_groups, unit);
  gpointer *after = &analysis->after->sides->pdata[group];
  if (!*after)
    *after = after_side_probe (analysis->pool, request->rules, request->options, after_commands (analysis)->pdata[unit]);
  return (AnalysisContext){
    .rules = analysis->threaded_rules ? analysis->threaded_rules : request->rules,
    .threads = analysis->threads,
    .options = request->options,
    .root = request->root,
    .after = *after,
    .precompiled = precompiled_headers_for (analysis->headers, unit),
    .old_api = analysis->old_api,
  };
}

static GVariant *
analyse_job (guint number, gpointer data)
{
  AnalysisState *state = data;
  const AnalysisJob *job = &g_array_index (state->jobs, AnalysisJob, number);
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  AnalysisContext context = analysis_context (state->analysis, job->unit);
  const UnitResult *before = job->kind == JOB_UNIT && job->unit < state->analysis->results->len
                                 ? state->analysis->results->pdata[job->unit]
                                 : NULL;
  context.has_summary = before && before->scope_summary;
  if (job->kind != JOB_UNIT)
    context.rules = state->analysis->request.rules; /* by tokens nobody can tell which function is meant */
  const UnitResult *result = job->kind == JOB_UNIT
                                 ? unit_analyse (pool, &context, command_of (state->analysis, job->unit))
                                 : file_analyse (pool, &context, job->path);
  GVariant *answer = g_variant_ref_sink (unit_result_to_variant (result));
  wmem_destroy_allocator (pool);
  return answer;
}

/* Stands for a unit whose worker died: what it names is left, and says why. */
static UnitResult *
lost_result (wmem_allocator_t *pool, const char *path, UnitStatus status, const char *detail)
{
  UnitResult *result = wmem_new0 (pool, UnitResult);
  result->main_file = text_intern (path);
  result->status = status;
  result->failure = wmem_strdup (pool, detail);
  result->files = g_ptr_array_new ();
  result->changes = g_ptr_array_new ();
  result->diagnostics = g_ptr_array_new ();
  return result;
}

static gboolean
is_lost (const UnitResult *result)
{
  return result && !unit_was_whole (result->status);
}

static void
leave_all (const FileFindings *findings, Reason reason)
{
  for (guint i = 0; i < findings->occurrences->len; i++)
    {
      Occurrence *occurrence = findings->occurrences->pdata[i];
      if (occurrence->change < 0)
        continue;
      occurrence->change = -1;
      occurrence->reason = reason;
      occurrence->note = NULL;
    }
}

/* Whether a unit that the parser saw whole reads the file at @path. */
static gboolean
is_read_by_others (const AnalysisState *state, const char *path)
{
  return g_hash_table_contains (state->read_whole, path);
}

/* Gives the @lost unit what the tokens of its file say; nothing of it is rewritten. Of the other files that it has read
 * those know more that were parsed whole: it stays among their readers, and says nothing of them. */
static void
take_tokens (const AnalysisState *state, UnitResult *lost, const UnitResult *tokens)
{
  const Reason reason = lost->status <= UNIT_UNPARSABLE ? REASON_PARSE_FAILED : REASON_CRASHED;
  GPtrArray *read = lost->files;
  lost->files = tokens->files;
  for (guint i = 0; i < lost->files->len; i++)
    leave_all (lost->files->pdata[i], reason);
  guint own = lost->files->len;
  for (guint i = 0; i < read->len; i++)
    {
      FileFindings *findings = read->pdata[i];
      gboolean known = FALSE;
      for (guint j = 0; j < own; j++)
        known = known || ((FileFindings *) lost->files->pdata[j])->path == findings->path;
      if (known)
        continue;
      if (is_read_by_others (state, findings->path))
        g_ptr_array_set_size (findings->occurrences, 0);
      leave_all (findings, reason);
      g_ptr_array_add (lost->files, findings);
    }
  g_ptr_array_set_size (lost->changes, 0);
}

static void
note_result (guint number, JobOutcome outcome, GVariant *answer, const char *detail, gpointer data)
{
  AnalysisState *state = data;
  const AnalysisJob *job = &g_array_index (state->jobs, AnalysisJob, number);
  if (job->kind == JOB_LOST)
    {
      if (outcome == JOB_DONE)
        take_tokens (state, state->analysis->results->pdata[job->unit],
                     unit_result_from_variant (state->analysis->pool, answer));
      return;
    }
  const char *path = job->kind == JOB_UNIT ? command_of (state->analysis, job->unit)->file : job->path;
  UnitResult *result = outcome == JOB_DONE ? unit_result_from_variant (state->analysis->pool, answer)
                                           : lost_result (state->analysis->pool, path,
                                                          outcome == JOB_CRASHED ? UNIT_CRASHED : UNIT_TIMED_OUT, detail);
  GPtrArray *results = state->analysis->results;
  guint place = job->kind == JOB_UNIT ? job->unit : results->len;
  if (place >= results->len)
    g_ptr_array_set_size (results, (gint) place + 1);
  UnitResult *before = results->pdata[place];
  if (before && before->scope_summary && !result->scope_summary)
    unit_result_own_summary (state->analysis->pool, result, g_variant_ref (before->scope_summary));
  results->pdata[place] = result;
  state->done++;
  if (state->analysis->request.progress)
    state->analysis->request.progress ("analyse", state->done, state->jobs->len, path);
}

static gboolean
run_jobs (AnalysisState *state, GError **error)
{
  const WorkerJobs jobs = {
    .jobs = state->jobs->len,
    .workers = state->analysis->request.options->jobs,
    .timeout_seconds = state->analysis->request.options->timeout_seconds,
    .memory_limit = WORKER_MEMORY_LIMIT,
    .work = analyse_job,
    .done = note_result,
    .data = state,
  };
  return jobs.jobs == 0 || worker_pool_run (&jobs, error);
}

static gboolean
names_scope (gpointer names, const char *text, gsize length)
{
  return caller_names_are_in (names, text, length);
}

/* Whether the unit may hold, or call, something that needs a scope. */
static gboolean
concerns_scope (const RunAnalysis *analysis, IncludeGraph *graph, CallerNames *names, guint unit)
{
  return include_graph_any_code (graph, command_of (analysis, unit), unit_groups_of (analysis->probe_groups, unit),
                                 names_scope, names);
}

/* @return (transfer full) of gboolean: which units have to be parsed. */
static GArray *
scan_units (RunAnalysis *analysis, IncludeGraph *graph, CallerNames *names)
{
  guint units = analysis->request.sources->commands->len;
  GArray *wanted = g_array_sized_new (FALSE, TRUE, sizeof (gboolean), units);
  /* The scope checker alone is asked for. */
  const gboolean all = analysis->request.options->output == OUTPUT_LINT;
  analysis->units_for_scope = 0;
  for (guint unit = 0; unit < units; unit++)
    {
      gboolean wants = all || g_array_index (analysis->request.sources->named, gboolean, unit)
                       || include_graph_wants (graph, command_of (analysis, unit),
                                               unit_groups_of (analysis->probe_groups, unit));
      if (!wants && concerns_scope (analysis, graph, names, unit))
        {
          wants = TRUE;
          analysis->units_for_scope++;
        }
      g_array_append_val (wanted, wants);
    }
  return wanted;
}

static gboolean
ask_after_side (RunAnalysis *analysis, GError **error)
{
  const AnalysisRequest *request = &analysis->request;
  return after_probe_run (analysis->after, analysis->pool, request->rules, request->options, after_commands (analysis),
                          analysis->probe_groups, error);
}

/* Where the after side has no accessor of the packet's pool any more, nothing but explicit pools can be meant. */
static void
settle_packet_pool (RunAnalysis *analysis)
{
  const AfterProbe *outcome = analysis->after;
  gboolean todays = outcome->sides->len > 0;
  for (guint i = 0; i < outcome->sides->len; i++)
    todays &= outcome->sides->pdata[i] && after_side_has_helpers (outcome->sides->pdata[i]);
  if (!todays || analysis->options.packet_pool_asked || analysis->options.output == OUTPUT_LINT || outcome->without_packet_info_pool
      || !outcome->without_accessor[POOL_PACKET])
    return;
  analysis->options.packet_pool = (char *) POOL_EXPLICIT;
  terminal_say ("the after side has no wmem_packet_scope(): pools are passed explicitly, as with --packet-pool=explicit");
}

/* Probes the after side where anything is to be parsed at all. */
static gboolean
probe (RunAnalysis *analysis, GError **error)
{
  const AnalysisRequest *request = &analysis->request;
  const AfterProbe *outcome = analysis->after;
  if (!ask_after_side (analysis, error))
    return FALSE;
  settle_packet_pool (analysis);
  if (outcome->without_packet_info_pool && g_strcmp0 (request->options->packet_pool, POOL_EXPLICIT) == 0
      && g_strcmp0 (request->options->packet_info_pool, "%->pool") == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   "the after side's packet_info has no member 'pool': add it there, or say with --packet-info-pool how its "
                   "pool is reached");
      return FALSE;
    }
  if (outcome->without_wmem == G_MAXUINT || request->options->verify == VERIFY_NONE
      || request->options->output == OUTPUT_LINT)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               "cannot verify '%s': no usable wmem header with its flags and those of the after side: give "
               "--after-arg=-IFOLDER, or --verify=none",
               command_of (analysis, outcome->without_wmem)->file);
  return FALSE;
}

/* Makes the jobs for units that could not be parsed. */
static void
add_lost_units (AnalysisState *state)
{
  RunAnalysis *analysis = state->analysis;
  for (guint unit = 0; unit < analysis->request.sources->commands->len; unit++)
    if (is_lost (analysis->results->pdata[unit]))
      {
        AnalysisJob job = { .kind = JOB_LOST, .unit = unit, .path = command_of (analysis, unit)->file };
        g_array_append_val (state->jobs, job);
      }
}

/* Makes the jobs for files whose names nothing can be done about: their tokens say so, without a parse. */
static void
add_token_units (AnalysisState *state, IncludeGraph *graph, GArray *wanted)
{
  for (guint unit = 0; unit < wanted->len; unit++)
    {
      AnalysisJob job = { .kind = JOB_FILE, .unit = unit, .path = command_of (state->analysis, unit)->file };
      if (!g_array_index (wanted, gboolean, unit) && include_graph_names_api (graph, job.path))
        g_array_append_val (state->jobs, job);
    }
}

static void
begin_jobs (AnalysisState *state)
{
  g_array_set_size (state->jobs, 0);
  state->done = 0;
}

static void
add_unit_job (AnalysisState *state, guint unit)
{
  AnalysisJob job = { .kind = JOB_UNIT, .unit = unit };
  g_array_append_val (state->jobs, job);
}

/* @return the number by which the include graph is to know the group @group of units that are not the run's own: each
 * search numbers them anew. */
static guint
foreign_group (AnalysisState *state, const UnitGroups *groups, guint unit)
{
  return FOREIGN_GROUPS + state->foreign_groups + unit_groups_of (groups, unit);
}

/* @return (transfer full) of guint: those of the other units that @is_one says. */
static GArray *
find_others (AnalysisState *state, IncludeGraph *graph,
             gboolean (*is_one) (IncludeGraph *graph, const CompileCommand *command, guint group, gpointer data), gpointer data)
{
  GPtrArray *others = state->analysis->request.sources->others;
  UnitGroups *groups = unit_groups_new (others, GROUP_BY_INCLUDE_PATH);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < others->len; i++)
    if (is_one (graph, others->pdata[i], foreign_group (state, groups, i), data))
      g_array_append_val (found, i);
  state->foreign_groups += groups->members->len;
  unit_groups_free (groups);
  return found;
}

/* Makes precompiled headers for those units of @wanted that have none. */
static gboolean
make_headers (const RunAnalysis *analysis, IncludeGraph *graph, const GArray *wanted, GError **error)
{
  const AnalysisRequest *request = &analysis->request;
  return precompiled_headers_make (analysis->headers, graph, request->sources->commands, analysis->groups, analysis->probe_groups,
                                   wanted, request->options, error);
}

/* Takes the other units @which into the run. */
static gboolean
draw_in (AnalysisState *state, IncludeGraph *graph, GArray *which, GError **error)
{
  RunAnalysis *analysis = state->analysis;
  SourceSet *sources = analysis->request.sources;
  const guint first = sources->commands->len;
  source_set_draw_in (sources, which);
  unit_groups_free (analysis->groups);
  unit_groups_free (analysis->probe_groups);
  analysis->groups = unit_groups_new (sources->commands, GROUP_BY_ARGUMENTS);
  analysis->probe_groups = unit_groups_new (sources->commands, GROUP_BY_INCLUDE_PATH);
  g_ptr_array_set_size (analysis->results, (gint) sources->commands->len);
  begin_jobs (state);
  g_autoptr (GArray) fresh = g_array_new (FALSE, TRUE, sizeof (gboolean));
  g_array_set_size (fresh, sources->commands->len);
  for (guint unit = first; unit < sources->commands->len; unit++)
    {
      g_array_index (fresh, gboolean, unit) = TRUE;
      add_unit_job (state, unit);
    }
  analysis->units_parsed += state->jobs->len;
  return ask_after_side (analysis, error) && make_headers (analysis, graph, fresh, error) && run_jobs (state, error);
}

static gboolean
reads_any (G_GNUC_UNUSED IncludeGraph *graph, const CompileCommand *command, guint group, gpointer readers)
{
  return include_readers_have (readers, command, group);
}

/* Who else reads a file that is to change has a say, named or not: such units are analysed and checked like the run's
 * own. */
static gboolean
draw_in_readers (AnalysisState *state, IncludeGraph *graph, GError **error)
{
  const RunAnalysis *analysis = state->analysis;
  g_autoptr (GHashTable) paths = changed_files (analysis->results, analysis->request.sources->own);
  if (g_hash_table_size (paths) == 0 || analysis->request.options->output == OUTPUT_LINT)
    return TRUE;
  IncludeReaders *readers = include_readers_new (graph, paths);
  g_autoptr (GArray) found = find_others (state, graph, reads_any, readers);
  include_readers_free (readers);
  return found->len == 0 || draw_in (state, graph, found, error);
}

static gboolean
names_ours (gpointer names, const char *text, gsize length)
{
  return caller_names_ours_are_in (names, text, length);
}

static gboolean
may_call_ours (IncludeGraph *graph, const CompileCommand *command, guint group, gpointer names)
{
  return include_graph_any_code (graph, command, group, names_ours, names);
}

static void
learn_callers (const AnalysisState *state, CallerNames *names)
{
  const RunAnalysis *analysis = state->analysis;
  for (guint i = 0; i < state->jobs->len; i++)
    {
      const guint unit = g_array_index (state->jobs, AnalysisJob, i).unit;
      const UnitResult *result = analysis->results->pdata[unit];
      if (result && result->scope_summary)
        caller_names_learn (names, result->scope_summary, unit < analysis->request.sources->own);
    }
}

/* Who else calls what needs a scope in the run's own units says where these run, named or not; and who calls that one. */
static gboolean
draw_in_callers (AnalysisState *state, IncludeGraph *graph, CallerNames *names, GError **error)
{
  for (guint known = 0; known < caller_names_count_ours (names);)
    {
      known = caller_names_count_ours (names);
      g_autoptr (GArray) callers = find_others (state, graph, may_call_ours, names);
      if (callers->len == 0)
        break;
      state->analysis->drawn_by_calls += callers->len;
      if (!draw_in (state, graph, callers, error))
        return FALSE;
      learn_callers (state, names);
    }
  return TRUE;
}

static void
note_whole_reads (AnalysisState *state)
{
  const GPtrArray *results = state->analysis->results;
  for (guint i = 0; i < results->len; i++)
    {
      const UnitResult *result = results->pdata[i];
      for (guint j = 0; result && !is_lost (result) && j < result->files->len; j++)
        g_hash_table_add (state->read_whole, (gpointer) ((FileFindings *) result->files->pdata[j])->path);
    }
}

/* Makes jobs for those units that call what the last ones define. */
static void
add_calling_units (AnalysisState *state, IncludeGraph *graph, GArray *wanted, CallerNames *names)
{
  RunAnalysis *analysis = state->analysis;
  begin_jobs (state);
  for (guint unit = 0; unit < wanted->len; unit++)
    if (!g_array_index (wanted, gboolean, unit) && concerns_scope (analysis, graph, names, unit))
      {
        g_array_index (wanted, gboolean, unit) = TRUE;
        analysis->units_for_scope++;
        add_unit_job (state, unit);
      }
}

/* Analyses again what a decision about explicit pools concerns. */
static gboolean
rewrite_threaded (AnalysisState *state, GError **error)
{
  RunAnalysis *analysis = state->analysis;
  g_autoptr (GArray) concerned = threading_decide (state->threading);
  include_graph_free (state->graph);
  state->graph = concern_graph (analysis);
  begin_jobs (state);
  for (guint unit = 0; unit < concerned->len; unit++)
    if (g_array_index (concerned, gboolean, unit))
      {
        if (unit < state->wanted->len)
          g_array_index (state->wanted, gboolean, unit) = TRUE;
        add_unit_job (state, unit);
      }
  analysis->units_again += state->jobs->len;
  /* Headers that name such a function must not be in precompiled ones. */
  if (pool_plan_size (analysis->threads) > 0)
    {
      precompiled_headers_review (analysis->headers, state->graph, analysis->request.sources->commands, analysis->probe_groups);
      if (!make_headers (analysis, state->graph, concerned, error))
        return FALSE;
    }
  return run_jobs (state, error);
}

/* A decision may change a file in which no name of the API stands: a text that stands behind a macro of each file that includes it.
 * So those of the run's units that were not looked at and read what changes have a say, too. */
static gboolean
analyse_readers (AnalysisState *state, GError **error)
{
  RunAnalysis *analysis = state->analysis;
  const GPtrArray *commands = analysis->request.sources->commands;
  do
    {
      g_autoptr (GHashTable) paths = changed_files (analysis->results, analysis->request.sources->own);
      IncludeReaders *readers = include_readers_new (state->graph, paths);
      begin_jobs (state);
      for (guint unit = 0; unit < state->wanted->len; unit++)
        if (!g_array_index (state->wanted, gboolean, unit)
            && include_readers_have (readers, commands->pdata[unit], unit_groups_of (analysis->probe_groups, unit)))
          {
            g_array_index (state->wanted, gboolean, unit) = TRUE;
            add_unit_job (state, unit);
          }
      include_readers_free (readers);
      analysis->units_parsed += state->jobs->len;
      if (!run_jobs (state, error))
        return FALSE;
    }
  while (state->jobs->len > 0);
  return TRUE;
}

/* With explicit pools, once every unit has been seen: which functions gain one. @return FALSE with @error set: interrupted. */
static gboolean
thread_pools (AnalysisState *state, GError **error)
{
  gboolean good = TRUE;
  if (!state->threading)
    return TRUE;
  do
    good = rewrite_threaded (state, error);
  while (good && threading_refuse (state->threading));
  threading_rest (state->threading);
  return good && analyse_readers (state, error);
}

/* What is rewritten already has no function that gains a pool any more: the decision is put aside. */
static void
put_decision_aside (AnalysisState *state)
{
  RunAnalysis *analysis = state->analysis;
  state->plan = analysis->threads;
  state->threaded = analysis->threaded_rules;
  analysis->threads = NULL;
  analysis->threaded_rules = NULL;
}

gboolean
analysis_retreat (RunAnalysis *analysis, GHashTable *given_up, GError **error)
{
  AnalysisState *state = analysis->state;
  GHashTableIter iterator;
  gpointer id, why;
  gboolean again = FALSE;
  g_hash_table_iter_init (&iterator, given_up);
  while (state->threading && g_hash_table_iter_next (&iterator, &id, &why))
    again |= threading_give_up (state->threading, id, why);
  if (!again)
    return FALSE;
  analysis->threads = state->plan;
  analysis->threaded_rules = state->threaded;
  const gboolean good = thread_pools (state, error);
  put_decision_aside (state);
  return good;
}

/* The units first, and what calls into them, in the run and outside; then who else reads what they change; then what could
 * not be parsed; then the files below the root that no unit has read. */
static gboolean
analyse_all (AnalysisState *state, CallerNames *names, GError **error)
{
  IncludeGraph *graph = state->graph;
  GArray *wanted = state->wanted;
  RunAnalysis *analysis = state->analysis;
  const AnalysisRequest *request = &analysis->request;
  for (guint unit = 0; unit < wanted->len; unit++)
    if (g_array_index (wanted, gboolean, unit))
      add_unit_job (state, unit);
  while (state->jobs->len > 0)
    {
      analysis->units_parsed += state->jobs->len;
      if (!run_jobs (state, error))
        return FALSE;
      learn_callers (state, names);
      if (analysis->units_parsed == wanted->len)
        break;
      add_calling_units (state, graph, wanted, names);
      precompiled_headers_extend (analysis->headers, graph, request->sources->commands, analysis->groups, analysis->probe_groups, wanted);
    }

  state->threading = threading_new (analysis);
  if (!thread_pools (state, error))
    return FALSE;
  graph = state->graph;
  if (!request->alone && (!draw_in_callers (state, graph, names, error) || !draw_in_readers (state, graph, error)))
    return FALSE;
  note_whole_reads (state);
  begin_jobs (state);
  add_lost_units (state);
  add_token_units (state, graph, wanted);
  if (!run_jobs (state, error))
    return FALSE;
  begin_jobs (state);
  g_autoptr (GPtrArray) loose = loose_files_find (graph, request->sources, analysis->results);
  for (guint i = 0; i < loose->len; i++)
    {
      AnalysisJob job = { .kind = JOB_FILE, .path = loose->pdata[i] };
      g_array_append_val (state->jobs, job);
    }
  return run_jobs (state, error);
}

static void
state_free (AnalysisState *state)
{
  threading_free (state->threading);
  if (state->graph)
    include_graph_free (state->graph);
  if (state->wanted)
    g_array_unref (state->wanted);
  g_array_unref (state->jobs);
  g_hash_table_unref (state->read_whole);
  g_free (state);
}

static AnalysisState *
state_new (RunAnalysis *analysis)
{
  AnalysisState *state = g_new0 (AnalysisState, 1);
  state->analysis = analysis;
  state->jobs = g_array_new (FALSE, FALSE, sizeof (AnalysisJob));
  state->read_whole = g_hash_table_new (g_direct_hash, g_direct_equal);
  return state;
}

RunAnalysis *
analysis_run (wmem_allocator_t *pool, const AnalysisRequest *request, GError **error)
{
  GPtrArray *commands = request->sources->commands;
  RunAnalysis *analysis = g_new0 (RunAnalysis, 1);
  AnalysisState *state = analysis->state = state_new (analysis);
  analysis->request = *request;
  analysis->options = *request->options;
  analysis->request.options = &analysis->options;
  analysis->pool = pool;
  analysis->old_api = old_api_folder_new (request->rules, error);
  analysis->after = after_probe_new ();
  analysis->results = g_ptr_array_new ();
  g_ptr_array_set_size (analysis->results, (gint) commands->len);
  analysis->groups = unit_groups_new (commands, GROUP_BY_ARGUMENTS);
  analysis->probe_groups = unit_groups_new (commands, GROUP_BY_INCLUDE_PATH);

  state->graph = include_graph_new (request->rules, request->root);
  CallerNames *names = caller_names_new (request->facts);
  state->wanted = scan_units (analysis, state->graph, names);
  gboolean good = analysis->old_api && probe (analysis, error);
  if (good && analysis->after->more_rules)
    {
      /* Names that counted for nothing do now. */
      include_graph_free (state->graph);
      g_array_unref (state->wanted);
      state->graph = include_graph_new (request->rules, request->root);
      state->wanted = scan_units (analysis, state->graph, names);
    }
  for (RulePool passed = 0; passed < N_POOLS; passed++)
    if (good && pool_is_explicit (&analysis->options, passed))
      caller_names_pass (names, passed);
  if (good)
    {
      analysis->headers = precompiled_headers_new ();
      good = make_headers (analysis, state->graph, state->wanted, error) && analyse_all (state, names, error);
      put_decision_aside (state);
    }
  caller_names_free (names);
  if (!good)
    g_clear_pointer (&analysis, analysis_free);
  return analysis;
}

void
analysis_free (RunAnalysis *analysis)
{
  if (!analysis)
    return;
  state_free (analysis->state);
  g_ptr_array_unref (analysis->results);
  unit_groups_free (analysis->groups);
  unit_groups_free (analysis->probe_groups);
  precompiled_headers_free (analysis->headers);
  old_api_folder_free (analysis->old_api);
  after_probe_free (analysis->after); /* the sides themselves belong to the pool */
  g_free (analysis);
}
