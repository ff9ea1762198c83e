/* SPDX-License-Identifier: MIT */
/*
 * The report as SARIF 2.1.0.
 */
#include "report/sarif_report.h"

#include "model/text_intern.h"
#include "report/accepted.h"
#include "report/json_text.h"
#include "report/sarif_fix.h"
#include "report/sarif_region.h"

typedef struct
{
  JsonBuilder *builder;
  const RunReport *report;
  SarifTexts *texts;
  SarifFixes *fixes;
} Writer;

static void
begin_object (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

static void
begin_array (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

static void
add_message (JsonBuilder *builder, const char *name, const char *text)
{
  begin_object (builder, name);
  json_add_text (builder, "text", text);
  json_builder_end_object (builder);
}

/* A place that is known by its line alone, or lies in a file that the plan does not hold. */
static void
add_line (JsonBuilder *builder, const char *path, guint line)
{
  begin_object (builder, "physicalLocation");
  sarif_artifact_add (builder, path);
  begin_object (builder, "region");
  json_add_number (builder, "startLine", MAX (line, 1));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
begin_result (JsonBuilder *builder, const char *rule, const char *level, const char *text)
{
  json_builder_begin_object (builder);
  json_add_text (builder, "ruleId", rule);
  json_add_text (builder, "level", level);
  add_message (builder, "message", text);
  begin_array (builder, "locations");
  json_builder_begin_object (builder);
}

static void
end_locations (JsonBuilder *builder)
{
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_region (Writer *writer, const PlanFile *file, gsize offset, gsize length)
{
  begin_object (writer->builder, "physicalLocation");
  sarif_artifact_add (writer->builder, file->shown);
  sarif_region_add (writer->builder, "region", writer->texts, file, offset, length);
  json_builder_end_object (writer->builder);
}

/* Whether the run only proposes: what it has written needs no fix any more. */
static gboolean
proposes (const RunReport *report)
{
  OutputMode output = report->line->run.output;
  return output == OUTPUT_DIFF || output == OUTPUT_CHECK;
}

static void
add_place (Writer *writer, const ReportPlace *place, Outcome outcome)
{
  static const char *const levels[N_OUTCOMES]
      = { [OUTCOME_REWRITTEN] = "note", [OUTCOME_REVIEW] = "note", [OUTCOME_RESIDUE] = "warning", [OUTCOME_SETTLED] = "none" };
  const Occurrence *occurrence = place->occurrence;
  gboolean named = occurrence->reason != REASON_NONE;
  gboolean fixed = outcome != OUTCOME_RESIDUE && proposes (writer->report);
  g_autofree char *told = fixed ? sarif_fixes_told (writer->fixes, place) : NULL;
  g_autoptr (GString) text = g_string_new (occurrence->name);
  g_autofree char *about = report_place_text (place);
  g_string_append_printf (text, ": %s", named ? about : "can be rewritten");
  if (told)
    g_string_append_printf (text, "; changes together with %s, which has the fix", told);
  begin_result (writer->builder, named ? reason_code (occurrence->reason) : occurrence->rule, levels[outcome], text->str);
  add_region (writer, place->file, occurrence->offset, occurrence->length);
  end_locations (writer->builder);
  if (fixed && !told)
    sarif_fixes_add (writer->fixes, writer->builder, place);
  json_builder_end_object (writer->builder);
}

static void
add_places (Writer *writer, Outcome outcome)
{
  g_autoptr (GArray) places = report_places (writer->report, outcome);
  for (guint i = 0; i < places->len; i++)
    {
      const ReportPlace *place = &g_array_index (places, ReportPlace, i);
      if (place->occurrence->reason != REASON_LINT)
        add_place (writer, place, outcome);
    }
}

static void
add_code_flow (JsonBuilder *builder, GPtrArray *steps)
{
  begin_array (builder, "codeFlows");
  json_builder_begin_object (builder);
  begin_array (builder, "threadFlows");
  json_builder_begin_object (builder);
  begin_array (builder, "locations");
  for (guint i = 0; i < steps->len; i++)
    {
      const FindingStep *step = steps->pdata[i];
      json_builder_begin_object (builder);
      begin_object (builder, "location");
      add_line (builder, step->path, step->line);
      add_message (builder, "message", step->text);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

/* @param accepted  why it may stay, or NULL. */
static void
add_finding (Writer *writer, const Finding *finding, const char *accepted)
{
  JsonBuilder *builder = writer->builder;
  g_autofree char *text = finding->advice ? g_strdup_printf ("%s: %s", finding->message, finding->advice)
                                          : g_strdup (finding->message);
  const PlanFile *file = plan_find_file (writer->report->plan, text_intern (finding->path));
  begin_result (builder, finding->rule, finding_severity_name (finding->severity), text);
  if (file)
    add_region (writer, file, sarif_texts_offset (writer->texts, file, finding->line, finding->column), 0);
  else
    add_line (builder, finding->shown, finding->line);
  end_locations (builder);
  if (finding->steps && finding->steps->len > 0)
    add_code_flow (builder, finding->steps);
  if (accepted)
    {
      begin_array (builder, "suppressions");
      json_builder_begin_object (builder);
      json_add_text (builder, "kind", "external");
      json_add_text (builder, "justification", accepted);
      json_builder_end_object (builder);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static void
add_findings (Writer *writer)
{
  const RunReport *report = writer->report;
  for (guint i = 0; i < report->findings->len; i++)
    add_finding (writer, report->findings->pdata[i], NULL);
  for (guint i = 0; i < report->accepted->len; i++)
    {
      const AcceptedFinding *accepted = report->accepted->pdata[i];
      add_finding (writer, accepted->finding, accepted->acceptance->reason);
    }
}

/* Functions that the proof by machine code leaves to a person. */
static void
add_proofs (JsonBuilder *builder, const GPtrArray *proofs)
{
  for (guint i = 0; proofs && i < proofs->len; i++)
    {
      const FunctionProof *proof = proofs->pdata[i];
      if (proof->proof == PROOF_IDENTICAL)
        continue;
      g_autofree char *text
          = g_strdup_printf ("%s: %s: %s", proof->function ? proof->function : "outside of functions",
                             proof_name (proof->proof), proof->text ? proof->text : "");
      begin_result (builder, reason_code (proof->proof == PROOF_DIFFERS ? REASON_OBJECT_DIFFERS : REASON_NOT_PROVED),
                    "note", text);
      add_line (builder, proof->file->shown, proof->line);
      end_locations (builder);
      json_builder_end_object (builder);
    }
}

static void
add_rule (JsonBuilder *builder, const char *id, const char *text, const char *help)
{
  json_builder_begin_object (builder);
  json_add_text (builder, "id", id);
  if (text)
    add_message (builder, "shortDescription", text);
  if (help && help[0])
    add_message (builder, "help", help);
  json_builder_end_object (builder);
}

/* What results are named after: reasons, the API's rules where a place can simply be rewritten, the findings' own. */
static void
add_rules (Writer *writer)
{
  JsonBuilder *builder = writer->builder;
  const GPtrArray *findings = writer->report->findings, *accepted = writer->report->accepted;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  begin_array (builder, "rules");
  for (guint i = REASON_NONE + 1; i < N_REASONS; i++)
    {
      g_hash_table_add (known, (gpointer) reason_code (i));
      add_rule (builder, reason_code (i), reason_cause (i), reason_advice (i));
    }
  g_autoptr (GArray) rewritten = report_places (writer->report, OUTCOME_REWRITTEN);
  for (guint i = 0; i < rewritten->len; i++)
    {
      const char *id = g_array_index (rewritten, ReportPlace, i).occurrence->rule;
      const Rule *rule = g_hash_table_add (known, (gpointer) id) ? rule_set_find (writer->report->rules, id) : NULL;
      if (rule)
        add_rule (builder, id, "a use of the old memory API", rule->about);
    }
  for (guint i = 0; i < findings->len + accepted->len; i++)
    {
      const Finding *finding = i < findings->len ? findings->pdata[i]
                                                 : ((const AcceptedFinding *) accepted->pdata[i - findings->len])->finding;
      if (g_hash_table_add (known, (gpointer) finding->rule))
        add_rule (builder, finding->rule, NULL, NULL);
    }
  json_builder_end_array (builder);
}

/* What explicit pools have changed beside the places of the rules. */
static void
add_pool_counts (JsonBuilder *builder, const Plan *plan)
{
  const Ledger ledger = plan_ledger (plan, NULL);
  if (ledger.signatures == 0 && ledger.calls == 0)
    return;
  begin_object (builder, "properties");
  json_add_number (builder, "signatures", ledger.signatures);
  json_add_number (builder, "calls", ledger.calls);
  json_builder_end_object (builder);
}

static void
add_run (Writer *writer)
{
  JsonBuilder *builder = writer->builder;
  json_builder_begin_object (builder);
  begin_object (builder, "tool");
  begin_object (builder, "driver");
  json_add_text (builder, "name", "wmem-migrate");
  json_add_text (builder, "version", WMEM_MIGRATE_VERSION);
  add_rules (writer);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_add_text (builder, "columnKind", "utf16CodeUnits");
  add_pool_counts (builder, writer->report->plan);
  begin_array (builder, "results");
  add_places (writer, OUTCOME_RESIDUE);
  add_places (writer, OUTCOME_REVIEW);
  if (proposes (writer->report))
    add_places (writer, OUTCOME_REWRITTEN);
  add_findings (writer);
  add_proofs (builder, writer->report->proofs);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

void
sarif_report_append (GString *out, const RunReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  SarifTexts *texts = sarif_texts_new ();
  Writer writer = { .builder = builder, .report = report, .texts = texts, .fixes = sarif_fixes_new (report, texts) };
  json_builder_begin_object (builder);
  json_add_text (builder, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  json_add_text (builder, "version", "2.1.0");
  begin_array (builder, "runs");
  add_run (&writer);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_append (out, builder);
  sarif_fixes_free (writer.fixes);
  sarif_texts_free (texts);
}
