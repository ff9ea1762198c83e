/* SPDX-License-Identifier: MIT */
/*
 * Judging: which places lie in which function, and what all units say of it.
 */
#include "proof/judge.h"

#include <string.h>

#include "model/pool_array.h"
#include "model/text_intern.h"
#include "plan/roll_back.h"
#include "proof/reference.h"

typedef struct {
  Proving *proving;
  GPtrArray *judgements; /* of UnitJudgement, by unit */
  GPtrArray *named;      /* of GHashTable, by unit: the names of functions that have a place of their own */
  GHashTable *by_change; /* change -> Proof, as pointers */
} Judging;

/* The functions of one file. */
typedef struct {
  Judging *judging;
  const PlanFile *file;
  GHashTable *functions; /* FunctionProof by what the object calls it, where that is known; "" for none */
  GHashTable *left_in;   /* the functions in which a place is left; "" for none, "#" for a macro's body */
} FileJudging;

static const Change *
active_change (const Plan *plan, const Occurrence *occurrence)
{
  const Change *change = occurrence->change >= 0 ? plan->changes->pdata[occurrence->change] : NULL;
  return change && change->active ? change : NULL;
}

static const CompileCommand *
command_of (const Proving *proving, guint unit)
{
  const PlanUnit *info = proving->plan->units->pdata[unit];
  const GPtrArray *commands = proving->sources->commands;
  return info->command < commands->len ? commands->pdata[info->command] : NULL;
}

static const char *
main_file (const Proving *proving, guint unit)
{
  const CompileCommand *command = command_of (proving, unit);
  return command ? command->file : NULL;
}

/* Places that are in no compiled code, whatever their function is. */
static gboolean
is_never_compiled (const Occurrence *occurrence)
{
  return occurrence->kind == OCCURRENCE_INACTIVE || occurrence->kind == OCCURRENCE_COMMENT
         || occurrence->reason == REASON_MACRO_BODY || occurrence->reason == REASON_INACTIVE;
}

/* @return (transfer full) the names that the object may have for a function; none where nobody knows. */
static char **
object_names (const char *name, const char *symbol)
{
  return g_strsplit (symbol ? symbol : name ? name
                                            : "",
                     " ", -1);
}

/* @return (transfer full) what tells a function from all others of its file: a name with a blank in it is no object's. */
static char *
key_of (const char *name, const char *symbol, guint32 line)
{
  return name && symbol && !*symbol ? g_strdup_printf ("%s %u", name, line) : g_strdup (!name ? "" : symbol ? symbol
                                                                                                            : name);
}

static FunctionProof *
function_of (FileJudging *file, const char *name, const char *symbol, guint32 line, guint32 column)
{
  g_autofree char *key = key_of (name, symbol, line);
  FunctionProof *proof = g_hash_table_lookup (file->functions, key);
  if (proof)
    return proof;
  Proving *proving = file->judging->proving;
  proof = wmem_new0 (proving->pool, FunctionProof);
  proof->file = file->file;
  proof->function = name ? wmem_strdup (proving->pool, name) : NULL;
  proof->symbol = symbol ? wmem_strdup (proving->pool, symbol) : NULL;
  proof->line = line;
  proof->column = column;
  proof->places = pool_pointers (proving->pool);
  g_ptr_array_add (proving->proofs, proof);
  g_hash_table_insert (file->functions, g_steal_pointer (&key), proof);
  g_auto (GStrv) names = object_names (name, symbol);
  for (char **one = names; name && *one; one++)
    g_hash_table_insert (file->functions, g_strdup (*one), proof);
  return proof;
}

static gboolean
reads_file (const UnitJudgement *judgement, const char *path)
{
  for (guint i = 0; i < judgement->read->len; i++)
    if (judgement->read->pdata[i] == path)
      return TRUE;
  return FALSE;
}

/* What one unit says of @proof; the worst of all counts. */
static void
take_verdict (FunctionProof *proof, Proof verdict, gboolean explained, const char *text)
{
  static const guint weight[N_PROOFS]
      = { [PROOF_NONE] = 0, [PROOF_IDENTICAL] = 1, [PROOF_NOT_COMPARABLE] = 2, [PROOF_DIFFERS] = 4 };
  if (weight[verdict] - explained <= weight[proof->proof] - proof->explained)
    return;
  proof->proof = verdict;
  proof->explained = explained;
  proof->text = text;
}

static void
take_item (FunctionProof *proof, const UnitItem *item)
{
  take_verdict (proof, item->identical ? PROOF_IDENTICAL : PROOF_DIFFERS, item->explained,
                item->identical ? NULL : item->difference);
}

/* What stands outside of functions is proved where everything of the unit is. It is to blame for what differs without a
 * place of its own. */
static void
judge_outside (const Judging *judging, FunctionProof *proof, guint unit, const UnitJudgement *judgement)
{
  if (judgement->items->len > 0 || judgement->same_text)
    take_verdict (proof, PROOF_IDENTICAL, FALSE, NULL);
  for (guint i = 0; i < judgement->items->len; i++)
    {
      const UnitItem *item = &g_array_index (judgement->items, UnitItem, i);
      if (item->identical)
        continue;
      gboolean own = item->function && g_hash_table_contains (judging->named->pdata[unit], item->name);
      const char *text = wmem_strdup_printf (judging->proving->pool, "%s%s: %s", item->name, item->function ? "()" : "",
                                             item->difference);
      take_verdict (proof, own ? PROOF_NOT_COMPARABLE : PROOF_DIFFERS, !own && item->explained, text);
    }
}

/* Whether nothing but declarations is about it: of a pointer to functions, or of a function that is defined elsewhere. */
static gboolean
is_type_only (const FunctionProof *proof)
{
  for (guint i = 0; i < proof->places->len; i++)
    if (((const Occurrence *) proof->places->pdata[i])->thread != THREAD_SIGNATURE)
      return FALSE;
  return TRUE;
}

/* @return (nullable) a function of @unit that differs, and may be part of the one called @name: blocks and parallel regions are functions
 * of their own in the object, whose places are those of the function around; compilers name them after it, or with dots alone. */
static const UnitItem *
find_part (const Judging *judging, guint unit, const UnitJudgement *judgement, const char *name)
{
  for (guint i = 0; i < judgement->items->len; i++)
    {
      const UnitItem *item = &g_array_index (judgement->items, UnitItem, i);
      if (item->function && !item->identical && !g_hash_table_contains (judging->named->pdata[unit], item->name)
          && (*item->name == '.' || strstr (item->name, name)))
        return item;
    }
  return NULL;
}

/* Whether @symbol is one that C++ may make of the function @name. */
static gboolean
may_be_symbol_of (const char *symbol, const char *name)
{
  g_autofree char *part = g_strdup_printf ("%zu%s", strlen (name), name);
  return g_str_has_prefix (symbol, "_Z") && strstr (symbol, part);
}

/* What one unit says of the function of @proof. */
static void
take_unit (const Judging *judging, FunctionProof *proof, guint unit, const UnitJudgement *judgement)
{
  const CompileCommand *command = command_of (judging->proving, unit);
  const char *symbol = command && compile_command_is_cplusplus (command) ? proof->symbol : NULL;
  g_auto (GStrv) names = object_names (proof->function, symbol);
  for (char **name = names; *name; name++)
    {
      const UnitItem *item = unit_judgement_find (judgement, *name, TRUE);
      if (item)
        take_item (proof, item);
    }
  const UnitItem *part = find_part (judging, unit, judgement, proof->function);
  if (part)
    take_verdict (proof, PROOF_NOT_COMPARABLE, FALSE,
                  wmem_strdup_printf (judging->proving->pool, "%s(), which may be part of it, is not the same", part->name));
  /* A header's, which was told in a unit of C: in C++ all that it may be has to be the same. */
  for (guint i = 0; !symbol && i < judgement->items->len; i++)
    {
      const UnitItem *item = &g_array_index (judgement->items, UnitItem, i);
      if (item->function && !item->identical && may_be_symbol_of (item->name, proof->function))
        take_item (proof, item);
    }
}

#define NOT_READ "no unit of this run reads the file"

/* Whether any unit reads @file; of one that failed nobody knows. */
static gboolean
is_read (const Judging *judging, const PlanFile *file)
{
  for (guint i = 0; i < file->users->len; i++)
    {
      const UnitJudgement *judgement = judging->judgements->pdata[g_array_index (file->users, guint, i)];
      if (judgement && (judgement->failure || reads_file (judgement, file->path)))
        return TRUE;
    }
  return FALSE;
}

/* Why nothing is known of @proof. */
static const char *
silence (const Judging *judging, const FunctionProof *proof)
{
  return !is_read (judging, proof->file)    ? NOT_READ
         : is_type_only (proof)             ? "its type changed, and no unit has code of it"
         : proof->symbol && !*proof->symbol ? "C++ has no one name for it in the object: a template, or part of another function"
         : g_str_has_prefix (proof->symbol ? proof->symbol : "", "_Z")
             ? "no unit has code of it: it is unused, not compiled, or its type changed, and with that its name in the object"
             : "no unit has code of it: it is unused, or not compiled";
}

static void
judge_proof (const Judging *judging, FunctionProof *proof)
{
  for (guint i = 0; i < proof->file->users->len; i++)
    {
      guint unit = g_array_index (proof->file->users, guint, i);
      const UnitJudgement *judgement = judging->judgements->pdata[unit];
      if (judgement && judgement->failure)
        take_verdict (proof, PROOF_NOT_COMPARABLE, FALSE, judgement->failure);
      if (!judgement || judgement->failure || !reads_file (judgement, proof->file->path))
        continue;
      if (proof->function)
        take_unit (judging, proof, unit, judgement);
      else
        judge_outside (judging, proof, unit, judgement);
    }
  if (proof->proof == PROOF_NONE)
    take_verdict (proof, PROOF_NOT_COMPARABLE, FALSE, silence (judging, proof));
}

/* Whether the change was made for another file, which was generated from this one: it is that file's code. */
static gboolean
is_followed (const Change *change, const char *path)
{
  return change->edits->len > 0 && g_array_index (change->edits, Edit, 0).path != path
         && g_array_index (change->edits, Edit, change->edits->len - 1).path == path;
}

/* Notes that @occurrence is left. What lies in a function that has no one name may be anybody's. */
static void
add_left (FileJudging *file, const Occurrence *occurrence, const ReferencePlace *place)
{
  g_auto (GStrv) names = object_names (place->function, place->function ? place->symbol : NULL);
  if (occurrence->kind == OCCURRENCE_MACRO_BODY || (place->function && !*names))
    g_hash_table_add (file->left_in, g_strdup ("#"));
  else if (!place->function)
    g_hash_table_add (file->left_in, g_strdup (""));
  else
    for (char **name = names; *name; name++)
      g_hash_table_add (file->left_in, g_strdup (*name));
}

/* Finds the functions of the file's rewritten places. */
static void
find_functions (FileJudging *file)
{
  const Proving *proving = file->judging->proving;
  g_autoptr (GArray) places = reference_places (file->file);
  for (guint i = 0; i < file->file->occurrences->len; i++)
    {
      Occurrence *occurrence = file->file->occurrences->pdata[i];
      const ReferencePlace *place = &g_array_index (places, ReferencePlace, i);
      const Change *change = active_change (proving->plan, occurrence);
      occurrence->proof = PROOF_NONE;
      if (!change && occurrence->kind != OCCURRENCE_INCLUDE && occurrence->kind != OCCURRENCE_COMMENT)
        add_left (file, occurrence, place);
      if (!change || occurrence->kind == OCCURRENCE_INCLUDE || occurrence->kind == OCCURRENCE_COMMENT
          || is_followed (change, file->file->path))
        continue;
      const gboolean signature = occurrence->thread == THREAD_SIGNATURE && !place->function;
      FunctionProof *proof = function_of (file, signature ? occurrence->name : place->function, signature ? NULL : place->symbol,
                                          signature ? occurrence->line : place->line,
                                          signature ? occurrence->column : place->column);
      g_ptr_array_add (proof->places, occurrence);
      g_auto (GStrv) names = object_names (proof->function, proof->symbol);
      for (guint j = 0; proof->function && j < file->file->users->len; j++)
        for (char **name = names; *name; name++)
          g_hash_table_add (file->judging->named->pdata[g_array_index (file->file->users, guint, j)], (gpointer) text_intern (*name));
    }
  for (guint i = 0; i < places->len; i++)
    g_free (g_array_index (places, ReferencePlace, i).function);
}

/* Both texts have the new parameters and arguments: that they are right is not shown by that. */
static void
discount_signatures (FunctionProof *proof)
{
  gboolean signature = FALSE, call = FALSE;
  for (guint i = 0; i < proof->places->len; i++)
    {
      const Occurrence *occurrence = proof->places->pdata[i];
      /* A pointer that is declared in it is called there, too. */
      const gboolean own = g_strcmp0 (occurrence->name, proof->function) == 0;
      signature |= occurrence->thread == THREAD_SIGNATURE && own;
      call |= occurrence->thread == THREAD_CALL || (occurrence->thread == THREAD_SIGNATURE && !own);
    }
  if (signature || call)
    take_verdict (proof, PROOF_NOT_COMPARABLE, FALSE,
                  signature ? "its signature changed" : "the signature of what it calls changed");
}

/* Whether a label's text went to another place on both sides: what stands in between comes first now. */
static gboolean
appends_later (const FunctionProof *proof)
{
  for (guint i = 0; i < proof->places->len; i++)
    if (g_strcmp0 (((const Occurrence *) proof->places->pdata[i])->form, FORM_LATER) == 0)
      return TRUE;
  return FALSE;
}

static void
judge_places (Judging *judging, FunctionProof *proof)
{
  gboolean compiled = proof->places->len == 0;
  for (guint i = 0; i < proof->places->len; i++)
    compiled |= !is_never_compiled (proof->places->pdata[i]);
  if (compiled)
    judge_proof (judging, proof);
  else
    take_verdict (proof, PROOF_NOT_COMPARABLE, FALSE, is_read (judging, proof->file) ? "its places are in code that this configuration does not compile" : NOT_READ);
  discount_signatures (proof);
  if (proof->proof == PROOF_IDENTICAL && appends_later (proof))
    take_verdict (proof, PROOF_DIFFERS, TRUE, "a label gets its text behind the declarations that follow it");
  for (guint i = 0; i < proof->places->len; i++)
    {
      Occurrence *occurrence = proof->places->pdata[i];
      occurrence->proof = is_never_compiled (occurrence) ? PROOF_NOT_COMPARABLE : proof->proof;
      g_hash_table_insert (judging->by_change, GINT_TO_POINTER (occurrence->change), GUINT_TO_POINTER (occurrence->proof));
    }
}

/* Functions without a place of their own that differ: by a macro or a type that they use. Named with the unit's file. */
static void
add_bystanders (FileJudging *file)
{
  const Judging *judging = file->judging;
  for (guint i = 0; i < file->file->users->len; i++)
    {
      guint unit = g_array_index (file->file->users, guint, i);
      const UnitJudgement *judgement = judging->judgements->pdata[unit];
      if (!judgement || g_strcmp0 (main_file (judging->proving, unit), file->file->path) != 0)
        continue;
      for (guint j = 0; j < judgement->items->len; j++)
        {
          const UnitItem *item = &g_array_index (judgement->items, UnitItem, j);
          if (!item->identical && item->function && !g_hash_table_contains (judging->named->pdata[unit], item->name))
            take_item (function_of (file, item->name, NULL, 0, 0), item);
        }
    }
}

static gboolean
uses_file (const PlanFile *file, guint unit)
{
  for (guint i = 0; i < file->users->len; i++)
    if (g_array_index (file->users, guint, i) == unit)
      return TRUE;
  return FALSE;
}

/* Whether the ledger may account for an old name in the code of @user: a place is left in it, or in a macro's body; of a
 * variable's, outside of functions. */
static gboolean
is_accounted_for (const FileJudging *files, const Plan *plan, guint unit, const char *user, gboolean function)
{
  for (guint i = 0; i < plan->files->len; i++)
    if ((g_hash_table_contains (files[i].left_in, user) || g_hash_table_contains (files[i].left_in, "#")
         || (!function && g_hash_table_contains (files[i].left_in, "")))
        && uses_file (files[i].file, unit))
      return TRUE;
  return FALSE;
}

/* Where the unit's function @user is judged: in the file that has it, else in the unit's own. */
static FunctionProof *
proof_of_user (FileJudging *files, const Plan *plan, guint unit, FileJudging *own, const char *user)
{
  for (guint i = 0; i < plan->files->len; i++)
    if (g_hash_table_contains (files[i].functions, user) && uses_file (files[i].file, unit))
      return function_of (&files[i], user, NULL, 0, 0);
  return function_of (own, user, NULL, 0, 0);
}

/* Old names that the rewritten code uses and no ledger has: the rewriter has missed them. */
static void
add_missed (FileJudging *files, guint number)
{
  FileJudging *own = &files[number];
  const Judging *judging = own->judging;
  const Plan *plan = judging->proving->plan;
  for (guint i = 0; i < own->file->users->len; i++)
    {
      guint unit = g_array_index (own->file->users, guint, i);
      const UnitJudgement *judgement = judging->judgements->pdata[unit];
      if (!judgement || g_strcmp0 (main_file (judging->proving, unit), own->file->path) != 0)
        continue;
      for (guint j = 0; j < judgement->uses->len; j++)
        {
          const UnitUse *use = &g_array_index (judgement->uses, UnitUse, j);
          gboolean function = unit_judgement_find (judgement, use->user, TRUE) != NULL;
          if (!is_accounted_for (files, plan, unit, use->user, function))
            take_verdict (proof_of_user (files, plan, unit, own, use->user), PROOF_DIFFERS, FALSE,
                          wmem_strdup_printf (judging->proving->pool, "still uses %s(), which no place accounts for", use->name));
        }
    }
}

static gint
compare_proofs (gconstpointer left, gconstpointer right)
{
  const FunctionProof *one = *(const FunctionProof *const *) left, *other = *(const FunctionProof *const *) right;
  int order = g_strcmp0 (one->file->path, other->file->path);
  if (order)
    return order;
  return one->line != other->line ? (one->line < other->line ? -1 : 1) : g_strcmp0 (one->function, other->function);
}

/* What a decision about explicit pools asks (run/retreat.h). @return the one place @occurrence. */
static GArray *
place_of (const Proving *proving, const FunctionProof *proof, const Occurrence *occurrence)
{
  GArray *places = pool_array (proving->pool, sizeof (RolledBackPlace));
  g_autofree char *text = g_strdup_printf ("@%s:%u", proof->file->path, occurrence->offset);
  const RolledBackPlace place = { text_intern (text), occurrence->name };
  g_array_append_val (places, place);
  return places;
}

/* Whether something is rewritten in @proof that is not about who passes a pool. */
static gboolean
rewrites_memory (const Proving *proving, const FunctionProof *proof)
{
  for (guint i = 0; i < proof->places->len; i++)
    {
      const Occurrence *occurrence = proof->places->pdata[i];
      if (occurrence->thread == THREAD_NONE && active_change (proving->plan, occurrence))
        return TRUE;
    }
  return FALSE;
}

/* Takes back what is in @proof. Signatures and calls that pass a pool are the same on both sides: they stay as long as something else may
 * be to blame. */
static void
take_back (Proving *proving, const FunctionProof *proof, Reason reason)
{
  const gboolean spare = reason == REASON_OBJECT_DIFFERS && rewrites_memory (proving, proof);
  for (guint i = 0; i < proof->places->len; i++)
    {
      const Occurrence *occurrence = proof->places->pdata[i];
      Change *change = occurrence->change >= 0 ? proving->plan->changes->pdata[occurrence->change] : NULL;
      if (!change || !change->active || (spare && occurrence->thread != THREAD_NONE))
        continue;
      RollBack *roll_back = wmem_new0 (proving->pool, RollBack);
      roll_back->shown = proof->file->shown;
      roll_back->line = occurrence->line;
      roll_back->column = occurrence->column;
      roll_back->message = wmem_strdup_printf (proving->pool, "%s%s: %s", proof->function ? proof->function : "the file",
                                               proof->function ? "()" : "", proof->text ? proof->text : "not proved");
      roll_back->culprit = wmem_strdup_printf (proving->pool, "%s:%u: %s", proof->file->shown, occurrence->line,
                                               occurrence->name);
      roll_back->places = place_of (proving, proof, occurrence);
      g_ptr_array_add (proving->roll_backs, roll_back);
      plan_roll_back (proving->plan, change, reason);
      proving->taken_back = TRUE;
    }
}

static void
act (Proving *proving)
{
  for (guint i = 0; i < proving->proofs->len; i++)
    {
      const FunctionProof *proof = proving->proofs->pdata[i];
      if (proof->proof == PROOF_DIFFERS && !proof->explained)
        take_back (proving, proof, REASON_OBJECT_DIFFERS);
      else if (proof->proof != PROOF_IDENTICAL && proving->options->only_proved)
        take_back (proving, proof, REASON_NOT_PROVED);
    }
}

void
judge_functions (Proving *proving, GPtrArray *judgements)
{
  const Plan *plan = proving->plan;
  g_autofree FileJudging *files = g_new0 (FileJudging, plan->files->len);
  Judging judging = { proving, judgements, g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref),
                      g_hash_table_new (NULL, NULL) };
  g_ptr_array_set_size (proving->proofs, 0);
  proving->taken_back = FALSE;
  for (guint unit = 0; unit < plan->units->len; unit++)
    g_ptr_array_add (judging.named, g_hash_table_new (g_str_hash, g_str_equal));
  for (guint i = 0; i < plan->files->len; i++)
    {
      files[i] = (FileJudging){ &judging, plan->files->pdata[i], g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                                g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
      find_functions (&files[i]);
    }
  for (guint i = 0; i < plan->files->len; i++)
    add_missed (files, i);
  for (guint i = 0; i < proving->proofs->len; i++)
    judge_places (&judging, proving->proofs->pdata[i]);
  for (guint i = 0; i < plan->files->len; i++)
    add_bystanders (&files[i]);
  for (guint i = 0; i < plan->files->len; i++)
    {
      g_hash_table_unref (files[i].functions);
      g_hash_table_unref (files[i].left_in);
      /* What a generated file was made from: as the change has fared there. */
      for (guint j = 0; j < files[i].file->occurrences->len; j++)
        {
          Occurrence *occurrence = files[i].file->occurrences->pdata[j];
          if (occurrence->proof == PROOF_NONE && active_change (plan, occurrence))
            occurrence->proof = (Proof) GPOINTER_TO_UINT (
                g_hash_table_lookup (judging.by_change, GINT_TO_POINTER (occurrence->change)));
        }
    }
  g_ptr_array_unref (judging.named);
  g_hash_table_unref (judging.by_change);
  g_ptr_array_sort (proving->proofs, compare_proofs);
  act (proving);
}

/* Doubts about how a place was written, which equal code answers; not those about what it means to keep: lifetimes,
 * sizes, scopes, and whether an argument lies in the buffer that the call changes, which the reference doesn't know either. */
static gboolean
is_answered (Reason reason)
{
  switch (reason)
    {
    case REASON_CONST_RESULT:
    case REASON_RETURN_VALUE:
    case REASON_NEEDS_STATEMENT:
    case REASON_UNCONFIRMED:
      return TRUE;
    default:
      return FALSE;
    }
}

void
promote_places (const Proving *proving)
{
  for (guint i = 0; i < proving->proofs->len; i++)
    {
      const FunctionProof *proof = proving->proofs->pdata[i];
      for (guint j = 0; j < proof->places->len; j++)
        {
          Occurrence *occurrence = proof->places->pdata[j];
          if (occurrence->proof != PROOF_IDENTICAL || occurrence->confidence != CONFIDENCE_REVIEW
              || !is_answered (occurrence->reason))
            continue;
          occurrence->confidence = CONFIDENCE_SAFE;
          occurrence->reason = REASON_NONE;
          occurrence->note = NULL;
        }
    }
}

ProofCounts
proof_counts (const GPtrArray *proofs)
{
  ProofCounts counts = { 0 };
  for (guint i = 0; proofs && i < proofs->len; i++)
    {
      const FunctionProof *proof = proofs->pdata[i];
      if (!proof->function)
        continue;
      counts.functions++;
      counts.by_proof[proof->proof]++;
      counts.explained += proof->explained;
    }
  return counts;
}
