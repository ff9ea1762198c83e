/* SPDX-License-Identifier: MIT */
/*
 * The ledger as text.
 */
#include "report/text_report.h"

#define BOLD "\033[1m"
#define RED "\033[31m"
#define YELLOW "\033[33m"
#define PLAIN "\033[0m"

typedef struct
{
  GString *out;
  gboolean colour;
} Printer;

static const char *
tint (const Printer *printer, const char *code)
{
  return printer->colour ? code : "";
}

static void
print_place (const Printer *printer, const char *path, guint line, guint column, const char *colour,
             const char *label)
{
  g_string_append_printf (printer->out, "%s%s:%u:%u:%s %s%s:%s ", tint (printer, BOLD), path, line, column,
                          tint (printer, PLAIN), tint (printer, colour), label, tint (printer, PLAIN));
}

static void
print_occurrences (const Printer *printer, GArray *places, const char *label, const char *colour)
{
  for (guint i = 0; i < places->len; i++)
    {
      const ReportPlace *place = &g_array_index (places, ReportPlace, i);
      const Occurrence *occurrence = place->occurrence;
      print_place (printer, place->file->shown, occurrence->line, occurrence->column, colour, label);
      g_string_append_printf (printer->out, "%s: %s: %s\n", reason_code (occurrence->reason),
                              occurrence->name, place->advice);
    }
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
      g_string_append_printf (printer->out, "%s: %s", finding->rule, finding->message);
      if (finding->advice)
        g_string_append_printf (printer->out, ": %s", finding->advice);
      g_string_append_c (printer->out, '\n');
      for (guint j = 0; finding->steps && j < finding->steps->len; j++)
        {
          const FindingStep *step = finding->steps->pdata[j];
          g_string_append_printf (printer->out, "    %s:%u: %s\n", step->path, step->line, step->text);
        }
    }
}

static void
print_roll_backs (const Printer *printer, GPtrArray *roll_backs)
{
  for (guint i = 0; i < roll_backs->len; i++)
    {
      const RollBack *roll_back = roll_backs->pdata[i];
      g_autofree char *line
          = roll_back->line ? g_strdup_printf ("%u:", roll_back->line) : g_strdup (" (no line)");
      g_string_append_printf (printer->out, "%s%s:%s%s %srolled back:%s %s: %s\n", tint (printer, BOLD),
                              roll_back->shown, line, tint (printer, PLAIN), tint (printer, RED),
                              tint (printer, PLAIN),
                              roll_back->culprit ? roll_back->culprit : "the whole file", roll_back->message);
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
      g_string_append_printf (printer->out, "%s%s:%u:%s %s%s:%s %s%s: %s%s", tint (printer, BOLD), proof->file->shown,
                              proof->line, tint (printer, PLAIN), tint (printer, YELLOW), proof_name (proof->proof),
                              tint (printer, PLAIN), proof->function ? proof->function : "outside of functions",
                              proof->function ? "()" : "", proof->text ? proof->text : "",
                              proof->explained ? " (a recipe that is known to differ)" : "");
      for (guint j = 0; j < proof->places->len; j++)
        {
          const Occurrence *occurrence = proof->places->pdata[j];
          g_string_append_printf (printer->out, "%s %u (%s)", j == 0 ? "; lines" : ",", occurrence->line,
                                  occurrence->name);
        }
      g_string_append_c (printer->out, '\n');
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
            g_string_append_printf (printer->out, "%s:%u: unused suppression of '%s': remove it\n",
                                    file->shown, suppression->line, suppression->rules);
        }
    }
}

static void
print_failures (const Printer *printer, const RunReport *report)
{
  const Plan *plan = report->plan;
  for (guint i = 0; i < plan->units->len; i++)
    {
      const PlanUnit *unit = plan->units->pdata[i];
      if (unit->status == UNIT_OK || unit->command >= report->sources->commands->len)
        continue;
      const CompileCommand *command = report->sources->commands->pdata[unit->command];
      g_string_append_printf (printer->out, "%s%s:%s %s%s:%s %s\n", tint (printer, BOLD),
                              command->file, tint (printer, PLAIN), tint (printer, RED),
                              unit_was_whole (unit->status) ? "has errors of its own" : "not parsed",
                              tint (printer, PLAIN), unit->failure ? unit->failure : "errors (no line)");
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
      g_string_append_printf (printer->out, "%s: found %u, rewritten %u (%u to review), left %u\n",
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
              g_hash_table_insert (numbers, (gpointer)occurrence->rule, GUINT_TO_POINTER (number));
            }
          RuleCount *count = &g_array_index (counts, RuleCount, number - 1);
          count->found++;
          count->rewritten
              += occurrence->change >= 0 && ((Change *)plan->changes->pdata[occurrence->change])->active;
        }
    }
  g_array_sort (counts, compare_counts);
  for (guint i = 0; i < counts->len; i++)
    {
      const RuleCount *count = &g_array_index (counts, RuleCount, i);
      g_string_append_printf (printer->out, "%-34s found %6u  rewritten %6u\n", count->name, count->found,
                              count->rewritten);
    }
  Ledger total = plan_ledger (plan, NULL);
  for (guint reason = 0; reason < N_REASONS; reason++)
    if (total.by_reason[reason] > 0)
      g_string_append_printf (printer->out, "left for %-25s %6u\n", reason_code (reason),
                              total.by_reason[reason]);
  for (guint i = 0; i < report->stages->len; i++)
    {
      const StageTime *stage = &g_array_index (report->stages, StageTime, i);
      g_string_append_printf (printer->out, "stage %-28s %8.2f s  processor %8.2f s  memory %4u MB\n",
                              stage->name, stage->seconds, stage->processor_seconds,
                              (guint)(stage->memory >> 20));
    }
  ProofCounts proved = proof_counts (report->proofs);
  if (report->proofs)
    g_string_append_printf (printer->out,
                            "functions with a change: %u, identical %u, differing %u (explained %u), not comparable %u\n",
                            proved.functions, proved.by_proof[PROOF_IDENTICAL], proved.by_proof[PROOF_DIFFERS],
                            proved.explained, proved.by_proof[PROOF_NOT_COMPARABLE]);
  g_string_append_printf (printer->out,
                          "units: %u in all, %u parsed (%u with a precompiled header, %u for the scope alone), %u verified, %u by tokens only, "
                          "%u drawn in by a header\n"
                          "largest worker: %u MB\n",
                          report->sources->commands->len, report->units_parsed, report->units_precompiled,
                          report->units_for_scope,
                          report->units_verified, report_units_by_tokens (report),
                          report->sources->commands->len - report->sources->own, (guint)(report->worker_memory >> 20));
}

static void
print_balance (const Printer *printer, const RunReport *report)
{
  Ledger ledger = plan_ledger (report->plan, NULL);
  guint neutral = ledger.left - ledger.residue;
  if (report->line->run.output == OUTPUT_LINT)
    g_string_append_printf (printer->out, "found %u places of the rules (nothing is changed by --lint)", ledger.found);
  else
    g_string_append_printf (
      printer->out,
      "found %u = rewritten %u (safe %u, review %u, unsafe %u) + left %u (residue %u, nothing to do %u)",
      ledger.found, ledger.rewritten, ledger.by_confidence[CONFIDENCE_SAFE],
      ledger.by_confidence[CONFIDENCE_REVIEW], ledger.by_confidence[CONFIDENCE_UNSAFE], ledger.left,
      ledger.residue, neutral);
  guint failures, changed = report_changed_files (report);
  report_first_failure (report, &failures);
  if (report->line->run.output != OUTPUT_LINT)
    g_string_append_printf (printer->out, "; %u file%s changed", changed, changed == 1 ? "" : "s");
  if (failures > 0)
    g_string_append_printf (printer->out, "; %u translation unit%s not parsed", failures,
                            failures == 1 ? "" : "s");
  guint by_tokens = report_units_by_tokens (report);
  if (by_tokens > 0)
    g_string_append_printf (printer->out, "; %u unit%s looked at by tokens only", by_tokens,
                            by_tokens == 1 ? "" : "s");
  if (report->findings->len > 0)
    g_string_append_printf (printer->out, "; %u finding%s", report->findings->len,
                            report->findings->len == 1 ? "" : "s");
  if (report->proofs)
    {
      ProofCounts counts = proof_counts (report->proofs);
      g_string_append_printf (printer->out, "; proved identical %u of %u functions; %u to review",
                              counts.by_proof[PROOF_IDENTICAL], counts.functions,
                              counts.functions - counts.by_proof[PROOF_IDENTICAL]);
    }
  g_string_append_c (printer->out, '\n');
}

void
text_report_append (GString *out, const RunReport *report, gboolean colour)
{
  const Printer printer = { .out = out, .colour = colour };
  g_autoptr (GArray) residue = report_residue (report);
  g_autoptr (GArray) reviews = report_reviews (report);
  print_failures (&printer, report);
  print_occurrences (&printer, residue, "left", RED);
  print_occurrences (&printer, reviews, "review", YELLOW);
  print_findings (&printer, report->findings);
  print_roll_backs (&printer, report->roll_backs);
  print_proofs (&printer, report->proofs);
  print_unused_suppressions (&printer, report->plan);
  guint without_flags = report->sources->without_flags->len;
  if (without_flags > 0)
    g_string_append_printf (
        out, "%u file%s of the folders without flags: looked at by tokens only, such as '%s'\n",
        without_flags, without_flags == 1 ? "" : "s", (char *)report->sources->without_flags->pdata[0]);
  if (report->line->stats)
    print_statistics (&printer, report);
  print_balance (&printer, report);
}
