/* SPDX-License-Identifier: MIT */
/*
 * The analysis of all units, in worker processes.
 */
#include "run/analysis.h"

#include <string.h>

#include <gio/gio.h>

#include "find/after_side.h"
#include "find/analyse.h"
#include "run/after_probe.h"
#include "run/loose_files.h"
#include "run/worker_pool.h"

/* A worker that has grown beyond this is replaced: libclang does not give everything back. */
#define WORKER_MEMORY_LIMIT (G_GUINT64_CONSTANT (192) << 20)

typedef enum { JOB_UNIT, JOB_FILE } JobKind;

typedef struct {
  JobKind kind;
  guint unit;       /* of JOB_UNIT; of JOB_FILE the unit whose flags come nearest */
  const char *path; /* of JOB_FILE */
} AnalysisJob;

/* What all jobs share. In a worker it is a copy of the parent's, plus what the worker has probed itself. */
typedef struct {
  const AnalysisRequest *request;
  Analysis *analysis;
  wmem_allocator_t *pool;  /* of the run */
  GArray *jobs;            /* of AnalysisJob */
  AfterSide **after;       /* by probe group, filled as they are needed */
  guint done;
} AnalysisState;

static const CompileCommand *
command_of (const AnalysisState *state, guint unit)
{
  return state->request->sources->commands->pdata[unit];
}

/* In a worker: the probe of the unit's group, made once a process. */
static const AfterSide *
after_side_of (AnalysisState *state, guint unit)
{
  const UnitGroups *groups = state->analysis->probe_groups;
  guint group = unit_groups_of (groups, unit);
  if (!state->after)
    state->after = g_new0 (AfterSide *, groups->members->len);
  if (!state->after[group])
    state->after[group] = after_side_probe (state->pool, state->request->rules, state->request->options,
                                            command_of (state, unit));
  return state->after[group];
}

static GVariant *
analyse_job (guint number, gpointer data)
{
  AnalysisState *state = data;
  const AnalysisRequest *request = state->request;
  const AnalysisJob *job = &g_array_index (state->jobs, AnalysisJob, number);
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  const AnalysisContext context = {
    .rules = request->rules,
    .options = request->options,
    .root = request->root,
    .after = after_side_of (state, job->unit),
    .precompiled = job->kind == JOB_UNIT ? precompiled_headers_for (state->analysis->headers, job->unit) : NULL,
  };
  const UnitResult *result = job->kind == JOB_UNIT ? unit_analyse (pool, &context, command_of (state, job->unit))
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
  result->main_file = g_intern_string (path);
  result->status = status;
  result->failure = wmem_strdup (pool, detail);
  result->files = g_ptr_array_new ();
  result->changes = g_ptr_array_new ();
  result->diagnostics = g_ptr_array_new ();
  return result;
}

static void
note_result (guint number, JobOutcome outcome, GVariant *answer, const char *detail, gpointer data)
{
  AnalysisState *state = data;
  const AnalysisJob *job = &g_array_index (state->jobs, AnalysisJob, number);
  const char *path = job->kind == JOB_UNIT ? command_of (state, job->unit)->file : job->path;
  UnitResult *result = outcome == JOB_DONE ? unit_result_from_variant (state->pool, answer)
                       : lost_result (state->pool, path, outcome == JOB_CRASHED ? UNIT_CRASHED : UNIT_TIMED_OUT, detail);
  GPtrArray *results = state->analysis->results;
  guint place = job->kind == JOB_UNIT ? job->unit : state->request->sources->commands->len + number;
  if (place >= results->len)
    g_ptr_array_set_size (results, (gint) place + 1);
  results->pdata[place] = result;
  state->done++;
  if (state->request->progress)
    state->request->progress ("analyse", state->done, state->jobs->len);
}

static gboolean
run_jobs (AnalysisState *state, GError **error)
{
  const WorkerJobs jobs = {
    .jobs = state->jobs->len, .workers = state->request->options->jobs,
    .timeout_seconds = state->request->options->timeout_seconds, .memory_limit = WORKER_MEMORY_LIMIT,
    .work = analyse_job, .done = note_result, .data = state,
  };
  return jobs.jobs == 0 || worker_pool_run (&jobs, error);
}

/* @return (transfer full) of gboolean: which units have to be parsed. */
static GArray *
scan_units (AnalysisState *state, IncludeGraph *graph)
{
  guint units = state->request->sources->commands->len;
  GArray *wanted = g_array_sized_new (FALSE, TRUE, sizeof (gboolean), units);
  for (guint unit = 0; unit < units; unit++)
    {
      gboolean wants = include_graph_wants (graph, command_of (state, unit), unit_groups_of (state->analysis->probe_groups, unit));
      g_array_append_val (wanted, wants);
    }
  return wanted;
}

/* Probes the after side where anything is to be parsed at all. */
static gboolean
probe (AnalysisState *state, AfterProbe *outcome, GError **error)
{
  const AnalysisRequest *request = state->request;
  if (!after_probe_run (request->rules, request->options, request->sources->commands, state->analysis->probe_groups, outcome,
                        error))
    return FALSE;
  if (outcome->without_wmem == G_MAXUINT || request->options->verify == VERIFY_NONE
      || request->options->output == OUTPUT_LINT)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               "cannot verify '%s': no usable wmem header with its flags and those of the after side: give "
               "--after-arg=-IFOLDER, or --verify=none",
               command_of (state, outcome->without_wmem)->file);
  return FALSE;
}

static void
free_after_sides (AnalysisState *state)
{
  /* What they point to belongs to the pool of the run. */
  g_free (state->after);
}

/* The units first; then the files below the root that none of them has read. */
static gboolean
analyse_all (AnalysisState *state, IncludeGraph *graph, GArray *wanted, GError **error)
{
  Analysis *analysis = state->analysis;
  for (guint unit = 0; unit < wanted->len; unit++)
    if (g_array_index (wanted, gboolean, unit))
      {
        AnalysisJob job = { .kind = JOB_UNIT, .unit = unit };
        g_array_append_val (state->jobs, job);
      }
  analysis->units_parsed = state->jobs->len;
  if (!run_jobs (state, error))
    return FALSE;
  if (!state->request->whole_folders)
    return TRUE;
  g_autoptr (GPtrArray) loose = loose_files_find (graph, state->request->root, state->request->sources, analysis->results);
  g_array_set_size (state->jobs, 0);
  state->done = 0;
  for (guint i = 0; i < loose->len; i++)
    {
      AnalysisJob job = { .kind = JOB_FILE, .path = loose->pdata[i] };
      g_array_append_val (state->jobs, job);
    }
  return run_jobs (state, error);
}

Analysis *
analysis_run (wmem_allocator_t *pool, const AnalysisRequest *request, GError **error)
{
  GPtrArray *commands = request->sources->commands;
  Analysis *analysis = g_new0 (Analysis, 1);
  AnalysisState state = {
    .request = request, .analysis = analysis, .pool = pool, .jobs = g_array_new (FALSE, FALSE, sizeof (AnalysisJob)),
  };
  analysis->results = g_ptr_array_new ();
  g_ptr_array_set_size (analysis->results, (gint) commands->len);
  analysis->groups = unit_groups_new (commands, GROUP_BY_ARGUMENTS);
  analysis->probe_groups = unit_groups_new (commands, GROUP_BY_INCLUDE_PATH);

  IncludeGraph *graph = include_graph_new (request->rules, request->root);
  GArray *wanted = scan_units (&state, graph);
  AfterProbe after;
  gboolean good = probe (&state, &after, error);
  if (good && after.more_rules)
    {
      /* Names that counted for nothing do now. */
      include_graph_free (graph);
      g_array_unref (wanted);
      graph = include_graph_new (request->rules, request->root);
      wanted = scan_units (&state, graph);
    }
  if (good)
    {
      analysis->headers = precompiled_headers_make (graph, commands, analysis->groups, wanted, request->options->jobs,
                                                    request->options->timeout_seconds, error);
      good = analysis->headers && analyse_all (&state, graph, wanted, error);
    }
  include_graph_free (graph);
  g_array_unref (wanted);
  g_array_unref (state.jobs);
  free_after_sides (&state);
  if (!good)
    g_clear_pointer (&analysis, analysis_free);
  return analysis;
}

void
analysis_free (Analysis *analysis)
{
  if (!analysis)
    return;
  g_ptr_array_unref (analysis->results);
  unit_groups_free (analysis->groups);
  unit_groups_free (analysis->probe_groups);
  precompiled_headers_free (analysis->headers);
  g_free (analysis);
}
