/* SPDX-License-Identifier: MIT */
/*
 * The run of the proof: two trees, a job for each unit.
 */
#include "proof/prove.h"

#include <string.h>

#include <glib/gstdio.h>

#include "plan/active_edits.h"
#include "pools/pool_options.h"
#include "proof/joint_text.h"
#include "proof/judge.h"
#include "proof/reference.h"
#include "proof/unit_proof.h"
#include "sources/scratch_folder.h"
#include "workers/worker_pool.h"

/* Everything that workers inherit. */
typedef struct {
  Proving *proving;
  ShadowTree *trees[N_SIDES];
  char *folder; /* for objects and headers */
  char *headers[N_REFERENCES], *version;
  UnitCache *cache;      /* NULL: none */
  GArray *units;         /* of guint: the jobs */
  GPtrArray *changed;    /* of GPtrArray of const char *, by job */
  GHashTable *functions; /* the paths of the changed files with a place in a function */
  GHashTable *joint;     /* those of the others whose texts can be said in one */
  GPtrArray *judgements; /* of UnitJudgement, by unit of the plan; NULL: it reads nothing that changes */
} ProveRun;

static const CompileCommand *
command_of (const Proving *proving, guint unit)
{
  const PlanUnit *info = proving->plan->units->pdata[unit];
  GPtrArray *commands = proving->sources->after_commands ? proving->sources->after_commands : proving->sources->commands;
  return info->command < commands->len ? commands->pdata[info->command] : NULL;
}

static gboolean
changes_function (const Plan *plan, const PlanFile *file)
{
  g_autoptr (GArray) places = reference_places (file);
  gboolean found = FALSE;
  for (guint i = 0; i < places->len; i++)
    {
      ReferencePlace *place = &g_array_index (places, ReferencePlace, i);
      const Occurrence *occurrence = file->occurrences->pdata[i];
      found |= place->function && occurrence->change >= 0 && ((const Change *) plan->changes->pdata[occurrence->change])->active;
      g_free (place->function);
    }
  return found;
}

/* Both texts of @file, and where it is one of the headers that units may only read, both in one. */
static gboolean
put_texts (ProveRun *run, const PlanFile *file, const ReferenceTexts *texts, GError **error)
{
  g_autoptr (GBytes) joint = NULL;
  if (changes_function (run->proving->plan, file))
    g_hash_table_add (run->functions, (gpointer) file->path);
  else if ((joint = joint_text_new (texts->expected, texts->found)))
    g_hash_table_add (run->joint, (gpointer) file->path);
  return shadow_tree_put (run->trees[SIDE_EXPECTED], file->path, texts->expected, error)
         && shadow_tree_put (run->trees[SIDE_FOUND], file->path, texts->found, error)
         && (!joint || shadow_tree_put (run->trees[SIDE_JOINT], file->path, joint, error));
}

/* Makes both texts of all changed files, and the macros that they need. */
static gboolean
make_trees (ProveRun *run, GError **error)
{
  const Proving *proving = run->proving;
  const char *pools[N_POOLS];
  ReferenceMacros *macros = reference_macros_new (proving->rules, pool_expressions (proving->options, pools));
  ActiveEdits *edits = active_edits_new (proving->plan);
  gboolean good = TRUE;
  for (guint side = 0; good && side < N_SIDES; side++)
    good = (run->trees[side] = shadow_tree_new (proving->root, error)) != NULL;
  for (guint i = 0; good && i < proving->plan->files->len; i++)
    {
      const PlanFile *file = proving->plan->files->pdata[i];
      if (!active_edits_of (edits, file))
        continue;
      ReferenceTexts texts = reference_texts_new (proving->plan, file, macros);
      good = put_texts (run, file, &texts, error);
      reference_texts_clear (&texts);
    }
  for (guint i = 0; good && i < N_REFERENCES; i++)
    {
      g_autofree char *text = reference_macros_header (macros, i);
      if (!text)
        continue;
      run->headers[i] = g_strdup_printf ("%s/rules-%u.h", run->folder, i);
      good = scratch_file_write (run->headers[i], text, strlen (text), error);
    }
  run->version = g_strdup_printf ("%s/version.h", run->folder);
  good = good && scratch_file_write (run->version, UNIT_PROOF_VERSION, strlen (UNIT_PROOF_VERSION), error);
  active_edits_free (edits);
  reference_macros_free (macros);
  return good;
}

/* Whether the unit of a job only reads what changes: @changed, of paths. */
static gboolean
reads_only (const ProveRun *run, const CompileCommand *command, GPtrArray *changed)
{
  for (guint i = 0; i < changed->len; i++)
    if (g_str_equal (changed->pdata[i], command->file) || g_hash_table_contains (run->functions, changed->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
all_are_joint (const ProveRun *run, GPtrArray *changed)
{
  for (guint i = 0; i < changed->len; i++)
    if (!g_hash_table_contains (run->joint, changed->pdata[i]))
      return FALSE;
  return TRUE;
}

/* A job for each unit that reads a file that changes. */
static void
find_units (ProveRun *run)
{
  const Plan *plan = run->proving->plan;
  ActiveEdits *edits = active_edits_new (plan);
  g_autoptr (GPtrArray) by_unit = g_ptr_array_new ();
  g_ptr_array_set_size (by_unit, (gint) plan->units->len);
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = plan->files->pdata[i];
      for (guint j = 0; active_edits_of (edits, file) && j < file->users->len; j++)
        {
          guint unit = g_array_index (file->users, guint, j);
          if (!by_unit->pdata[unit])
            by_unit->pdata[unit] = g_ptr_array_new ();
          g_ptr_array_add (by_unit->pdata[unit], (gpointer) file->path);
        }
    }
  for (guint unit = 0; unit < by_unit->len; unit++)
    if (by_unit->pdata[unit] && command_of (run->proving, unit))
      {
        g_array_append_val (run->units, unit);
        g_ptr_array_add (run->changed, by_unit->pdata[unit]);
      }
    else if (by_unit->pdata[unit])
      g_ptr_array_unref (by_unit->pdata[unit]);
  active_edits_free (edits);
}

static GVariant *
prove_unit (guint job, gpointer data)
{
  const ProveRun *run = data;
  g_autofree char *object = g_strdup_printf ("%s/unit-%u", run->folder, job);
  const CompileCommand *command = command_of (run->proving, g_array_index (run->units, guint, job));
  UnitProof proof = {
    .command = command,
    .changed = run->changed->pdata[job],
    .reads_only = reads_only (run, command, run->changed->pdata[job]),
    .trees = { run->trees[SIDE_EXPECTED], run->trees[SIDE_FOUND] },
    .version = run->version,
    .object = object,
    .rules = run->proving->rules,
    .timeout_seconds = run->proving->options->timeout_seconds,
    .cache = run->cache,
  };
  if (proof.reads_only && all_are_joint (run, proof.changed))
    proof.trees[SIDE_JOINT] = run->trees[SIDE_JOINT];
  memcpy (proof.headers, run->headers, sizeof proof.headers);
  return unit_proof_run (&proof);
}

static void
note_unit (guint job, JobOutcome outcome, GVariant *answer, const char *detail, gpointer data)
{
  ProveRun *run = data;
  Proving *proving = run->proving;
  run->judgements->pdata[g_array_index (run->units, guint, job)]
      = outcome == JOB_DONE ? unit_judgement_read (proving->pool, answer)
                            : unit_judgement_failed (proving->pool, detail);
  if (proving->progress)
    proving->progress ("prove", job + 1, run->units->len, command_of (proving, g_array_index (run->units, guint, job))->file);
}

static void
remove_files (ProveRun *run)
{
  GDir *listing = run->folder ? g_dir_open (run->folder, 0, NULL) : NULL;
  const char *name;
  while (listing && (name = g_dir_read_name (listing)))
    {
      g_autofree char *path = g_build_filename (run->folder, name, NULL);
      g_unlink (path);
    }
  if (listing)
    g_dir_close (listing);
  if (run->folder)
    g_rmdir (run->folder);
}

static void
run_clear (ProveRun *run)
{
  remove_files (run);
  for (guint side = 0; side < N_SIDES; side++)
    shadow_tree_free (run->trees[side]);
  unit_cache_free (run->cache);
  g_free (run->folder);
  g_free (run->version);
  for (guint i = 0; i < N_REFERENCES; i++)
    g_free (run->headers[i]);
  g_array_unref (run->units);
  g_ptr_array_unref (run->changed);
  g_hash_table_unref (run->functions);
  g_hash_table_unref (run->joint);
  g_ptr_array_unref (run->judgements);
}

/* Opens the folders in which units are compiled: `..` leads from there. */
static gboolean
open_directories (ProveRun *run, GError **error)
{
  for (guint i = 0; i < run->units->len; i++)
    {
      const CompileCommand *command = command_of (run->proving, g_array_index (run->units, guint, i));
      for (guint side = 0; side < N_SIDES; side++)
        if (!shadow_tree_open (run->trees[side], command->directory, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
run_jobs (ProveRun *run, GError **error)
{
  /* Each of the ways and the other sides, compiled and preprocessed, each with its own time. */
  const guint timeout_seconds = run->proving->options->timeout_seconds;
  const WorkerJobs jobs = {
    .jobs = run->units->len,
    .workers = run->proving->options->jobs,
    .timeout_seconds = 2 * (N_REFERENCES + 2) * timeout_seconds + 10,
    .work = prove_unit,
    .done = note_unit,
    .data = run,
  };
  return jobs.jobs == 0 || worker_pool_run (&jobs, error);
}

/* Keeps the jobs whose units have read a changed file around the tree. */
static void
keep_leaking (ProveRun *run)
{
  for (guint i = run->units->len; i > 0; i--)
    {
      const UnitJudgement *judgement = run->judgements->pdata[g_array_index (run->units, guint, i - 1)];
      if (judgement && judgement->leaks)
        continue;
      g_array_remove_index (run->units, i - 1);
      g_ptr_array_remove_index (run->changed, i - 1);
    }
}

/* Proves; and once more where `..` may have led out of a folder that is a link. */
static gboolean
prove_units (ProveRun *run, GError **error)
{
  if (!open_directories (run, error) || !run_jobs (run, error))
    return FALSE;
  keep_leaking (run);
  for (guint side = 0; run->units->len > 0 && side < N_SIDES; side++)
    if (!shadow_tree_open_all (run->trees[side], error))
      return FALSE;
  return run_jobs (run, error);
}

gboolean
prove_plan (Proving *proving, GError **error)
{
  ProveRun run = {
    .proving = proving,
    .units = g_array_new (FALSE, FALSE, sizeof (guint)),
    .changed = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref),
    .functions = g_hash_table_new (g_str_hash, g_str_equal),
    .joint = g_hash_table_new (g_str_hash, g_str_equal),
    .judgements = g_ptr_array_new (),
  };
  g_ptr_array_set_size (run.judgements, (gint) proving->plan->units->len);
  run.folder = scratch_folder_new ("wmem-objects-XXXXXX", error);
  run.cache = proving->options->no_cache ? NULL : unit_cache_new ();
  gboolean good = run.folder && make_trees (&run, error);
  if (good)
    find_units (&run);
  good = good && prove_units (&run, error);
  if (good)
    judge_functions (proving, run.judgements);
  run_clear (&run);
  return good;
}
