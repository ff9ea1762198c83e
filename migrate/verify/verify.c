/* SPDX-License-Identifier: MIT */
/*
 * The proof, in rounds: check the units, take back what does not hold, check those again that read what was
 * taken back.
 */
#include "verify/verify.h"

#include <string.h>

#include "model/pool_array.h"
#include "model/text_intern.h"
#include "plan/roll_back.h"
#include "plan/settle_includes.h"
#include "verify/culprit.h"
#include "workers/worker_pool.h"

/* So many rounds look for single culprits; then all changes that a failing unit reads are taken back. */
#define CAREFUL_ROUNDS 40

/* One step back: what was taken for what one unit's check said. */
typedef struct
{
  GPtrArray *taken; /* of TakenBack */
  guint unit;       /* the failing one */
  guint complaints; /* how many new diagnostics it had */
  NewDiagnostic cause;
  const char *culprit; /* what was taken, or NULL: all that the unit reads */
  GArray *places;      /* of RolledBackPlace: of that, without what went with it */
  gboolean judged;     /* the unit was checked again */
  gboolean helpless;   /* and complained as much as before: likely a bystander */
  gboolean given_back;
} Step;

typedef struct {
  Verification *verification;
  GPtrArray *files_of_unit;  /* of GPtrArray of PlanFile, by unit */
  GArray *pending;           /* of guint: the units to check in this round */
  GPtrArray *answers;        /* of GArray of NewDiagnostic, by place in pending */
  GArray *checked;           /* of guint64: the states of the pending units in this round */
  GArray *proved;            /* of guint64, by unit: the state of its last check where that held, or 0 */
  GPtrArray *steps;          /* of Step */
  GHashTable *tried_again;   /* set of Change: what was given back, or NULL in the first search */
  ActiveEdits *edits;        /* of this round: made once, since workers are forked with it */
  CompileTree *compile_tree; /* of this round, or NULL */
  guint round;
} VerifyState;

static void
step_free (gpointer data)
{
  Step *step = data;
  g_ptr_array_unref (step->taken);
  g_free (step);
}

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
         && unit_was_parsed (info->status);
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
  /* An answer that could not be made would say that nothing is wrong: rather none at all, which holds for nothing. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  const PlanUnit *info = plan_unit (state, unit);
  const UnitCheck check = {
    .plan = verification->plan,
    .edits = state->edits,
    .unit = info,
    .files = state->files_of_unit->pdata[unit],
    .command = after_command (verification, info->command),
    .again = verification->again,
    .compile_tree = state->compile_tree,
    .timeout_seconds = state->verification->options->timeout_seconds,
    .own_after_flags = verification->sources->after_commands != NULL,
  };
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
  const PlanUnit *info = plan_unit (state, g_array_index (state->pending, guint, job));
  if (verification->progress)
    verification->progress ("verify", job + 1, state->pending->len, after_command (verification, info->command)->file);
}

/* Which changes are active in what @unit reads; never 0. */
static guint64
unit_state (const VerifyState *state, guint unit)
{
  GPtrArray *files = state->files_of_unit->pdata[unit];
  guint64 sum = 1;
  for (guint i = 0; i < files->len; i++)
    sum = (sum ^ plan_file_state (files->pdata[i])) * G_GUINT64_CONSTANT (0x100000001b3) + 1;
  return sum ? sum : 1;
}

/* Whether a change is active in what @unit reads. */
static gboolean
reads_change (const VerifyState *state, guint unit)
{
  GPtrArray *files = state->files_of_unit->pdata[unit];
  for (guint i = 0; i < files->len; i++)
    if (plan_file_state (files->pdata[i]) != 0)
      return TRUE;
  return FALSE;
}

static Step *
add_step (VerifyState *state, guint unit, const NewDiagnostic *diagnostic, guint complaints)
{
  Step *step = g_new0 (Step, 1);
  step->taken = g_ptr_array_new_with_free_func ((GDestroyNotify) taken_back_free);
  step->places = pool_array (state->verification->pool, sizeof (RolledBackPlace));
  step->unit = unit;
  step->cause = *diagnostic;
  step->complaints = complaints;
  g_ptr_array_add (state->steps, step);
  return step;
}

/* The places of @change, before they are left. */
static void
note_places (VerifyState *state, Step *step, const Change *change)
{
  for (guint i = 0; i < change->edits->len; i++)
    {
      const PlanFile *file = plan_find_file (state->verification->plan, g_array_index (change->edits, Edit, i).path);
      for (guint j = 0; file && j < file->occurrences->len; j++)
        {
          const Occurrence *occurrence = file->occurrences->pdata[j];
          if (occurrence->change != change->id)
            continue;
          g_autofree char *text = g_strdup_printf ("@%s:%u", file->path, occurrence->offset);
          const RolledBackPlace place = { text_intern (text), occurrence->name };
          g_array_append_val (step->places, place);
        }
    }
}

static void
take_change (VerifyState *state, Step *step, Change *change)
{
  note_places (state, step, change);
  g_ptr_array_add (step->taken, plan_take_back (state->verification->plan, change, REASON_VERIFY_FAILED));
}

/* Takes back all that @unit reads. */
static void
take_unit (VerifyState *state, Step *step)
{
  GPtrArray *files = state->files_of_unit->pdata[step->unit];
  for (guint i = 0; i < files->len; i++)
    {
      const PlanFile *file = files->pdata[i];
      for (guint j = 0; j < file->changes->len; j++)
        if (((Change *) file->changes->pdata[j])->active)
          take_change (state, step, file->changes->pdata[j]);
    }
}

/* Takes back what the @diagnostic of @unit points at; the whole unit where it points at nothing. */
static void
blame (VerifyState *state, guint unit, const NewDiagnostic *diagnostic, guint complaints)
{
  const Verification *verification = state->verification;
  const CulpritSearch search = {
    .plan = verification->plan,
    .files = state->files_of_unit->pdata[unit],
    .among = state->tried_again,
  };
  Change *change = NULL;
  if (diagnostic->path && state->round < CAREFUL_ROUNDS)
    change = culprit_find (&search, diagnostic);
  Step *step = add_step (state, unit, diagnostic, complaints);
  if (!change)
    {
      take_unit (state, step);
      return;
    }
  g_autofree char *culprit = culprit_describe (verification->plan, change);
  step->culprit = wmem_strdup (verification->pool, culprit);
  take_change (state, step, change);
}

/* The worst diagnostic, and all that say the very same: the others may only follow from it. */
static void
blame_all (VerifyState *state, guint unit, GArray *found)
{
  const NewDiagnostic *worst = &g_array_index (found, NewDiagnostic, 0);
  for (guint i = 0; i < found->len; i++)
    {
      const NewDiagnostic *diagnostic = &g_array_index (found, NewDiagnostic, i);
      if (i == 0 || (diagnostic->path == worst->path && diagnostic->line != worst->line && g_str_equal (diagnostic->text, worst->text) && reads_change (state, unit)))
        blame (state, unit, diagnostic, found->len);
    }
}

/* What came of the steps that were made for @unit. */
static void
judge_steps (VerifyState *state, guint unit, guint complaints)
{
  for (guint i = 0; i < state->steps->len; i++)
    {
      Step *step = state->steps->pdata[i];
      if (step->unit != unit || step->judged)
        continue;
      step->judged = TRUE;
      step->helpless = complaints >= step->complaints;
    }
}

/* The files of the changes that have come or gone since @snapshot. */
static GHashTable *
paths_changed (const Plan *plan, const GByteArray *snapshot)
{
  GHashTable *paths = g_hash_table_new (g_direct_hash, g_direct_equal);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      const Change *change = plan->changes->pdata[i];
      gboolean same = (snapshot->data[i] != 0) == (change->active != FALSE);
      for (guint j = 0; !same && j < change->edits->len; j++)
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

static gboolean
says_any (const char *text, const char *const *words)
{
  for (; *words; words++)
    if (strstr (text, *words))
      return TRUE;
  return FALSE;
}

/* A new name may only lack the include of its header, and an old one what the dropped header has included. @return whether any of that was
 * added for what @found says. */
static gboolean
add_missed (const VerifyState *state, guint unit, const GArray *found)
{
  static const char *const names[] = { "undeclared", "implicit declaration", NULL };
  static const char *const any[] = { "undeclared", "implicit declaration", "unknown type name", "incomplete type", NULL };
  Plan *plan = state->verification->plan;
  GPtrArray *files = state->files_of_unit->pdata[unit];
  gboolean added = FALSE, lost = FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const NewDiagnostic *diagnostic = &g_array_index (found, NewDiagnostic, i);
      lost |= says_any (diagnostic->text, any);
      for (guint j = 0; says_any (diagnostic->text, names) && j < files->len; j++)
        added |= plan_add_missed (plan, files->pdata[j], diagnostic->text);
    }
  for (guint i = 0; lost && !added && i < files->len; i++)
    added |= plan_bring_missed (plan, files->pdata[i]);
  return added;
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
      g_array_index (state->proved, guint64, unit)
          = found->len == 0 ? g_array_index (state->checked, guint64, job) : 0;
      judge_steps (state, unit, found->len);
      if (add_missed (state, unit, found))
        {
          g_hash_table_unref (paths);
          paths = paths_changed (plan, snapshot);
          continue;
        }
      /* One change of a header may have broken many units: they are asked again without it. */
      if (found->len == 0 || reads_any (state, unit, paths))
        continue;
      blame_all (state, unit, found);
      g_hash_table_unref (paths);
      paths = paths_changed (plan, snapshot);
    }
  g_array_set_size (state->pending, 0);
  pend_readers (state, paths);
}

static gboolean
run_round (VerifyState *state, GError **error)
{
  const RunOptions *options = state->verification->options;
  const WorkerJobs jobs = {
    .jobs = state->pending->len,
    .workers = options->jobs,
    /* One that waits for compilers is not to be taken for one that hangs. */
    .timeout_seconds = options->timeout_seconds * (options->verify == VERIFY_COMPILE ? 3 : 1),
    .memory_limit = WORKER_MEMORY_LIMIT,
    .work = check_unit,
    .done = note_check,
    .data = state,
  };
  state->answers = g_ptr_array_new ();
  g_ptr_array_set_size (state->answers, (gint) state->pending->len);
  gboolean good = TRUE;
  if (options->verify == VERIFY_COMPILE)
    {
      state->compile_tree = compile_tree_new (state->verification->plan,
                                              state->verification->root, error);
      good = state->compile_tree != NULL;
    }
  state->edits = active_edits_new (state->verification->plan);
  g_array_set_size (state->checked, 0);
  for (guint job = 0; job < state->pending->len; job++)
    {
      guint64 checked = unit_state (state, g_array_index (state->pending, guint, job));
      g_array_append_val (state->checked, checked);
    }
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

/* Rounds until nothing is left to check. Each takes back at least one change of each unit that fails, or those of
 * another one that it reads, and none of them comes back: so it ends. */
static gboolean
search (VerifyState *state, GError **error)
{
  gboolean good = TRUE;
  for (state->round = 0; good && state->pending->len > 0; state->round++)
    good = run_round (state, error);
  return good;
}

/* Bystanders come back, once: what was taken back without any effect, while another step cured the unit. Should they be
 * needed after all, then only they are taken back again. */
static void
give_back (VerifyState *state)
{
  Plan *plan = state->verification->plan;
  g_autoptr (GByteArray) snapshot = snapshot_active (plan);
  state->tried_again = g_hash_table_new (g_direct_hash, g_direct_equal);
  for (guint i = 0; i < state->steps->len; i++)
    {
      Step *step = state->steps->pdata[i];
      for (guint j = 0; step->helpless && step->culprit && j < step->taken->len; j++)
        {
          const TakenBack *taken = step->taken->pdata[j];
          plan_give_back (plan, taken);
          step->given_back = TRUE;
          for (guint k = 0; k < taken->changes->len; k++)
            g_hash_table_add (state->tried_again, taken->changes->pdata[k]);
        }
    }
  g_autoptr (GHashTable) paths = paths_changed (plan, snapshot);
  pend_readers (state, paths);
}

static gboolean
is_unit (const VerifyState *state, guint unit)
{
  return plan_unit (state, unit)->command < state->verification->sources->commands->len;
}

/* Whether all that read @file and can be checked have been, as things stand. */
static gboolean
holds (const VerifyState *state, const PlanFile *file)
{
  for (guint i = 0; i < file->users->len; i++)
    {
      guint unit = g_array_index (file->users, guint, i);
      if (can_check (state, unit) && g_array_index (state->proved, guint64, unit) != unit_state (state, unit))
        return FALSE;
    }
  return TRUE;
}

/* The end of the proof. Nothing should be left to do here; were there, then nothing that is not proved stays.
 * @return whether a file had to be taken back. */
static gboolean
seal (VerifyState *state)
{
  const Plan *plan = state->verification->plan;
  g_autoptr (GHashTable) paths = g_hash_table_new (g_direct_hash, g_direct_equal);
  for (guint i = 0; i < plan->files->len; i++)
    {
      PlanFile *file = plan->files->pdata[i];
      file->proved = holds (state, file) ? plan_file_state (file) : 0;
      if (file->proved != 0 || plan_file_state (file) == 0)
        continue;
      const NewDiagnostic cause = { .path = file->path, .severity = 4, .text = "its check did not come to an end" };
      Step *step = add_step (state, g_array_index (file->users, guint, 0), &cause, 0);
      g_hash_table_add (paths, (gpointer) file->path);
      for (guint j = 0; j < file->changes->len; j++)
        take_change (state, step, file->changes->pdata[j]);
    }
  pend_readers (state, paths);
  return g_hash_table_size (paths) > 0;
}

/* Who could not be checked and reads a file that changes: nobody is sure of that file. */
static const PlanUnit *
unsure_user (const VerifyState *state, const PlanFile *file)
{
  for (guint i = 0; i < file->users->len; i++)
    {
      guint unit = g_array_index (file->users, guint, i);
      if (is_unit (state, unit) && !unit_was_whole (plan_unit (state, unit)->status))
        return plan_unit (state, unit);
    }
  return NULL;
}

static void
mark_unsure (const VerifyState *state)
{
  const Verification *verification = state->verification;
  for (guint i = 0; i < verification->plan->files->len; i++)
    {
      PlanFile *file = verification->plan->files->pdata[i];
      const PlanUnit *user = plan_file_state (file) != 0 ? unsure_user (state, file) : NULL;
      for (guint j = 0; user && j < file->occurrences->len; j++)
        {
          Occurrence *occurrence = file->occurrences->pdata[j];
          if (occurrence->change < 0 || occurrence->confidence != CONFIDENCE_SAFE)
            continue;
          occurrence->confidence = CONFIDENCE_REVIEW;
          occurrence->reason = REASON_UNPROVED;
          occurrence->note = wmem_strdup_printf (verification->pool, "'%s' reads this file and did not parse",
                                                 after_command (verification, user->command)->file);
        }
    }
}

/* An include that was only added, and was not missed: nothing is left for it. */
static gboolean
leaves_nothing (const Step *step)
{
  for (guint i = 0; i < step->taken->len; i++)
    {
      const TakenBack *taken = step->taken->pdata[i];
      for (guint j = 0; j < taken->changes->len; j++)
        if (((Change *) taken->changes->pdata[j])->role != CHANGE_ADD_INCLUDE
            && ((Change *) taken->changes->pdata[j])->role != CHANGE_MORE_INCLUDE)
          return FALSE;
    }
  return TRUE;
}

static void
tell (VerifyState *state)
{
  Verification *verification = state->verification;
  for (guint i = 0; i < state->steps->len; i++)
    {
      const Step *step = state->steps->pdata[i];
      if (step->given_back || leaves_nothing (step))
        continue;
      RollBack *roll_back = wmem_new0 (verification->pool, RollBack);
      const char *path = step->cause.path ? step->cause.path
                                          : after_command (verification, plan_unit (state, step->unit)->command)->file;
      const PlanFile *file = plan_find_file (verification->plan, text_intern (path));
      roll_back->shown = file ? file->shown : path;
      roll_back->line = step->cause.line;
      roll_back->column = step->cause.column;
      roll_back->message = step->cause.text;
      if (step->unit >= verification->sources->own)
        roll_back->message
            = wmem_strdup_printf (verification->pool, "%s: '%s' was not named: name it to change it, too", step->cause.text,
                                  after_command (verification, plan_unit (state, step->unit)->command)->file);
      roll_back->culprit = step->culprit;
      roll_back->places = step->places;
      g_ptr_array_add (verification->roll_backs, roll_back);
    }
  for (guint unit = 0; unit < state->proved->len; unit++)
    verification->units_verified += g_array_index (state->proved, guint64, unit) != 0;
}

/* What the active changes write into what @unit reads, whatever their numbers; never 0. */
static guint64
content_state (const VerifyState *state, guint unit)
{
  GPtrArray *files = state->files_of_unit->pdata[unit];
  guint64 sum = 1;
  for (guint i = 0; i < files->len; i++)
    {
      const PlanFile *file = files->pdata[i];
      g_autoptr (GArray) edits = plan_file_edits (file);
      for (guint j = 0; j < edits->len; j++)
        {
          const Edit *edit = &g_array_index (edits, Edit, j);
          const guint64 parts[] = { g_str_hash (file->path), edit->offset, edit->length, g_str_hash (edit->text) };
          for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
            sum = (sum ^ parts[k]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + 1;
        }
    }
  return sum ? sum : 1;
}

/* What an earlier proof has shown of the very same text is not asked again. */
static void
take_known (VerifyState *state)
{
  const Verification *verification = state->verification;
  for (guint i = state->pending->len; verification->known && i > 0; i--)
    {
      const guint unit = g_array_index (state->pending, guint, i - 1);
      const guint64 *known = g_hash_table_lookup (verification->known, GUINT_TO_POINTER (plan_unit (state, unit)->command));
      if (!known || *known != content_state (state, unit))
        continue;
      g_array_index (state->proved, guint64, unit) = unit_state (state, unit);
      g_array_remove_index (state->pending, i - 1);
    }
}

static void
note_known (const VerifyState *state)
{
  const Verification *verification = state->verification;
  for (guint unit = 0; verification->known && unit < state->proved->len; unit++)
    {
      const guint64 proved = g_array_index (state->proved, guint64, unit);
      if (proved == 0 || proved != unit_state (state, unit))
        continue;
      const guint64 content = content_state (state, unit);
      g_hash_table_insert (verification->known, GUINT_TO_POINTER (plan_unit (state, unit)->command), g_memdup2 (&content, sizeof content));
    }
}

static VerifyState
begin (Verification *verification)
{
  const Plan *plan = verification->plan;
  VerifyState state = {
    .verification = verification,
    .files_of_unit = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref),
    .pending = g_array_new (FALSE, FALSE, sizeof (guint)),
    .checked = g_array_new (FALSE, FALSE, sizeof (guint64)),
    .proved = g_array_new (FALSE, TRUE, sizeof (guint64)),
    .steps = g_ptr_array_new_with_free_func (step_free),
  };
  g_array_set_size (state.proved, plan->units->len);
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
  take_known (&state);
  return state;
}

gboolean
verify_plan (Verification *verification, GError **error)
{
  VerifyState state = begin (verification);
  gboolean good = search (&state, error);
  if (good)
    {
      give_back (&state);
      good = search (&state, error);
    }
  while (good && seal (&state))
    good = search (&state, error);
  if (good)
    {
      mark_unsure (&state);
      tell (&state);
      note_known (&state);
    }
  g_clear_pointer (&state.tried_again, g_hash_table_unref);
  g_ptr_array_unref (state.steps);
  g_ptr_array_unref (state.files_of_unit);
  g_array_unref (state.pending);
  g_array_unref (state.checked);
  g_array_unref (state.proved);
  return good;
}
