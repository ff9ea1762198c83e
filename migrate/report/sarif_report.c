/* SPDX-License-Identifier: MIT */
/*
 * The report as SARIF 2.1.0.
 */
#include "report/sarif_report.h"

#include <string.h>

#include "report/json_text.h"

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

/* Paths are URI references: relative ones stay so, absolute ones get their scheme. */
static void
add_physical_location (JsonBuilder *builder, const char *path, guint line, guint column)
{
  g_autofree char *escaped = g_uri_escape_bytes ((const guint8 *)path, strlen (path), "/");
  g_autofree char *uri = path[0] == '/' ? g_strconcat ("file://", escaped, NULL) : g_strdup (escaped);
  begin_object (builder, "physicalLocation");
  begin_object (builder, "artifactLocation");
  json_add_text (builder, "uri", uri);
  json_builder_end_object (builder);
  begin_object (builder, "region");
  json_add_number (builder, "startLine", MAX (line, 1));
  if (column > 0)
    json_add_number (builder, "startColumn", column);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
begin_result (JsonBuilder *builder, const char *rule, const char *level, const char *text, const char *path,
              guint line, guint column)
{
  json_builder_begin_object (builder);
  json_add_text (builder, "ruleId", rule);
  json_add_text (builder, "level", level);
  add_message (builder, "message", text);
  begin_array (builder, "locations");
  json_builder_begin_object (builder);
  add_physical_location (builder, path, line, column);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_places (JsonBuilder *builder, const RunReport *report, Outcome outcome, const char *level)
{
  g_autoptr (GArray) places = report_places (report, outcome);
  for (guint i = 0; i < places->len; i++)
    {
      const ReportPlace *place = &g_array_index (places, ReportPlace, i);
      const Occurrence *occurrence = place->occurrence;
      if (occurrence->reason == REASON_LINT)
        continue;
      g_autofree char *about = report_place_text (place);
      g_autofree char *text = g_strdup_printf ("%s: %s", occurrence->name, about);
      begin_result (builder, reason_code (occurrence->reason), level, text, place->file->shown,
                    occurrence->line, occurrence->column);
      json_builder_end_object (builder);
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
      add_physical_location (builder, step->path, step->line, 0);
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

static void
add_findings (JsonBuilder *builder, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const Finding *finding = findings->pdata[i];
      g_autofree char *text = finding->advice ? g_strdup_printf ("%s: %s", finding->message, finding->advice)
                                              : g_strdup (finding->message);
      begin_result (builder, finding->rule, finding_severity_name (finding->severity), text, finding->shown,
                    finding->line, finding->column);
      if (finding->steps && finding->steps->len > 0)
        add_code_flow (builder, finding->steps);
      json_builder_end_object (builder);
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
                    "note", text, proof->file->shown, proof->line, 0);
      json_builder_end_object (builder);
    }
}

static void
add_rule (JsonBuilder *builder, const char *id, const char *text)
{
  json_builder_begin_object (builder);
  json_add_text (builder, "id", id);
  if (text)
    add_message (builder, "shortDescription", text);
  json_builder_end_object (builder);
}

/* All reasons, and the rules of the findings that are not reasons as well. */
static void
add_rules (JsonBuilder *builder, GPtrArray *findings)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  begin_array (builder, "rules");
  for (guint i = 0; i < N_REASONS; i++)
    {
      g_hash_table_add (known, (gpointer)reason_code (i));
      add_rule (builder, reason_code (i), reason_text (i));
    }
  for (guint i = 0; i < findings->len; i++)
    {
      const Finding *finding = findings->pdata[i];
      if (g_hash_table_add (known, (gpointer)finding->rule))
        add_rule (builder, finding->rule, NULL);
    }
  json_builder_end_array (builder);
}

void
sarif_report_append (GString *out, const RunReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_add_text (builder, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  json_add_text (builder, "version", "2.1.0");
  begin_array (builder, "runs");
  json_builder_begin_object (builder);
  begin_object (builder, "tool");
  begin_object (builder, "driver");
  json_add_text (builder, "name", "wmem-migrate");
  json_add_text (builder, "version", WMEM_MIGRATE_VERSION);
  add_rules (builder, report->findings);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_add_text (builder, "columnKind", "utf16CodeUnits");
  begin_array (builder, "results");
  add_places (builder, report, OUTCOME_RESIDUE, "warning");
  add_places (builder, report, OUTCOME_REVIEW, "note");
  add_findings (builder, report->findings);
  add_proofs (builder, report->proofs);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_append (out, builder);
}
