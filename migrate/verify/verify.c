/* SPDX-License-Identifier: MIT */
/*
 * The proof, in rounds: check the units, take back what does not hold, check those again that read what was
 * taken back.
 */
#include "verify/verify.h"

#include <string.h>

#include "report/run_report.h"
#include "run/worker_pool.h"
#include "verify/culprit.h"
#include "verify/unit_check.h"

/* So many rounds look for single culprits; then the unit's files are taken back whole. */
#define CAREFUL_ROUNDS 24

typedef struct {
  Verification *verification;
  GPtrArray *files_of_unit; /* of GPtrArray of PlanFile, by unit */
  GArray *pending;          /* of guint: the units to check in this round */
  GPtrArray *answers;       /* of GArray of NewDiagnostic, by place in pending */
  ActiveEdits *edits;        /* of this round: made once, since workers are forked with it */
  CompileTree *compile_tree; /* of this round, or NULL */
  guint round;
} VerifyState;

static const CompileCommand *
after_command (const Verification *verification, guint command)
{
  const SourceSet *sources = verification->sources;
  return (sources->after_commands ? sources->after_commands : sources->commands)->pdata[command];
}

static const PlanUnit *
plan_unit (const VerifyState *state, guint unit)
{
  return state->verification->plan->units->pdata[unit];
}

/* Only units of the run have flags; files that were analysed by their tokens alone have none. */
static gboolean
can_check (const VerifyState *state, guint unit)
{
  const PlanUnit *info = plan_unit (state, unit);
  return info->command < state->verification->sources->commands->len
         && (info->status == UNIT_OK || info->status == UNIT_PARSE_ERRORS);
}

static gboolean
changes_path (const Change *change, const char *path)
{
  for (guint i = 0; i < change->edits->len; i++)
    if (g_array_index (change->edits, Edit, i).path == path)
      return TRUE;
  return FALSE;
}

static GHashTable *
changed_paths (const Plan *plan)
{
  GHashTable *paths = g_hash_table_new (g_direct_hash, g_direct_equal);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      const Change *change = plan->changes->pdata[i];
      for (guint j = 0; change->active && j < change->edits->len; j++)
        g_hash_table_add (paths, (gpointer) g_array_index (change->edits, Edit, j).path);
    }
  return paths;
}

static gboolean
reads_any (const VerifyState *state, guint unit, GHashTable *paths)
{
  GPtrArray *files = state->files_of_unit->pdata[unit];
  for (guint i = 0; i < files->len; i++)
    if (g_hash_table_contains (paths, ((PlanFile *) files->pdata[i])->path))
      return TRUE;
  return FALSE;
}

/* Adds the units that read any of @paths to the pending ones, each once and in order. */
static void
pend_readers (VerifyState *state, GHashTable *paths)
{
  for (guint unit = 0; unit < state->files_of_unit->len; unit++)
    if (reads_any (state, unit, paths) && can_check (state, unit))
      g_array_append_val (state->pending, unit);
}

static GVariant *
check_unit (guint job, gpointer data)
{
  const VerifyState *state = data;
  const Verification *verification = state->verification;
  guint unit = g_array_index (state->pending, guint, job);
  const PlanUnit *info = plan_unit (state, unit);
  UnitCheck check = {
    .plan = verification->plan,
    .edits = state->edits,
    .unit = info,
    .files = state->files_of_unit->pdata[unit],
    .command = after_command (verification, info->command),
    .context = analysis_context (verification->analysis, info->command),
    .compile_tree = state->compile_tree,
    .before_command = verification->sources->commands->pdata[info->command],
  };
  /* A header that was precompiled with the flags of the before side says nothing about the other. */
  if (verification->sources->after_commands)
    check.context.precompiled = NULL;
  return unit_check_run (&check);
}

static void
note_check (guint job, JobOutcome outcome, GVariant *answer, const char *detail, gpointer data)
{
  VerifyState *state = data;
  Verification *verification = state->verification;
  GArray *found;
  if (outcome == JOB_DONE)
    found = unit_check_read (verification->pool, answer);
  else
    {
      NewDiagnostic lost = { .text = wmem_strdup (verification->pool, detail), .severity = 4 };
      found = g_array_new (FALSE, TRUE, sizeof (NewDiagnostic));
      g_array_append_val (found, lost);
    }
  state->answers->pdata[job] = found;
  if (state->round == 0)
    verification->units_verified++;
  if (verification->progress)
    verification->progress ("verify", job + 1, state->pending->len);
}

static void
note_roll_back (VerifyState *state, guint unit, const NewDiagnostic *diagnostic, const char *culprit)
{
  Verification *verification = state->verification;
  RollBack *roll_back = wmem_new0 (verification->pool, RollBack);
  const char *path = diagnostic->path ? diagnostic->path
                                      : after_command (verification, plan_unit (state, unit)->command)->file;
  roll_back->shown = path;
  const PlanFile *file = plan_find_file (verification->plan, g_intern_string (path));
  if (file)
    roll_back->shown = file->shown;
  roll_back->line = diagnostic->line;
  roll_back->message = diagnostic->text;
  roll_back->culprit = culprit ? wmem_strdup (verification->pool, culprit) : NULL;
  g_ptr_array_add (verification->roll_backs, roll_back);
}

static void
roll_back_files (VerifyState *state, guint unit)
{
  Plan *plan = state->verification->plan;
  GPtrArray *files = state->files_of_unit->pdata[unit];
  for (guint i = 0; i < files->len; i++)
    for (guint j = 0; j < plan->changes->len; j++)
      {
        Change *change = plan->changes->pdata[j];
        const char *path = ((PlanFile *) files->pdata[i])->path;
        if (change->active && changes_path (change, path))
          plan_roll_back (plan, change, REASON_VERIFY_FAILED);
      }
}

/* Takes back what @unit's worst diagnostic points at. */
static void
blame (VerifyState *state, guint unit, const NewDiagnostic *diagnostic)
{
  Plan *plan = state->verification->plan;
  if (state->round >= CAREFUL_ROUNDS || !diagnostic->path)
    {
      note_roll_back (state, unit, diagnostic, NULL);
      roll_back_files (state, unit);
      return;
    }
  Change *change = culprit_find (plan, state->files_of_unit->pdata[unit], diagnostic);
  if (!change)
    return;
  g_autofree char *culprit = culprit_describe (plan, change);
  note_roll_back (state, unit, diagnostic, culprit);
  plan_roll_back (plan, change, REASON_VERIFY_FAILED);
}

/* The worst diagnostic, and all that say the very same: the others may only follow from it. */
static void
blame_all (VerifyState *state, guint unit, GArray *found)
{
  const NewDiagnostic *worst = &g_array_index (found, NewDiagnostic, 0);
  for (guint i = 0; i < found->len; i++)
    {
      const NewDiagnostic *diagnostic = &g_array_index (found, NewDiagnostic, i);
      if (i == 0 || (diagnostic->path == worst->path && diagnostic->line != worst->line
                     && g_str_equal (diagnostic->text, worst->text)))
        blame (state, unit, diagnostic);
    }
}

/* The files of the changes that were active in @snapshot and are no more. */
static GHashTable *
paths_taken_back (const Plan *plan, const GByteArray *snapshot)
{
  GHashTable *paths = g_hash_table_new (g_direct_hash, g_direct_equal);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      const Change *change = plan->changes->pdata[i];
      for (guint j = 0; snapshot->data[i] && !change->active && j < change->edits->len; j++)
        g_hash_table_add (paths, (gpointer) g_array_index (change->edits, Edit, j).path);
    }
  return paths;
}

static GByteArray *
snapshot_active (const Plan *plan)
{
  GByteArray *snapshot = g_byte_array_sized_new (plan->changes->len);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      guint8 active = ((Change *) plan->changes->pdata[i])->active != FALSE;
      g_byte_array_append (snapshot, &active, 1);
    }
  return snapshot;
}

/* Blames what the answers say, and makes those units pending that have to be checked again. */
static void
judge (VerifyState *state)
{
  const Plan *plan = state->verification->plan;
  g_autoptr (GByteArray) snapshot = snapshot_active (plan);
  g_autoptr (GHashTable) paths = g_hash_table_new (g_direct_hash, g_direct_equal);
  for (guint job = 0; job < state->answers->len; job++)
    {
      GArray *found = state->answers->pdata[job];
      guint unit = g_array_index (state->pending, guint, job);
      /* One change of a header may have broken many units: they are asked again without it. */
      if (found->len == 0 || reads_any (state, unit, paths))
        continue;
      blame_all (state, unit, found);
      g_hash_table_unref (paths);
      paths = paths_taken_back (plan, snapshot);
    }
  g_array_set_size (state->pending, 0);
  pend_readers (state, paths);
}

static gboolean
run_round (VerifyState *state, GError **error)
{
  const RunOptions *options = state->verification->options;
  const WorkerJobs jobs = {
    .jobs = state->pending->len, .workers = options->jobs, .timeout_seconds = options->timeout_seconds,
    .memory_limit = WORKER_MEMORY_LIMIT, .work = check_unit, .done = note_check, .data = state,
  };
  state->answers = g_ptr_array_new ();
  g_ptr_array_set_size (state->answers, (gint) state->pending->len);
  gboolean good = TRUE;
  if (options->verify == VERIFY_COMPILE)
    {
      state->compile_tree = compile_tree_new (state->verification->plan,
                                              state->verification->analysis->request.root, error);
      good = state->compile_tree != NULL;
    }
  state->edits = active_edits_new (state->verification->plan);
  good = good && worker_pool_run (&jobs, error);
  g_clear_pointer (&state->edits, active_edits_free);
  g_clear_pointer (&state->compile_tree, compile_tree_free);
  if (good)
    judge (state);
  for (guint job = 0; job < state->answers->len; job++)
    if (state->answers->pdata[job])
      g_array_unref (state->answers->pdata[job]);
  g_clear_pointer (&state->answers, g_ptr_array_unref);
  return good;
}

gboolean
verify_plan (Verification *verification, GError **error)
{
  const Plan *plan = verification->plan;
  VerifyState state = {
    .verification = verification,
    .files_of_unit = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref),
    .pending = g_array_new (FALSE, FALSE, sizeof (guint)),
  };
  for (guint unit = 0; unit < plan->units->len; unit++)
    g_ptr_array_add (state.files_of_unit, g_ptr_array_new ());
  for (guint i = 0; i < plan->files->len; i++)
    {
      PlanFile *file = plan->files->pdata[i];
      for (guint j = 0; j < file->users->len; j++)
        g_ptr_array_add (state.files_of_unit->pdata[g_array_index (file->users, guint, j)], file);
    }
  g_autoptr (GHashTable) paths = changed_paths (plan);
  pend_readers (&state, paths);
  gboolean good = TRUE;
  /* Each round takes back at least one change or has nothing left to check, so it ends. */
  for (; good && state.pending->len > 0; state.round++)
    good = run_round (&state, error);
  g_ptr_array_unref (state.files_of_unit);
  g_array_unref (state.pending);
  return good;
}
