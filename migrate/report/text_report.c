/* SPDX-License-Identifier: MIT */
/*
 * The ledger as text.
 */
#include "report/text_report.h"

#include <stdarg.h>
#include <string.h>

#include "report/accepted.h"
#include "terminal/terminal.h"

#define BOLD "\033[1m"
#define RED "\033[31m"
#define YELLOW "\033[33m"
#define PLAIN "\033[0m"

typedef struct
{
  GString *out;
  gboolean colour;
} Printer;

/* Names and messages may hold anybody's bytes: all but our own colours goes through here. The newline that ends
 * @format is one. */
G_GNUC_PRINTF (2, 3)
static void
print (const Printer *printer, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gboolean ends_line = g_str_has_suffix (format, "\n");
  if (ends_line)
    text[strlen (text) - 1] = '\0';
  g_autofree char *shown = terminal_text (text);
  g_string_append (printer->out, shown);
  if (ends_line)
    g_string_append_c (printer->out, '\n');
}

static void
print_tinted (const Printer *printer, const char *colour, const char *text)
{
  if (printer->colour)
    g_string_append (printer->out, colour);
  print (printer, "%s", text);
  if (printer->colour)
    g_string_append (printer->out, PLAIN);
}

/* "PATH:LINE:COLUMN: LABEL: ". A line or a column of 0 is not known. */
static void
print_place (const Printer *printer, const char *path, guint line, guint column, const char *colour,
             const char *label)
{
  g_autoptr (GString) place = g_string_new (path);
  g_string_append_c (place, ':');
  if (line > 0)
    g_string_append_printf (place, "%u:", line);
  if (column > 0)
    g_string_append_printf (place, "%u:", column);
  print_tinted (printer, BOLD, place->str);
  print (printer, " ");
  g_autofree char *mark = g_strconcat (label, ":", NULL);
  print_tinted (printer, colour, mark);
  print (printer, " ");
}

static void
print_occurrence (const Printer *printer, const ReportPlace *place, const char *label, const char *colour, guint more)
{
  const Occurrence *occurrence = place->occurrence;
  g_autofree char *text = report_place_text (place);
  print_place (printer, place->file->shown, occurrence->line, occurrence->column, colour, label);
  print (printer, "%s: %s: %s", reason_code (occurrence->reason), occurrence->name, text);
  if (more > 0)
    print (printer, " (and %u more like it)", more);
  print (printer, "\n");
}

static void
print_occurrences (const Printer *printer, const RunReport *report, Outcome outcome, const char *label, const char *colour)
{
  g_autoptr (GArray) places = report_places (report, outcome);
  for (guint i = 0; i < places->len; i++)
    {
      const ReportPlace *place = &g_array_index (places, ReportPlace, i);
      if (place->occurrence->reason != REASON_LINT)
        print_occurrence (printer, place, label, colour, 0);
    }
}

/* What is left and settled, a line for all that are alike: there may be hundreds. What the place itself says (a comment,
 * another thing of the name) is not told. */
static void
print_settled (const Printer *printer, const RunReport *report)
{
  g_autoptr (GArray) places = report_places (report, OUTCOME_SETTLED);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < places->len; i++)
    {
      const ReportPlace *place = &g_array_index (places, ReportPlace, i);
      const Occurrence *occurrence = place->occurrence;
      if (occurrence_kind_is_neutral (occurrence->kind) || occurrence->reason == REASON_NOT_NAMED
          || occurrence->reason == REASON_EXCLUDED)
        continue;
      char *alike = g_strdup_printf ("%u %s %s", occurrence->reason, occurrence->name, place->cause);
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, alike)), none = 0;
      if (number > 0)
        {
          g_array_index (counts, guint, number - 1)++;
          g_free (alike);
          continue;
        }
      g_array_append_val (firsts, i);
      g_array_append_val (counts, none);
      g_hash_table_insert (numbers, alike, GUINT_TO_POINTER (firsts->len));
    }
  for (guint i = 0; i < firsts->len; i++)
    print_occurrence (printer, &g_array_index (places, ReportPlace, g_array_index (firsts, guint, i)), "left", PLAIN,
                      g_array_index (counts, guint, i));
}

static void
print_findings (const Printer *printer, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const Finding *finding = findings->pdata[i];
      print_place (printer, finding->shown, finding->line, finding->column,
                   finding->severity == FINDING_ERROR ? RED : YELLOW,
                   finding_severity_name (finding->severity));
      print (printer, "%s: %s", finding->rule, finding->message);
      if (finding->advice)
        print (printer, ": %s", finding->advice);
      print (printer, "\n");
      for (guint j = 0; finding->steps && j < finding->steps->len; j++)
        {
          const FindingStep *step = finding->steps->pdata[j];
          print (printer, "    %s:%u: %s\n", step->path, step->line, step->text);
        }
    }
}

static void
print_roll_backs (const Printer *printer, GPtrArray *roll_backs)
{
  for (guint i = 0; i < roll_backs->len; i++)
    {
      const RollBack *roll_back = roll_backs->pdata[i];
      print_place (printer, roll_back->shown, roll_back->line, roll_back->column, RED, "rolled back");
      print (printer, "%s: %s\n", roll_back->culprit ? roll_back->culprit : "the whole file", roll_back->message);
    }
}

/* What the proof by machine code leaves to a person: each function that is not identical, and where in it. */
static void
print_proofs (const Printer *printer, const GPtrArray *proofs)
{
  for (guint i = 0; proofs && i < proofs->len; i++)
    {
      const FunctionProof *proof = proofs->pdata[i];
      if (proof->proof == PROOF_IDENTICAL)
        continue;
      print_place (printer, proof->file->shown, proof->line, proof->column, YELLOW, proof_name (proof->proof));
      print (printer, "%s%s: %s%s", proof->function ? proof->function : "outside of functions",
             proof->function ? "()" : "", proof->text ? proof->text : "",
             proof->explained ? " (a recipe that is known to differ)" : "");
      for (guint j = 0; j < proof->places->len; j++)
        {
          const Occurrence *occurrence = proof->places->pdata[j];
          print (printer, "%s %u (%s)", j == 0 ? "; lines" : ",", occurrence->line,
                 occurrence->name);
        }
      print (printer, "\n");
    }
}

static void
print_unused_suppressions (const Printer *printer, const Plan *plan)
{
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = plan->files->pdata[i];
      for (guint j = 0; file->suppressions && j < file->suppressions->len; j++)
        {
          const Suppression *suppression = &g_array_index (file->suppressions, Suppression, j);
          if (!suppression->used)
            print (printer, "%s:%u: unused suppression of '%s': remove it\n",
                   file->shown, suppression->line, suppression->rules);
        }
    }
}

static void
print_project (const Printer *printer, const RunReport *report)
{
  const ProjectFile *project = report->line->project;
  if (!project)
    return;
  for (guint i = 0; i < report->unused_acceptances->len; i++)
    {
      const Acceptance *acceptance = report->unused_acceptances->pdata[i];
      print_place (printer, project->shown, acceptance->line, 0, YELLOW, "unused");
      if (acceptance_is_of_review (report, acceptance))
        print (printer, "'%s' in '%s' is rewritten, for review, so there is nothing to accept: suppress what is not to be rewritten by a comment\n",
               acceptance->finding, acceptance->given);
      else
        print (printer, "no '%s' in '%s' to accept any more: remove it\n", acceptance->finding, acceptance->given);
    }
  print (printer, "options and accepted findings of '%s' (--no-config: without)\n", project->shown);
}

/* @return what stands behind "PATH:LINE:COLUMN: " at the beginning of @failure, which is in *@place then, without its last colon. */
static const char *
split_place (const char *failure, char **place)
{
  g_autoptr (GRegex) pattern = g_regex_new ("^(/.*?:[0-9]+:[0-9]+): ", G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  gint end = 0;
  if (!g_regex_match (pattern, failure, 0, &match) || !g_match_info_fetch_pos (match, 0, NULL, &end))
    return failure;
  *place = g_match_info_fetch (match, 1);
  return failure + end;
}

static void
print_failures (const Printer *printer, const RunReport *report)
{
  const Plan *plan = report->plan;
  for (guint i = 0; i < plan->units->len; i++)
    {
      const PlanUnit *unit = plan->units->pdata[i];
      if (unit->status == UNIT_OK || unit->command >= report->sources->commands->len || (unit_was_whole (unit->status) && !unit->failure))
        continue;
      const CompileCommand *command = report->sources->commands->pdata[unit->command];
      const char *what = unit_was_whole (unit->status) ? "has errors of its own" : "not parsed";
      g_autofree char *place = NULL;
      const char *message = unit->failure ? split_place (unit->failure, &place) : "errors (no line)";
      if (place && !g_str_has_prefix (place, command->file))
        {
          g_autofree char *label = g_strdup_printf ("'%s' %s", command->file, what);
          print_place (printer, place, 0, 0, RED, label);
        }
      else
        print_place (printer, place ? place : command->file, 0, 0, RED, what);
      print (printer, "%s\n", message);
    }
}

typedef struct
{
  const char *name;
  guint found, rewritten;
} RuleCount;

static gint
compare_counts (gconstpointer left, gconstpointer right)
{
  const RuleCount *one = left, *other = right;
  return one->found != other->found ? (one->found > other->found ? -1 : 1)
                                    : g_strcmp0 (one->name, other->name);
}

/* Counts by rule, by file and by stage. */
static void
print_statistics (const Printer *printer, const RunReport *report)
{
  const Plan *plan = report->plan;
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) counts = g_array_new (FALSE, TRUE, sizeof (RuleCount));
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = plan->files->pdata[i];
      Ledger ledger = plan_ledger (plan, file);
      print (printer, "%s: found %u, rewritten %u (%u to review), left %u\n",
             file->shown, ledger.found, ledger.rewritten,
             ledger.rewritten - ledger.by_confidence[CONFIDENCE_SAFE], ledger.left);
      for (guint j = 0; j < file->occurrences->len; j++)
        {
          const Occurrence *occurrence = file->occurrences->pdata[j];
          guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, occurrence->rule));
          if (number == 0)
            {
              RuleCount fresh = { .name = occurrence->rule };
              g_array_append_val (counts, fresh);
              number = counts->len;
              g_hash_table_insert (numbers, (gpointer) occurrence->rule, GUINT_TO_POINTER (number));
            }
          RuleCount *count = &g_array_index (counts, RuleCount, number - 1);
          count->found++;
          count->rewritten
              += occurrence->change >= 0 && ((Change *) plan->changes->pdata[occurrence->change])->active;
        }
    }
  g_array_sort (counts, compare_counts);
  for (guint i = 0; i < counts->len; i++)
    {
      const RuleCount *count = &g_array_index (counts, RuleCount, i);
      print (printer, "%-34s found %6u  rewritten %6u\n", count->name, count->found,
             count->rewritten);
    }
  Ledger total = plan_ledger (plan, NULL);
  for (guint reason = 0; reason < N_REASONS; reason++)
    if (total.by_reason[reason] > 0)
      print (printer, "left for %-25s %6u\n", reason_code (reason),
             total.by_reason[reason]);
  for (guint i = 0; i < report->stages->len; i++)
    {
      const StageTime *stage = &g_array_index (report->stages, StageTime, i);
      print (printer, "stage %-28s %8.2f s  processor %8.2f s  memory %4u MB\n",
             stage->name, stage->seconds, stage->processor_seconds,
             (guint) (stage->memory >> 20));
    }
  ProofCounts proved = proof_counts (report->proofs);
  if (report->proofs)
    print (printer,
           "functions with a change: %u, identical %u, differing %u (explained %u), not comparable %u\n",
           proved.functions, proved.by_proof[PROOF_IDENTICAL], proved.by_proof[PROOF_DIFFERS],
           proved.explained, proved.by_proof[PROOF_NOT_COMPARABLE]);
  print (printer,
         "units: %u in all, %u parsed (%u with a precompiled header, %u for the scope alone), %u verified, %u by tokens only, "
         "%u drawn in by a header, %u by a call, %u parsed again for their pools\n",
         report->sources->commands->len, report->units_parsed, report->units_precompiled,
         report->units_for_scope,
         report->units_verified, report_units_by_tokens (report),
         report->sources->commands->len - report->sources->own - report->drawn_by_calls, report->drawn_by_calls,
         report->units_again);
  print (printer, "largest worker: %u MB\n", (guint) (report->worker_memory >> 20));
}

void
text_report_append_balance (GString *out, const RunReport *report)
{
  Ledger ledger = plan_ledger (report->plan, NULL);
  guint neutral = ledger.left - ledger.residue;
  if (report->line->run.output == OUTPUT_LINT)
    g_string_append_printf (out, "found %u places of the rules (nothing is changed by --lint)", ledger.found);
  else
    g_string_append_printf (
        out,
        "found %u = rewritten %u (safe %u, review %u, unsafe %u) + left %u (residue %u, nothing to do %u)",
        ledger.found, ledger.rewritten, ledger.by_confidence[CONFIDENCE_SAFE],
        ledger.by_confidence[CONFIDENCE_REVIEW], ledger.by_confidence[CONFIDENCE_UNSAFE], ledger.left,
        ledger.residue, neutral);
  if (ledger.signatures > 0 || ledger.calls > 0)
    g_string_append_printf (out, "; of these %u signature%s and %u call%s that pass a pool", ledger.signatures,
                            ledger.signatures == 1 ? "" : "s", ledger.calls, ledger.calls == 1 ? "" : "s");
  guint failures, changed = report_changed_files (report);
  report_first_failure (report, &failures);
  if (report->line->run.output != OUTPUT_LINT)
    g_string_append_printf (out, "; %u file%s changed", changed, changed == 1 ? "" : "s");
  if (failures > 0)
    g_string_append_printf (out, "; %u translation unit%s not parsed", failures,
                            failures == 1 ? "" : "s");
  guint by_tokens = report_units_by_tokens (report);
  if (by_tokens > 0)
    g_string_append_printf (out, "; %u unit%s looked at by tokens only", by_tokens,
                            by_tokens == 1 ? "" : "s");
  if (report->findings->len > 0)
    g_string_append_printf (out, "; %u finding%s", report->findings->len,
                            report->findings->len == 1 ? "" : "s");
  if (report->known->len > 0)
    g_string_append_printf (out, "; %u known by the baseline", report->known->len);
  if (report->gone_findings > 0)
    g_string_append_printf (out, "; %u of the baseline gone: make it anew", report->gone_findings);
  if (report->accepted->len + report->accepted_places > 0)
    g_string_append_printf (out, "; %u accepted by %s", report->accepted->len + report->accepted_places, report->line->project->shown);
  guint excluded = report->sources->excluded->len;
  if (excluded > 0)
    g_string_append_printf (out, "; %u file%s excluded", excluded, excluded == 1 ? "" : "s");
  if (report->proofs)
    {
      ProofCounts counts = proof_counts (report->proofs);
      g_string_append_printf (out, "; proved identical %u of %u functions; %u to review",
                              counts.by_proof[PROOF_IDENTICAL], counts.functions,
                              counts.functions - counts.by_proof[PROOF_IDENTICAL]);
    }
  g_string_append_c (out, '\n');
}

void
text_report_append (GString *out, const RunReport *report, gboolean colour)
{
  const Printer printer = { .out = out, .colour = colour };
  print_failures (&printer, report);
  print_settled (&printer, report);
  print_occurrences (&printer, report, OUTCOME_RESIDUE, "left", RED);
  print_occurrences (&printer, report, OUTCOME_REVIEW, "review", YELLOW);
  print_findings (&printer, report->findings);
  print_roll_backs (&printer, report->roll_backs);
  print_proofs (&printer, report->proofs);
  print_unused_suppressions (&printer, report->plan);
  print_project (&printer, report);
  guint without_flags = report->sources->without_flags->len;
  if (without_flags > 0)
    print (&printer, "%u file%s of the folders without flags: looked at by tokens only, such as '%s'\n",
           without_flags, without_flags == 1 ? "" : "s", (char *) report->sources->without_flags->pdata[0]);
  if (report->line->stats)
    print_statistics (&printer, report);
  text_report_append_balance (out, report);
}
