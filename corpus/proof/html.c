/* SPDX-License-Identifier: MIT */
/* The page: the table, each dissector's diff side by side, and what it printed before and after. */
#include "proof.h"
#include "command.h"

#include <gio/gio.h>
#include <string.h>

#define LARGEST_OUTPUT 20000 /* characters of a dissector's output that the page shows */

static const gchar page_head[]
  = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>From emem to wmem: the proof</title>\n"
    "<style>\n"
    "body{font:15px/1.4 sans-serif;margin:2em auto;max-width:110em;padding:0 1em;color:#222}\n"
    "table{border-collapse:collapse}td,th{padding:.15em .7em;text-align:left;border-bottom:1px solid #ddd}\n"
    "td.n{text-align:right}.bad{background:#fdd}.good{color:#171}\n"
    "details{margin:.4em 0}summary{cursor:pointer;font-weight:bold}\n"
    ".pair{display:grid;grid-template-columns:1fr 1fr;gap:1em}\n"
    ".code{font:12px/1.35 monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:0;tab-size:8}\n"
    ".diff{width:100%;table-layout:fixed}.diff td{vertical-align:top;border:0;padding:0 .4em}\n"
    ".old{background:#fee}.new{background:#efe}.gap{color:#888;background:#eef}\n"
    "</style></head><body>\n";

static void
append_escaped (GString *page, const gchar *text)
{
  g_autofree gchar *valid = g_utf8_make_valid (text, -1);
  g_autofree gchar *escaped = g_markup_escape_text (valid, -1);
  g_string_append (page, escaped);
}

static void
append_table (GString *page, const proof_t *proof)
{
  static const gchar *const outputs[] = { "not run", "helper", "not reached", "same", "different" };
  g_string_append (page, "<table><tr><th>dissector<th>found<th>rewritten<th>left<th>identical<th>compiled before<th>after"
                         "<th>bridge<th>output after<th>bridge</tr>\n");
  for (guint i = 0; i < proof->rows->len; i++)
    {
      const row_t *row = g_ptr_array_index (proof->rows, i);
      g_autofree gchar *identical = proof->forms == FORM_COUNT
        ? g_strdup_printf ("%d of %d", row->identical, row->functions) : g_strdup ("-");
      g_string_append_printf (page,
                              "<tr%s><td><a href=\"#%s\">%s</a><td class=n>%d<td class=n>%d<td class=n>%d<td class=n>%s"
                              "<td>%s<td>%s<td>%s<td>%s<td>%s</tr>\n",
                              row_is_good (proof, row) ? "" : " class=bad", row->name, row->name, row->found, row->rewritten,
                              row->left, identical, row->compiled[FORM_BEFORE] ? "ok" : "failed",
                              row->compiled[FORM_AFTER] ? "ok" : "failed",
                              row->compiled[FORM_BRIDGE] ? "ok" : "failed", outputs[row->output[FORM_AFTER]],
                              outputs[row->output[FORM_BRIDGE]]);
    }
  g_string_append (page, "</table>\n<h2>Checks of the whole</h2>\n<table>\n");
  for (guint i = 0; i < proof->checks->len; i++)
    {
      const check_t *check = g_ptr_array_index (proof->checks, i);
      g_string_append_printf (page, "<tr%s><td>%s<td>%s<td>", check->passed ? "" : " class=bad", check->name,
                              check->passed ? "ok" : "failed");
      append_escaped (page, check->detail != NULL ? check->detail : "");
      g_string_append (page, "</tr>\n");
    }
  g_string_append (page, "</table>\n");
}

/* Writes the removed and the added lines of one place side by side, and empties the lists. */
static void
append_change (GString *page, GPtrArray *removed, GPtrArray *added)
{
  for (guint i = 0; i < MAX (removed->len, added->len); i++)
    {
      g_string_append (page, i < removed->len ? "<tr><td class=old><pre class=code>" : "<tr><td><pre class=code>");
      if (i < removed->len)
        append_escaped (page, g_ptr_array_index (removed, i));
      g_string_append (page, i < added->len ? "</pre><td class=new><pre class=code>" : "</pre><td><pre class=code>");
      if (i < added->len)
        append_escaped (page, g_ptr_array_index (added, i));
      g_string_append (page, "</pre></tr>\n");
    }
  g_ptr_array_set_size (removed, 0);
  g_ptr_array_set_size (added, 0);
}

/* Turns a unified diff into two columns. */
static void
append_diff (GString *page, gchar *diff)
{
  g_autoptr (GPtrArray) removed = g_ptr_array_new ();
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  g_auto (GStrv) lines = g_strsplit (diff, "\n", -1);
  g_string_append (page, "<table class=diff>\n");
  for (gchar **line = lines; *line != NULL; line++)
    {
      if (g_str_has_prefix (*line, "---") || g_str_has_prefix (*line, "+++") || **line == '\0')
        continue;
      if (**line == '-')
        g_ptr_array_add (removed, *line + 1);
      else if (**line == '+')
        g_ptr_array_add (added, *line + 1);
      else
        {
          append_change (page, removed, added);
          if (**line == '@')
            {
              g_string_append (page, "<tr><td colspan=2 class=gap><pre class=code>");
              append_escaped (page, *line);
              g_string_append (page, "</pre></tr>\n");
              continue;
            }
          g_autofree gchar *valid = g_utf8_make_valid (*line + 1, -1);
          g_autofree gchar *same = g_markup_escape_text (valid, -1);
          g_string_append_printf (page, "<tr><td><pre class=code>%s</pre><td><pre class=code>%s</pre></tr>\n", same,
                                  same);
        }
    }
  append_change (page, removed, added);
  g_string_append (page, "</table>\n");
}

static void
append_output (GString *page, const proof_t *proof, form_t form, const row_t *row)
{
  g_autofree gchar *name = g_strdup_printf ("split/%s.txt", row->name);
  g_autofree gchar *path = proof_path (proof, form, name);
  g_autofree gchar *text = NULL;
  g_string_append_printf (page, "<div><b>%s</b><pre class=code>", form_name (form));
  if (g_file_get_contents (path, &text, NULL, NULL))
    {
      g_autofree gchar *shown = g_strndup (text, LARGEST_OUTPUT);
      append_escaped (page, shown);
      if (strlen (text) > LARGEST_OUTPUT)
        g_string_append (page, "\n(and more)");
    }
  g_string_append (page, "</pre></div>");
}

static gboolean
append_row (GString *page, const proof_t *proof, const row_t *row, GError **error)
{
  g_autofree gchar *migrated = proof_migrated_source (proof, row);
  g_autofree gchar *diff_path = proof_path (proof, FORM_AFTER, "page.diff");
  g_autoptr (GPtrArray) diff = command_new ("diff");
  command_add (diff, "-U3", row->source, migrated, NULL);
  g_autofree gchar *text = NULL;
  if (command_run (diff, diff_path, NULL, NULL, error) == -1 || !g_file_get_contents (diff_path, &text, NULL, error))
    return FALSE;
  g_string_append_printf (page, "<h3 id=\"%s\">%s</h3>\n<details><summary>source, before and after</summary>\n",
                          row->name, row->name);
  append_diff (page, text);
  g_string_append (page, "</details>\n<details><summary>output, before and after</summary><div class=pair>");
  append_output (page, proof, FORM_BEFORE, row);
  append_output (page, proof, FORM_AFTER, row);
  g_string_append (page, "</div></details>\n");
  return TRUE;
}

gboolean
proof_write_html (const proof_t *proof, const gchar *path, GError **error)
{
  g_autoptr (GString) page = g_string_new (page_head);
  g_string_append_printf (page,
                          "<h1>From emem to wmem: the proof</h1>\n<p class=%s>%s: %u dissectors over %u captures, before"
                          " and after the migration, and on the bridge.</p>\n",
                          proof_is_good (proof) ? "good" : "bad", proof_is_good (proof) ? "All good" : "Not all is good",
                          proof->rows->len, proof->captures->len);
  append_table (page, proof);
  for (guint i = 0; i < proof->rows->len; i++)
    if (!append_row (page, proof, g_ptr_array_index (proof->rows, i), error))
      return FALSE;
  g_string_append (page, "</body></html>\n");
  return g_file_set_contents (path, page->str, (gssize) page->len, error);
}
