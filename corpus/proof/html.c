/* SPDX-License-Identifier: MIT */
/* The page: the table, each dissector's diff side by side, and what it printed before and after. */
#include "proof.h"
#include "command.h"
#include "html_page.h"

#include <gio/gio.h>
#include <string.h>

#define LARGEST_OUTPUT 20000 /* characters of a dissector's output that the page shows */

/* What this page has of its own; the rest are the clothes of the rewriter's report. */
static const gchar own_style[]
    = ".bad td{background:var(--old)}.good{color:light-dark(#0b6a4a,#5ed3a8)}td.n{text-align:right}details{margin:.4em 0}\n"
      ".pair{display:grid;grid-template-columns:1fr 1fr;gap:1em}.pair pre{background:var(--panel);padding:.5em;overflow-x:auto}\n"
      "table.sites th,table.sites td{padding-right:1.2rem}\n@media(max-width:48rem){.pair{grid-template-columns:1fr}}\n";

static void
append_head (GString *page)
{
  g_autoptr (GBytes) style = g_resource_lookup_data (html_page_get_resource (), "/wmem-migrate/html/style.css",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_string_append (page, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                         "<title>From emem to wmem: the proof</title>\n<style>\n");
  g_string_append_len (page, g_bytes_get_data (style, NULL), (gssize) g_bytes_get_size (style));
  g_string_append (page, own_style);
  g_string_append (page, "</style></head><body>\n");
}

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
  g_string_append (page, "<h2>Dissectors</h2>\n<div class=scroll tabindex=0 role=region aria-label=Dissectors><table class=sites><thead><tr><th scope=col>dissector<th scope=col>found<th scope=col>rewritten"
                         "<th scope=col>left<th scope=col>identical<th scope=col>compiled before<th scope=col>after<th scope=col>bridge<th scope=col>output after"
                         "<th scope=col>bridge</tr></thead><tbody>\n");
  for (guint i = 0; i < proof->rows->len; i++)
    {
      const row_t *row = g_ptr_array_index (proof->rows, i);
      g_autofree gchar *identical = proof->forms == FORM_COUNT
                                        ? g_strdup_printf ("%d of %d", row->identical, row->functions)
                                        : g_strdup ("-");
      g_string_append_printf (page,
                              "<tr%s><td><a href=\"#%s\">%s</a><td class=n>%d<td class=n>%d<td class=n>%d<td class=n>%s"
                              "<td>%s<td>%s<td>%s<td>%s<td>%s</tr>\n",
                              row_is_good (proof, row) ? "" : " class=bad", row->name, row->name, row->found, row->rewritten,
                              row->left, identical, row->compiled[FORM_BEFORE] ? "ok" : "failed",
                              row->compiled[FORM_AFTER] ? "ok" : "failed",
                              row->compiled[FORM_BRIDGE] ? "ok" : "failed", outputs[row->output[FORM_AFTER]],
                              outputs[row->output[FORM_BRIDGE]]);
    }
  g_string_append (page, "</tbody></table></div>\n<h2>Checks of the whole</h2>\n<table class=sites>\n<thead><tr><th scope=col>check<th scope=col>result<th scope=col>figure</tr></thead><tbody>\n");
  for (guint i = 0; i < proof->checks->len; i++)
    {
      const check_t *check = g_ptr_array_index (proof->checks, i);
      g_string_append_printf (page, "<tr%s><td>%s<td>%s<td>", check->passed ? "" : " class=bad", check->name,
                              check->passed ? "ok" : "failed");
      append_escaped (page, check->detail != NULL ? check->detail : "");
      g_string_append (page, "</tr>\n");
    }
  g_string_append (page, "</tbody></table>\n");
}

/* A figure with its share, as a card. */
static void
append_card (GString *page, const gchar *title, guint good, guint all, const gchar *what)
{
  g_string_append_printf (page,
                          "<div class=card><h2>%s</h2><p class=figure>%u of %u</p><div class=bar role=img aria-label=\"%u of %u %s\">"
                          "<span class=proved style=\"flex-grow:%u\"></span><span class=review style=\"flex-grow:%u\"></span></div><p>%s</p></div>\n",
                          title, good, all, good, all, what, good, all - good, what);
}

static void
append_summary (GString *page, const proof_t *proof)
{
  guint good = 0, passed = 0;
  gint functions = 0, identical = 0, found = 0, rewritten = 0, left = 0;
  for (guint i = 0; i < proof->rows->len; i++)
    {
      const row_t *row = g_ptr_array_index (proof->rows, i);
      good += row_is_good (proof, row);
      functions += row->functions;
      identical += row->identical;
      found += row->found;
      rewritten += row->rewritten;
      left += row->left;
    }
  for (guint i = 0; i < proof->checks->len; i++)
    passed += ((const check_t *) g_ptr_array_index (proof->checks, i))->passed;
  g_string_append_printf (page,
                          "<header class=top><h1>From emem to wmem: the proof</h1><p id=balance class=%s>%s: %u dissectors over %u captures, before"
                          " and after the migration, and on the bridge; uses: found %d = rewritten %d + left %d, headers aside.</p></header>\n<main>\n"
                          "<section id=summary aria-label=\"At a glance\">\n",
                          proof_is_good (proof) ? "good" : "bad", proof_is_good (proof) ? "All good" : "Not all is good",
                          proof->rows->len, proof->captures->len, found, rewritten, left);
  append_card (page, "Good", good, proof->rows->len, "dissectors compile, print the same, and leave nothing to do");
  if (proof->forms == FORM_COUNT)
    append_card (page, "Same machine code", (guint) identical, (guint) functions, "changed functions are what the rules make of the original");
  append_card (page, "Checks", passed, proof->checks->len, "checks of the whole hold");
  g_string_append (page, "</section>\n");
}

/* Where a diff stands: the lines' numbers before and after, and what is removed and added at one place. */
typedef struct
{
  GString *page;
  GPtrArray *removed, *added;
  guint before, after;
} Sides;

static void
append_cell (Sides *sides, guint *number, const gchar *class, const gchar *text)
{
  if (text == NULL)
    {
      g_string_append (sides->page, "<td class=number></td><td class=\"code none\"></td>");
      return;
    }
  g_string_append_printf (sides->page, "<td class=\"number %s\">%u</td><td class=\"code %s\"><code>", class, (*number)++, class);
  append_escaped (sides->page, text);
  g_string_append (sides->page, "</code></td>");
}

/* Writes the removed and the added lines of one place side by side, and empties the lists. */
static void
append_change (Sides *sides)
{
  for (guint i = 0; i < MAX (sides->removed->len, sides->added->len); i++)
    {
      g_string_append (sides->page, "<tr class=change>");
      append_cell (sides, &sides->before, "old", i < sides->removed->len ? g_ptr_array_index (sides->removed, i) : NULL);
      append_cell (sides, &sides->after, "new", i < sides->added->len ? g_ptr_array_index (sides->added, i) : NULL);
      g_string_append (sides->page, "</tr>\n");
    }
  g_ptr_array_set_size (sides->removed, 0);
  g_ptr_array_set_size (sides->added, 0);
}

/* Turns a unified diff into two columns. */
static void
append_diff (GString *page, const gchar *diff)
{
  g_autoptr (GPtrArray) removed = g_ptr_array_new ();
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  g_auto (GStrv) lines = g_strsplit (diff, "\n", -1);
  Sides sides = { .page = page, .removed = removed, .added = added };
  g_string_append (page, "<div class=scroll tabindex=0 role=region aria-label=Code><table class=diff><colgroup><col style=\"width:4.2em\"><col>"
                         "<col style=\"width:4.2em\"><col></colgroup>\n<thead><tr><th scope=col colspan=2>before<th scope=col colspan=2>after</tr></thead><tbody>\n");
  for (gchar **line = lines; *line != NULL; line++)
    {
      if (g_str_has_prefix (*line, "---") || g_str_has_prefix (*line, "+++") || **line == '\0')
        continue;
      if (**line == '-')
        g_ptr_array_add (removed, *line + 1);
      else if (**line == '+')
        g_ptr_array_add (added, *line + 1);
      else if (**line == '@')
        {
          append_change (&sides);
          const gchar *plus = strchr (*line, '+');
          sides.before = (guint) g_ascii_strtoull (*line + strlen ("@@ -"), NULL, 10);
          sides.after = plus != NULL ? (guint) g_ascii_strtoull (plus + 1, NULL, 10) : sides.before;
          g_string_append (page, "<tr class=gap><td colspan=4>&#8943;</td></tr>\n");
        }
      else
        {
          append_change (&sides);
          g_string_append (page, "<tr class=same>");
          append_cell (&sides, &sides.before, "", *line + 1);
          append_cell (&sides, &sides.after, "", *line + 1);
          g_string_append (page, "</tr>\n");
        }
    }
  append_change (&sides);
  g_string_append (page, "</tbody></table></div>\n");
}

static void
append_output (GString *page, const proof_t *proof, form_t form, const row_t *row)
{
  g_autofree gchar *name = g_strdup_printf ("split/%s.txt", row->name);
  g_autofree gchar *path = proof_path (proof, form, name);
  g_autofree gchar *text = NULL;
  g_string_append_printf (page, "<div><b>%s</b><pre tabindex=0>", form_name (form));
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
  g_autoptr (GString) page = g_string_new (NULL);
  append_head (page);
  append_summary (page, proof);
  append_table (page, proof);
  for (guint i = 0; i < proof->rows->len; i++)
    if (!append_row (page, proof, g_ptr_array_index (proof->rows, i), error))
      return FALSE;
  g_string_append (page, "</main></body></html>\n");
  return g_file_set_contents (path, page->str, (gssize) page->len, error);
}
