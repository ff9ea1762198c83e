/* SPDX-License-Identifier: MIT */
/*
 * The report as one page.
 */
#include "report/html_report.h"

#include <string.h>

#include "write/active_edits.h"
#include "write/unified_diff.h"

static const char page_start[]
    = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta "
      "charset=\"utf-8\"><title>wmem-migrate</title>\n<style>\n"
      "body{font:15px/1.5 sans-serif;margin:2em auto;max-width:76em;padding:0 "
      "1em;color:#222;background:#fff}\n"
      "table{border-collapse:collapse;width:100%}td,th{padding:.2em .6em;text-align:left;border-bottom:1px "
      "solid #ddd;vertical-align:top}\n"
      "td.n,th.n{text-align:right}code,pre{font:13px/1.4 "
      "monospace}pre{overflow-x:auto;background:#f7f7f7;padding:.6em}\n"
      "summary{cursor:pointer;font-family:monospace;padding:.2em "
      "0}.add{background:#e0f5e0}.del{background:#fbe3e3}\n"
      ".hunk{color:#557}.left{color:#a40000}.review{color:#8a5a00}pre span{display:block;white-space:pre}\n"
      "@media(prefers-color-scheme:dark){body{color:#ddd;background:#1c1c1c}pre{background:#262626}.add{"
      "background:#143814}"
      ".del{background:#451a1a}td,th{border-color:#444}.left{color:#ff8a80}.review{color:#ffc46b}.hunk{color:"
      "#9ab}}\n"
      "</style></head><body>\n<h1>wmem-migrate</h1>\n";

/* Source text may be of any encoding. */
static void
append_escaped (GString *out, const char *text, gssize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);
  for (char *byte = valid; *byte; byte++)
    /* What HTML does not allow at all; form feeds do occur. */
    if ((guchar)*byte < ' ' && *byte != '\n' && *byte != '\t')
      *byte = ' ';
  g_autofree char *escaped = g_markup_escape_text (valid, -1);
  g_string_append (out, escaped);
}

static void
append_balance (GString *out, const RunReport *report)
{
  Ledger ledger = plan_ledger (report->plan, NULL);
  g_string_append_printf (
      out,
      "<p>Found <b>%u</b> = rewritten <b>%u</b> (safe %u, review %u, unsafe %u) + left <b>%u</b> "
      "(residue %u, nothing to do %u); %u files changed.</p>\n",
      ledger.found, ledger.rewritten, ledger.by_confidence[CONFIDENCE_SAFE],
      ledger.by_confidence[CONFIDENCE_REVIEW], ledger.by_confidence[CONFIDENCE_UNSAFE], ledger.left,
      ledger.residue, ledger.left - ledger.residue, report_changed_files (report));
}

static void
append_places (GString *out, const char *title, const char *class, GArray *places)
{
  if (places->len == 0)
    return;
  g_string_append_printf (
      out,
      "<h2>%s (%u)</h2>\n<table><tr><th>place</th><th>name</th><th>reason</th><th>what to do</th></tr>\n",
      title, places->len);
  for (guint i = 0; i < places->len; i++)
    {
      const ReportPlace *place = &g_array_index (places, ReportPlace, i);
      g_string_append (out, "<tr><td><code>");
      append_escaped (out, place->file->shown, -1);
      g_string_append_printf (out, ":%u:%u</code></td><td><code>", place->occurrence->line,
                              place->occurrence->column);
      append_escaped (out, place->occurrence->name, -1);
      g_string_append_printf (out, "</code></td><td class=\"%s\">%s</td><td>", class,
                              reason_code (place->occurrence->reason));
      append_escaped (out, place->advice, -1);
      g_string_append (out, "</td></tr>\n");
    }
  g_string_append (out, "</table>\n");
}

static void
append_findings (GString *out, GPtrArray *findings)
{
  if (findings->len == 0)
    return;
  g_string_append_printf (out, "<h2>Findings (%u)</h2>\n<ul>\n", findings->len);
  for (guint i = 0; i < findings->len; i++)
    {
      const Finding *finding = findings->pdata[i];
      g_string_append (out, "<li><code>");
      append_escaped (out, finding->shown, -1);
      g_string_append_printf (out, ":%u:%u</code> <span class=\"left\">%s</span> %s: ", finding->line,
                              finding->column, finding_severity_name (finding->severity), finding->rule);
      append_escaped (out, finding->message, -1);
      if (finding->advice)
        {
          g_string_append (out, ": ");
          append_escaped (out, finding->advice, -1);
        }
      g_string_append (out, "<ol>");
      for (guint j = 0; finding->steps && j < finding->steps->len; j++)
        {
          const FindingStep *step = finding->steps->pdata[j];
          g_string_append (out, "<li><code>");
          append_escaped (out, step->path, -1);
          g_string_append_printf (out, ":%u</code> ", step->line);
          append_escaped (out, step->text, -1);
          g_string_append (out, "</li>");
        }
      g_string_append (out, "</ol></li>\n");
    }
  g_string_append (out, "</ul>\n");
}

/* The functions that the proof by machine code leaves to a person; the others are told by their number. */
static void
append_proofs (GString *out, const GPtrArray *proofs)
{
  ProofCounts counts = proof_counts (proofs);
  g_string_append_printf (out, "<h2>Machine code</h2>\n<p>Proved identical <b>%u</b> of %u functions; <b>%u</b> to "
                               "review.</p>\n<table><tr><th>function</th><th>proof</th><th>first difference</th>"
                               "<th>lines</th></tr>\n",
                          counts.by_proof[PROOF_IDENTICAL], counts.functions,
                          counts.functions - counts.by_proof[PROOF_IDENTICAL]);
  for (guint i = 0; i < proofs->len; i++)
    {
      const FunctionProof *proof = proofs->pdata[i];
      if (proof->proof == PROOF_IDENTICAL)
        continue;
      g_string_append (out, "<tr><td><code>");
      append_escaped (out, proof->file->shown, -1);
      g_string_append_printf (out, ":%u ", proof->line);
      append_escaped (out, proof->function ? proof->function : "(outside of functions)", -1);
      g_string_append_printf (out, "</code></td><td class=\"review\">%s%s</td><td>", proof_name (proof->proof),
                              proof->explained ? ", by a recipe that is known to differ" : "");
      append_escaped (out, proof->text ? proof->text : "", -1);
      g_string_append (out, "</td><td>");
      for (guint j = 0; j < proof->places->len; j++)
        g_string_append_printf (out, "%s%u", j > 0 ? ", " : "", ((const Occurrence *)proof->places->pdata[j])->line);
      g_string_append (out, "</td></tr>\n");
    }
  g_string_append (out, "</table>\n");
}

static const char *
line_class (char mark)
{
  return mark == '+' ? "add" : mark == '-' ? "del" : mark == '@' ? "hunk" : "";
}

/* The diff of one file, a line a span. */
static void
append_diff (GString *out, const PlanFile *file, GArray *edits)
{
  g_autoptr (GString) diff = g_string_new (NULL);
  unified_diff_append (diff, file->shown, file->bytes, edits);
  g_string_append (out, "<pre>");
  for (const char *line = diff->str, *end = diff->str + diff->len; line < end;)
    {
      const char *newline = memchr (line, '\n', (gsize)(end - line));
      gsize length = newline ? (gsize)(newline - line) : (gsize)(end - line);
      g_string_append_printf (out, "<span class=\"%s\">", line_class (*line));
      append_escaped (out, line, (gssize)length);
      g_string_append (out, length == 0 ? " </span>" : "</span>");
      line += length + 1;
    }
  g_string_append (out, "</pre>");
}

static void
append_files (GString *out, const RunReport *report)
{
  const Plan *plan = report->plan;
  ActiveEdits *edits = active_edits_new (plan);
  g_string_append (out, "<h2>Files</h2>\n");
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = plan->files->pdata[i];
      GArray *of_file = active_edits_of (edits, file);
      Ledger ledger = plan_ledger (plan, file);
      g_string_append (out, of_file ? "<details><summary>" : "<p><code>");
      append_escaped (out, file->shown, -1);
      g_string_append_printf (out, ": found %u, rewritten %u, left %u", ledger.found, ledger.rewritten,
                              ledger.left);
      g_string_append (out, of_file ? "</summary>" : "</code></p>");
      if (of_file)
        {
          append_diff (out, file, of_file);
          g_string_append (out, "</details>\n");
        }
    }
  active_edits_free (edits);
}

void
html_report_append (GString *out, const RunReport *report)
{
  g_autoptr (GArray) residue = report_residue (report);
  g_autoptr (GArray) reviews = report_reviews (report);
  g_string_append (out, page_start);
  append_balance (out, report);
  append_places (out, "Left", "left", residue);
  append_places (out, "To review", "review", reviews);
  append_findings (out, report->findings);
  if (report->proofs)
    append_proofs (out, report->proofs);
  append_files (out, report);
  g_string_append (out, "</body></html>\n");
}
