/* SPDX-License-Identifier: MIT */
/*
 * The pipeline: one function a stage, in the order in which they run, which `stages` says at the end.
 */
#include "run/pipeline.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <gio/gio.h>

#include "model/text_intern.h"
#include "plan/scope_verdicts.h"
#include "pools/pool_options.h"
#include "proof/judge.h"
#include "report/accepted.h"
#include "report/baseline.h"
#include "report/plan_file.h"
#include "report/reports.h"
#include "report/run_report.h"
#include "run/analysis.h"
#include "run/reanalysis.h"
#include "run/retreat.h"
#include "scope/judgement/scope_run.h"
#include "sources/advice.h"
#include "sources/exclude.h"
#include "terminal/terminal.h"
#include "verify/verify.h"
#include "workers/interrupt.h"
#include "write/recovery.h"
#include "write/write.h"

typedef struct {
  const PipelineRequest *request;
  const CommandLine *line;
  RunOptions options; /* the line's, as the after side settles them */
  RuleSet *rules;
  wmem_allocator_t *pool;
  SourceSet *sources;
  char *root;
  Facts *facts;
  RunAnalysis *analysis;
  Plan *plan;
  RunReport report;
  GHashTable *proved; /* while the proof may be made again: what it knows by now */
  Baseline *baseline; /* or NULL */
  void (*progress) (const char *stage, guint done, guint total, const char *name);
  gboolean written; /* files of the user have changed: from here on nothing makes a failure of the run */
} Run;

typedef gboolean (*Stage) (Run *run, GError **error);

/* A report that could not be written, or a baseline that is none, would be noticed after hours, else. */
static gboolean
check_report_targets (Run *run, GError **error)
{
  const char *baseline = run->line->baseline;
  if (baseline && !(run->baseline = baseline_load (baseline, error)))
    return FALSE;
  return reports_check_targets (run->line, error);
}

/* A database whose sources all lie elsewhere: nothing could be edited, and nothing would be said. And what a database names
 * is anybody's folder: outside of its own nothing is written unless the user says where. */
static gboolean
check_root (const Run *run, GError **error)
{
  const SourceSet *sources = run->sources;
  if (sources->root_is_elsewhere && !run->options.root && run->options.output == OUTPUT_IN_PLACE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                   "no unit of the compile database lies in its folder, but below '%s': give --root=DIR, below which files may be "
                   "written",
                   run->root);
      return FALSE;
    }
  gsize length = strlen (run->root);
  gboolean below = !sources->whole_database;
  for (guint i = 0; !below && i < sources->commands->len; i++)
    {
      const char *file = ((CompileCommand *) sources->commands->pdata[i])->file;
      char *real = realpath (file, NULL);
      below = real && g_str_has_prefix (real, run->root) && (real[length] == '/' || run->root[length - 1] == '/');
      free (real);
    }
  if (below)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               "no unit of the compile database lies below '%s': name its sources, or give --root=DIR", run->root);
  return FALSE;
}

/* Whatever is quiet: who reads of nothing left to do has to know that nothing was looked at. */
static void
say_emptiness (const SourceSet *sources)
{
  if (sources->commands->len > 0)
    return;
  g_autofree char *here = g_get_current_dir (), *folder = g_strconcat (here, "/", NULL);
  const char *first = sources->excluded->pdata[0];
  terminal_say ("nothing was looked at: all that was named is excluded, such as '%s': see exclude in .wmem-migrate (--no-config)",
                g_str_has_prefix (first, folder) ? first + strlen (folder) : first);
}

static gboolean
find_sources (Run *run, GError **error)
{
  run->sources = source_set_resolve (&run->line->sources, error);
  if (!run->sources)
    return FALSE;
  run->root = g_strdup (run->options.root ? run->options.root : run->sources->root);
  say_emptiness (run->sources);
  source_set_add_flags (run->sources, run->options.after_arguments);
  return check_root (run, error);
}

/* Takes @folder. */
static void
add_folder (GPtrArray *folders, char *folder)
{
  if (g_ptr_array_find_with_equal_func (folders, folder, g_str_equal, NULL))
    g_free (folder);
  else
    g_ptr_array_add (folders, folder);
}

/* What an interrupted run has left, before anything is read that it has rewritten. A run that writes nothing changes nothing here, either. */
static gboolean
recover (Run *run, GError **error)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < run->sources->commands->len; i++)
    add_folder (folders, g_path_get_dirname (((CompileCommand *) run->sources->commands->pdata[i])->file));
  for (guint i = 0; i < run->sources->folders->len; i++)
    add_folder (folders, g_strdup (run->sources->folders->pdata[i]));
  return recovery_run (folders, run->options.output == OUTPUT_IN_PLACE ? RECOVERY_DO : RECOVERY_LOOK, NULL, NULL, error);
}

static gboolean
analyse (Run *run, GError **error)
{
  run->facts = scope_facts (run->pool, run->rules, &run->options, error);
  if (!run->facts)
    return FALSE;
  const AnalysisRequest request = {
    .rules = run->rules,
    .facts = run->facts,
    .options = &run->options,
    .sources = run->sources,
    .root = run->root,
    .alone = run->request->alone,
    .progress = run->progress,
  };
  run->analysis = analysis_run (run->pool, &request, error);
  terminal_progress_end ();
  if (run->analysis)
    run->options = run->analysis->options;
  return run->analysis != NULL;
}

/* A file that the user named has to parse; one of a folder may fail, and is residue. */
static gboolean
check_named (Run *run, GError **error)
{
  GPtrArray *results = run->analysis->results;
  for (guint unit = 0; unit < run->sources->commands->len; unit++)
    {
      const UnitResult *result = results->pdata[unit];
      /* Errors of its own, after which the parser went on, are the file's matter. */
      if (!result || unit_was_whole (result->status) || !g_array_index (run->sources->named, gboolean, unit))
        continue;
      const char *file = ((CompileCommand *) run->sources->commands->pdata[unit])->file;
      g_autofree char *advice = advise_parse (file, result->failure);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot parse '%s': %s: %s", file,
                   result->failure ? result->failure : "it has errors", advice);
      return FALSE;
    }
  return TRUE;
}

/* Units that were drawn in since they read what changes do not change for themselves. */
static void
confine (Run *run)
{
  const SourceSet *sources = run->sources;
  if (sources->own == sources->commands->len)
    return;
  g_autoptr (GHashTable) mains = g_hash_table_new (g_direct_hash, g_direct_equal);
  for (guint i = 0; i < sources->commands->len; i++)
    {
      char *real = realpath (((CompileCommand *) sources->commands->pdata[i])->file, NULL);
      if (real)
        g_hash_table_add (mains, (gpointer) text_intern (real));
      free (real);
    }
  plan_confine (run->plan, sources->own, sources->commands->len, mains);
}

static gboolean
is_excluded (const char *path, gpointer patterns)
{
  return exclude_match (patterns, path) != NULL;
}

static gboolean
merge (Run *run, GError **error)
{
  run->plan = plan_merge (run->pool, run->analysis->results);
  plan_limit (run->plan, run->options.only);
  if (run->request->only_path)
    plan_limit_to_place (run->plan, run->request->only_path, run->request->only_offset);
  confine (run);
  plan_exclude (run->plan, is_excluded, run->line->sources.excludes);
  run->report.plan = run->plan;
  run->report.units_parsed = run->analysis->units_parsed;
  run->report.units_for_scope = run->analysis->units_for_scope;
  run->report.units_again = run->analysis->units_again;
  run->report.drawn_by_calls = run->analysis->drawn_by_calls;
  for (guint unit = 0; unit < run->sources->commands->len; unit++)
    run->report.units_precompiled += precompiled_headers_for (run->analysis->headers, unit) != NULL;
  return !run->line->apply_plan || plan_file_apply (run->plan, run->line->apply_plan, error);
}

/* Files of the plan, such as headers, may lie in folders without a unit. */
static gboolean
check_recovered (Run *run, GError **error)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < run->plan->files->len; i++)
    add_folder (folders, g_path_get_dirname (((PlanFile *) run->plan->files->pdata[i])->path));
  return recovery_run (folders, RECOVERY_LOOK, NULL, NULL, error);
}

/* Whether the proof may ask for another decision about explicit pools. */
static gboolean
may_retreat (const Run *run)
{
  const RunOptions *options = &run->options;
  return options->verify != VERIFY_NONE && options->output != OUTPUT_LINT
         && (pool_is_explicit (options, POOL_PACKET) || pool_is_explicit (options, POOL_FILE));
}

static gboolean
check_scopes (Run *run, GError **error)
{
  g_autoptr (GHashTable) forms = plan_other_forms (run->plan, run->analysis->results);
  const ScopeRun scopes = {
    .facts = run->facts,
    .forms = forms,
    .index = run->line->index,
    .results = run->analysis->results,
    .again = may_retreat (run),
  };
  const ScopeApplication application = { .options = &run->options, .plan = run->plan, .results = run->analysis->results };
  g_autoptr (GArray) verdicts = g_array_new (FALSE, FALSE, sizeof (SiteVerdict));
  if (!scope_run (run->pool, &scopes, run->report.findings, verdicts, error))
    return FALSE;
  plan_apply_verdicts (run->pool, &application, verdicts, run->report.findings);
  return TRUE;
}

/* A lint proposes nothing: what the scope checker wanted to know of the changes it knows by now. */
static void
rewrite_nothing (Plan *plan)
{
  for (guint i = 0; i < plan->changes->len; i++)
    {
      Change *change = plan->changes->pdata[i];
      change->active = FALSE;
    }
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = plan->files->pdata[i];
      for (guint j = 0; j < file->occurrences->len; j++)
        {
          Occurrence *occurrence = file->occurrences->pdata[j];
          if (occurrence->change < 0)
            continue;
          occurrence->change = -1;
          occurrence->reason = REASON_LINT;
          occurrence->note = NULL;
        }
    }
}

static gboolean
verify (Run *run, GError **error)
{
  if (run->options.output == OUTPUT_LINT)
    rewrite_nothing (run->plan);
  if (run->options.verify == VERIFY_NONE || run->options.output == OUTPUT_LINT)
    return TRUE;
  Verification verification = {
    .plan = run->plan,
    .options = &run->options,
    .sources = run->sources,
    .rules = run->rules,
    .root = run->root,
    .again = reanalysis_of (run->analysis),
    .pool = run->pool,
    .roll_backs = run->report.roll_backs,
    .known = run->proved,
    .progress = run->progress,
  };
  gboolean good = verify_plan (&verification, error);
  terminal_progress_end ();
  run->report.units_verified = verification.units_verified;
  return good;
}

/* Where the proof has taken back what gains a pool, all that is left is planned anew without it. */
static gboolean
retreat (Run *run, gboolean *retreated, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GHashTable) given_up = retreat_find (run->pool, run->analysis->results, run->report.roll_backs);
  *retreated = analysis_retreat (run->analysis, given_up, &problem);
  terminal_progress_end ();
  if (problem)
    g_propagate_error (error, problem);
  if (problem || !*retreated)
    return !problem;
  g_ptr_array_set_size (run->report.roll_backs, 0);
  g_ptr_array_set_size (run->report.findings, 0);
  return merge (run, error) && check_scopes (run, error);
}

/* Each retreat gives up some function for good, so it ends. */
static gboolean
verify_with_retreats (Run *run, GError **error)
{
  gboolean retreated = may_retreat (run), good = TRUE;
  if (retreated && !run->proved)
    run->proved = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  do
    good = verify (run, error) && (!retreated || retreat (run, &retreated, error));
  while (good && retreated);
  return good;
}

/* After the proof has taken something back: the decision about explicit pools is made once more, where that was about one, and the parser
 * looks again. */
static gboolean
verify_again (Run *run, GError **error)
{
  gboolean retreated = FALSE;
  return (!may_retreat (run) || retreat (run, &retreated, error)) && verify_with_retreats (run, error);
}

/* What the proof takes back the parser has to see again, and then the proof what is left. Each round takes changes back
 * for good, or gives a function's new signature up, so it ends. */
static gboolean
prove (Run *run, GError **error)
{
  if (run->options.verify != VERIFY_OBJECT || run->options.output == OUTPUT_LINT)
    return TRUE;
  run->report.proofs = g_ptr_array_new ();
  Proving proving = {
    .plan = run->plan,
    .options = &run->options,
    .sources = run->sources,
    .rules = run->rules,
    .root = run->root,
    .pool = run->pool,
    .roll_backs = run->report.roll_backs,
    .proofs = run->report.proofs,
    .progress = run->progress,
  };
  gboolean good;
  do
    {
      proving.plan = run->plan;
      good = prove_plan (&proving, error) && (!proving.taken_back || verify_again (run, error));
    }
  while (good && proving.taken_back);
  terminal_progress_end ();
  if (good)
    promote_places (&proving);
  return good;
}

/* @return whether @finding stands in the main file of a unit that nobody asked for. */
static gboolean
was_drawn_in (const SourceSet *sources, const Finding *finding)
{
  for (guint i = sources->own; i < sources->commands->len; i++)
    if (g_str_equal (((CompileCommand *) sources->commands->pdata[i])->file, finding->path))
      return TRUE;
  return FALSE;
}

/* What --fix-scope has repaired, as far as the proof has let it stand; what nobody asked about; what is accepted, or known by now. */
static gboolean
drop_findings (Run *run, G_GNUC_UNUSED GError **error)
{
  GPtrArray *findings = run->report.findings;
  for (guint i = findings->len; i > 0; i--)
    {
      const Finding *finding = findings->pdata[i - 1];
      if (finding_is_repaired (finding) || was_drawn_in (run->sources, finding)
          || exclude_match (run->line->sources.excludes, finding->path))
        g_ptr_array_remove_index (findings, i - 1);
    }
  accepted_apply (run->pool, &run->report);
  for (guint i = 0; run->baseline && i < run->report.accepted->len; i++)
    baseline_take (run->baseline, ((const AcceptedFinding *) run->report.accepted->pdata[i])->finding);
  if (run->baseline)
    baseline_apply (run->baseline, findings, run->report.known, &run->report.gone_findings);
  return TRUE;
}

static gboolean
report_to_files (Run *run, GError **error)
{
  return reports_write_files (&run->report, error);
}

static gboolean
write_files (Run *run, GError **error)
{
  const WriteRequest request = {
    .plan = run->plan,
    .options = &run->options,
    .sources = run->sources,
    .allow_dirty = run->line->allow_dirty,
    .root = run->root,
    .stop = interrupt_check,
  };
  OutputMode output = run->options.output;
  gboolean good = write_plan (&request, error);
  run->written = good && (output == OUTPUT_IN_PLACE || output == OUTPUT_DIRECTORY);
  return good;
}

static gboolean
report (Run *run, GError **error)
{
  return run->request->take (&run->report, run->request->data, error);
}

static const struct {
  const char *name;
  Stage run;
} stages[] = {
  { "report targets", check_report_targets },
  { "sources", find_sources },
  { "recover", recover },
  { "analyse", analyse },
  { "named", check_named },
  { "merge", merge },
  { "recovered", check_recovered },
  { "scope", check_scopes },
  { "verify", verify_with_retreats },
  { "prove", prove },
  { "findings", drop_findings },
  { "report files", report_to_files },
  { "write", write_files },
  { "report", report },
};

static double
processor_seconds (void)
{
  double total = 0;
  static const int whose[] = { RUSAGE_SELF, RUSAGE_CHILDREN };
  for (guint i = 0; i < G_N_ELEMENTS (whose); i++)
    {
      struct rusage usage;
      getrusage (whose[i], &usage);
      total += (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
               + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    }
  return total;
}

/* The most that one process of @whose has held, in bytes. */
static guint64
peak_memory (int whose)
{
  struct rusage usage;
  getrusage (whose, &usage);
  return (guint64) usage.ru_maxrss * 1024;
}

static RunStatus
final_status (const Run *run)
{
  OutputMode output = run->options.output;
  gboolean writes = output == OUTPUT_IN_PLACE || output == OUTPUT_DIRECTORY;
  /* What is only proposed is left to do. */
  if (!report_is_clean (&run->report) || (!writes && report_changed_files (&run->report) > 0))
    return RUN_WORK_LEFT;
  return RUN_CLEAN;
}

RunStatus
pipeline_run_for (const PipelineRequest *request, GError **error)
{
  Run run = {
    .request = request,
    .line = request->line,
    .options = request->line->run,
    .rules = request->rules,
    .pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK),
    .progress = request->progress ? request->progress : terminal_progress,
  };
  run.report = (RunReport){
    .line = run.line,
    .rules = run.rules,
    .findings = g_ptr_array_new (),
    .known = g_ptr_array_new (),
    .accepted = g_ptr_array_new (),
    .unused_acceptances = g_ptr_array_new (),
    .roll_backs = g_ptr_array_new (),
    .stages = g_array_new (FALSE, FALSE, sizeof (StageTime)),
  };
  interrupt_install ();
  gboolean good = TRUE;
  for (guint i = 0; good && i < G_N_ELEMENTS (stages); i++)
    {
      StageTime time = { .name = stages[i].name, .processor_seconds = -processor_seconds () };
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) problem = NULL;
      /* What has been written stays written: a signal, or a report that does not get out, changes nothing of it. */
      gboolean written = run.written;
      good = (written || !interrupt_check (&problem)) && stages[i].run (&run, &problem);
      if (!good && written)
        {
          terminal_say ("warning: %s: the files are written", problem->message);
          good = TRUE;
        }
      else if (!good)
        g_propagate_error (error, g_steal_pointer (&problem));
      time.seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
      time.processor_seconds += processor_seconds ();
      time.memory = peak_memory (RUSAGE_SELF);
      g_array_append_val (run.report.stages, time);
      run.report.sources = run.sources;
      run.report.worker_memory = peak_memory (RUSAGE_CHILDREN);
    }
  RunStatus status = good ? final_status (&run) : RUN_FAILED;
  analysis_free (run.analysis);
  source_set_free (run.sources);
  g_free (run.root);
  g_ptr_array_unref (run.report.findings);
  g_ptr_array_unref (run.report.known);
  g_ptr_array_unref (run.report.accepted);
  g_ptr_array_unref (run.report.unused_acceptances);
  g_ptr_array_unref (run.report.roll_backs);
  baseline_free (run.baseline);
  g_array_unref (run.report.stages);
  g_clear_pointer (&run.report.proofs, g_ptr_array_unref);
  g_clear_pointer (&run.proved, g_hash_table_unref);
  wmem_destroy_allocator (run.pool);
  /* A second signal finds nothing of ours left: folders for temporary files are gone. */
  interrupt_uninstall ();
  return status;
}

static gboolean
print_report (const RunReport *report, gpointer data G_GNUC_UNUSED, GError **error)
{
  return reports_print (report, error);
}

RunStatus
pipeline_run (const CommandLine *line, RuleSet *rules, GError **error)
{
  const PipelineRequest request = { .line = line, .rules = rules, .take = print_report };
  return pipeline_run_for (&request, error);
}
