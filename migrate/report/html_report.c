/* SPDX-License-Identifier: MIT */
/*
 * The report as one page: the frame, style and scripts of report/html/, and the report's JSON as their data.
 */
#include "report/html_report.h"

#include <string.h>

#include "html_page.h"
#include "report/json_report.h"
#include "report/json_text.h"
#include "report/page_code.h"
#include "report/text_report.h"

/* In the order in which they build on one another. */
static const char *const scripts[] = {
  "model.js",
  "elements.js",
  "filters.js",
  "highlight.js",
  "code_view.js",
  "treemap.js",
  "summary.js",
  "lists.js",
  "main.js",
};

static void
append_resource (GString *out, const char *name)
{
  g_autofree char *path = g_strconcat ("/wmem-migrate/html/", name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (html_page_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_string_append_len (out, text, (gssize) length);
}

static void
append_style (GString *out, const RunReport *report G_GNUC_UNUSED)
{
  append_resource (out, "style.css");
}

static void
append_scripts (GString *out, const RunReport *report G_GNUC_UNUSED)
{
  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    append_resource (out, scripts[i]);
}

static void
append_balance (GString *out, const RunReport *report)
{
  g_autoptr (GString) balance = g_string_new (NULL);
  text_report_append_balance (balance, report);
  g_autofree char *escaped = g_markup_escape_text (g_strchomp (balance->str), -1);
  g_string_append (out, escaped);
}

/* What each reason that occurs means, and what to do. */
static void
add_reasons (JsonBuilder *builder, const RunReport *report)
{
  Ledger ledger = plan_ledger (report->plan, NULL);
  gboolean occurs[N_REASONS] = { FALSE };
  g_autoptr (GArray) reviews = report_places (report, OUTCOME_REVIEW);
  for (guint i = 0; i < reviews->len; i++)
    occurs[g_array_index (reviews, ReportPlace, i).occurrence->reason] = TRUE;
  json_builder_set_member_name (builder, "reasons");
  json_builder_begin_object (builder);
  for (guint reason = 0; reason < N_REASONS; reason++)
    {
      if (!occurs[reason] && ledger.by_reason[reason] == 0)
        continue;
      json_builder_set_member_name (builder, reason_code (reason));
      json_builder_begin_object (builder);
      json_add_text (builder, "cause", reason_cause (reason));
      json_add_text (builder, "advice", reason_advice (reason));
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

/* What --explain says of each rule that occurs. */
static void
add_rules (JsonBuilder *builder, const RunReport *report)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  json_builder_set_member_name (builder, "rules");
  json_builder_begin_object (builder);
  for (guint i = 0; i < report->plan->files->len; i++)
    {
      const PlanFile *file = report->plan->files->pdata[i];
      for (guint j = 0; j < file->occurrences->len; j++)
        {
          const char *id = ((const Occurrence *) file->occurrences->pdata[j])->rule;
          const Rule *rule = id && g_hash_table_add (seen, (gpointer) id) ? rule_set_find (report->rules, id) : NULL;
          if (!rule)
            continue;
          g_autoptr (GString) text = g_string_new (NULL);
          rule_explain (rule, text);
          json_add_text (builder, id, text->str);
        }
    }
  json_builder_end_object (builder);
}

/* The data of the page. In a script element no "<" may stand: it could end it. */
static void
append_data (GString *out, const RunReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_report_add_members (builder, report);
  add_reasons (builder, report);
  add_rules (builder, report);
  page_code_add (builder, report);
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);
  const char *rest = text;
  for (const char *bracket; (bracket = strchr (rest, '<')); rest = bracket + 1)
    {
      g_string_append_len (out, rest, bracket - rest);
      g_string_append (out, "\\u003c");
    }
  g_string_append (out, rest);
}

void
html_report_append (GString *out, const RunReport *report)
{
  static const struct
  {
    const char *mark;
    void (*append) (GString *out, const RunReport *report);
  } fields[] = {
    { "@STYLE@", append_style },
    { "@BALANCE@", append_balance },
    { "@DATA@", append_data },
    { "@SCRIPTS@", append_scripts },
  };
  g_autoptr (GString) frame = g_string_new (NULL);
  append_resource (frame, "page.html");
  const char *rest = frame->str;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *mark = strstr (rest, fields[i].mark);
      g_assert (mark != NULL);
      g_string_append_len (out, rest, mark - rest);
      fields[i].append (out, report);
      rest = mark + strlen (fields[i].mark);
    }
  g_string_append (out, rest);
}
