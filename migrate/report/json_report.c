/* SPDX-License-Identifier: MIT */
/*
 * The report as JSON.
 */
#include "report/json_report.h"

#include "plan/active_edits.h"
#include "report/accepted.h"
#include "report/json_text.h"

static void
add_ledger (JsonBuilder *builder, const Ledger *ledger)
{
  json_begin_member (builder, "ledger", FALSE);
  json_add_number (builder, "found", ledger->found);
  json_add_number (builder, "rewritten", ledger->rewritten);
  json_add_number (builder, "left", ledger->left);
  json_add_number (builder, "residue", ledger->residue);
  json_add_number (builder, "signatures", ledger->signatures);
  json_add_number (builder, "calls", ledger->calls);
  json_begin_member (builder, "confidence", FALSE);
  for (guint i = 0; i < N_CONFIDENCES; i++)
    json_add_number (builder, confidence_name (i), ledger->by_confidence[i]);
  json_builder_end_object (builder);
  json_begin_member (builder, "reasons", FALSE);
  for (guint i = 0; i < N_REASONS; i++)
    if (ledger->by_reason[i] > 0)
      json_add_number (builder, reason_code (i), ledger->by_reason[i]);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
add_occurrence (JsonBuilder *builder, const RunReport *report, const Occurrence *occurrence)
{
  Outcome outcome = report_outcome (report, occurrence);
  gboolean rewritten = outcome == OUTCOME_REWRITTEN || outcome == OUTCOME_REVIEW;
  json_builder_begin_object (builder);
  json_add_number (builder, "line", occurrence->line);
  json_add_number (builder, "column", occurrence->column);
  json_add_number (builder, "offset", occurrence->offset);
  json_add_number (builder, "length", occurrence->length);
  json_add_text (builder, "name", occurrence->name);
  json_add_text (builder, "rule", occurrence->rule);
  json_add_text (builder, "kind", occurrence_kind_name (occurrence->kind));
  json_add_text (builder, "outcome", rewritten ? "rewritten" : "left");
  json_add_flag (builder, "neutral", occurrence_kind_is_neutral (occurrence->kind));
  json_add_flag (builder, "residue", outcome == OUTCOME_RESIDUE);
  json_add_text (builder, "confidence", confidence_name (occurrence->confidence));
  json_add_text (builder, "reason", reason_code (occurrence->reason));
  json_add_text (builder, "note", occurrence->note);
  if (occurrence->proof != PROOF_NONE)
    json_add_text (builder, "proof", proof_name (occurrence->proof));
  json_builder_end_object (builder);
}

static void
add_files (JsonBuilder *builder, const RunReport *report)
{
  const Plan *plan = report->plan;
  ActiveEdits *edits = active_edits_new (plan);
  json_begin_member (builder, "files", TRUE);
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = plan->files->pdata[i];
      Ledger ledger = plan_ledger (plan, file);
      json_builder_begin_object (builder);
      json_add_text (builder, "path", file->shown);
      add_ledger (builder, &ledger);
      json_add_flag (builder, "changed", active_edits_of (edits, file) != NULL);
      json_begin_member (builder, "occurrences", TRUE);
      for (guint j = 0; j < file->occurrences->len; j++)
        add_occurrence (builder, report, file->occurrences->pdata[j]);
      json_builder_end_array (builder);
      json_begin_member (builder, "unused_suppressions", TRUE);
      for (guint j = 0; file->suppressions && j < file->suppressions->len; j++)
        {
          const Suppression *suppression = &g_array_index (file->suppressions, Suppression, j);
          if (suppression->used)
            continue;
          json_builder_begin_object (builder);
          json_add_number (builder, "line", suppression->line);
          json_add_text (builder, "rules", suppression->rules);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  active_edits_free (edits);
}

static void
add_failures (JsonBuilder *builder, const RunReport *report)
{
  static const char *const statuses[] = { "ok", "errors", "broken", "unparsable", "crashed", "timed-out" };
  json_begin_member (builder, "failures", TRUE);
  for (guint i = 0; i < report->plan->units->len; i++)
    {
      const PlanUnit *unit = report->plan->units->pdata[i];
      if (unit->status == UNIT_OK || unit->command >= report->sources->commands->len)
        continue;
      json_builder_begin_object (builder);
      json_add_text (builder, "file",
                     ((CompileCommand *) report->sources->commands->pdata[unit->command])->file);
      json_add_text (builder, "status", statuses[unit->status]);
      json_add_text (builder, "message", unit->failure);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_begin_member (builder, "without_flags", TRUE);
  for (guint i = 0; i < report->sources->without_flags->len; i++)
    {
      g_autofree char *valid = g_utf8_make_valid (report->sources->without_flags->pdata[i], -1);
      json_builder_add_string_value (builder, valid);
    }
  json_builder_end_array (builder);
}

static void
add_finding (JsonBuilder *builder, const Finding *finding, const Acceptance *acceptance)
{
  json_builder_begin_object (builder);
  json_add_text (builder, "rule", finding->rule);
  json_add_text (builder, "severity", finding_severity_name (finding->severity));
  json_add_text (builder, "certainty", confidence_name (finding->certainty));
  json_add_text (builder, "path", finding->shown);
  json_add_number (builder, "line", finding->line);
  json_add_number (builder, "column", finding->column);
  json_add_text (builder, "message", finding->message);
  json_add_text (builder, "advice", finding->advice);
  if (acceptance)
    json_add_text (builder, "accepted", acceptance->reason);
  json_begin_member (builder, "steps", TRUE);
  for (guint j = 0; finding->steps && j < finding->steps->len; j++)
    {
      const FindingStep *step = finding->steps->pdata[j];
      json_builder_begin_object (builder);
      json_add_text (builder, "path", step->path);
      json_add_number (builder, "line", step->line);
      json_add_text (builder, "text", step->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* Those to deal with, and those that somebody has looked at. */
static void
add_findings (JsonBuilder *builder, const RunReport *report)
{
  json_begin_member (builder, "findings", TRUE);
  for (guint i = 0; i < report->findings->len; i++)
    add_finding (builder, report->findings->pdata[i], NULL);
  json_builder_end_array (builder);
  json_add_number (builder, "known_findings", report->known->len);
  json_begin_member (builder, "known", TRUE);
  for (guint i = 0; i < report->known->len; i++)
    add_finding (builder, report->known->pdata[i], NULL);
  json_builder_end_array (builder);
  json_begin_member (builder, "accepted", TRUE);
  for (guint i = 0; i < report->accepted->len; i++)
    {
      const AcceptedFinding *accepted = report->accepted->pdata[i];
      add_finding (builder, accepted->finding, accepted->acceptance);
    }
  json_builder_end_array (builder);
}

/* What the project's configuration has to do with the run. */
static void
add_project (JsonBuilder *builder, const RunReport *report)
{
  json_add_text (builder, "config", report->line->project ? report->line->project->shown : NULL);
  json_begin_member (builder, "unused_acceptances", TRUE);
  for (guint i = 0; i < report->unused_acceptances->len; i++)
    {
      const Acceptance *acceptance = report->unused_acceptances->pdata[i];
      json_builder_begin_object (builder);
      json_add_number (builder, "line", acceptance->line);
      json_add_text (builder, "finding", acceptance->finding);
      json_add_text (builder, "path", acceptance->given);
      json_add_flag (builder, "review", acceptance_is_of_review (report, acceptance));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_begin_member (builder, "excluded", TRUE);
  for (guint i = 0; i < report->sources->excluded->len; i++)
    {
      g_autofree char *valid = g_utf8_make_valid (report->sources->excluded->pdata[i], -1);
      json_builder_add_string_value (builder, valid);
    }
  json_builder_end_array (builder);
}

static void
add_roll_backs (JsonBuilder *builder, GPtrArray *roll_backs)
{
  json_begin_member (builder, "roll_backs", TRUE);
  for (guint i = 0; i < roll_backs->len; i++)
    {
      const RollBack *roll_back = roll_backs->pdata[i];
      json_builder_begin_object (builder);
      json_add_text (builder, "path", roll_back->shown);
      json_add_number (builder, "line", roll_back->line);
      json_add_number (builder, "column", roll_back->column);
      json_add_text (builder, "message", roll_back->message);
      json_add_text (builder, "culprit", roll_back->culprit);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* The proof by machine code: the counts, and each function with a change. */
static void
add_proofs (JsonBuilder *builder, const GPtrArray *proofs)
{
  ProofCounts counts = proof_counts (proofs);
  json_begin_member (builder, "proof", FALSE);
  json_add_number (builder, "functions", counts.functions);
  for (Proof proof = PROOF_IDENTICAL; proof < N_PROOFS; proof++)
    json_add_number (builder, proof_name (proof), counts.by_proof[proof]);
  json_add_number (builder, "explained", counts.explained);
  json_begin_member (builder, "places", TRUE);
  for (guint i = 0; i < proofs->len; i++)
    {
      const FunctionProof *proof = proofs->pdata[i];
      json_builder_begin_object (builder);
      json_add_text (builder, "path", proof->file->shown);
      json_add_text (builder, "function", proof->function);
      json_add_number (builder, "line", proof->line);
      json_add_text (builder, "proof", proof_name (proof->proof));
      json_add_flag (builder, "explained", proof->explained);
      json_add_text (builder, "difference", proof->text);
      json_begin_member (builder, "lines", TRUE);
      for (guint j = 0; j < proof->places->len; j++)
        json_builder_add_int_value (builder, ((const Occurrence *) proof->places->pdata[j])->line);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_stages (JsonBuilder *builder, GArray *stages)
{
  json_begin_member (builder, "stages", TRUE);
  for (guint i = 0; i < stages->len; i++)
    {
      const StageTime *stage = &g_array_index (stages, StageTime, i);
      json_builder_begin_object (builder);
      json_add_text (builder, "name", stage->name);
      json_builder_set_member_name (builder, "seconds");
      json_builder_add_double_value (builder, stage->seconds);
      json_builder_set_member_name (builder, "processor_seconds");
      json_builder_add_double_value (builder, stage->processor_seconds);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
json_report_add_members (JsonBuilder *builder, const RunReport *report)
{
  static const char *const verifications[]
      = { [VERIFY_PARSE] = "parse", [VERIFY_COMPILE] = "compile", [VERIFY_OBJECT] = "object", [VERIFY_NONE] = "none" };
  static const char *const outputs[]
      = {
          [OUTPUT_DIFF] = "diff",
          [OUTPUT_IN_PLACE] = "in-place",
          [OUTPUT_DIRECTORY] = "directory",
          [OUTPUT_CHECK] = "check",
          [OUTPUT_LINT] = "lint",
        };
  Ledger ledger = plan_ledger (report->plan, NULL);
  guint failures;
  report_first_failure (report, &failures);

  json_add_text (builder, "tool", "wmem-migrate");
  json_add_text (builder, "version", WMEM_MIGRATE_VERSION);
  json_add_number (builder, "format", 1);
  json_add_text (builder, "output", outputs[report->line->run.output]);
  json_add_text (builder, "verify", verifications[report->line->run.verify]);
  add_ledger (builder, &ledger);
  json_add_number (builder, "changed_files", report_changed_files (report));
  json_begin_member (builder, "units", FALSE);
  json_add_number (builder, "total", report->sources->commands->len);
  json_add_number (builder, "parsed", report->units_parsed);
  json_add_number (builder, "tokens_only", report_units_by_tokens (report));
  json_add_number (builder, "drawn_in", report->sources->commands->len - report->sources->own);
  json_add_number (builder, "verified", report->units_verified);
  json_add_number (builder, "failed", failures);
  json_builder_end_object (builder);
  add_files (builder, report);
  add_failures (builder, report);
  add_findings (builder, report);
  add_project (builder, report);
  add_roll_backs (builder, report->roll_backs);
  if (report->proofs)
    add_proofs (builder, report->proofs);
  if (report->line->stats)
    add_stages (builder, report->stages);
}

void
json_report_append (GString *out, const RunReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_report_add_members (builder, report);
  json_builder_end_object (builder);
  json_append (out, builder);
}
