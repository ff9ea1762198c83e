/* SPDX-License-Identifier: MIT */
/* The model's small functions, and the table that the proof prints. */
#include "proof.h"
#include "proof-config.h"

#include <stdio.h>
#include <string.h>

row_t *
row_new (const gchar *name, const gchar *relative)
{
  row_t *row = g_new0 (row_t, 1);
  row->name = g_strdup (name);
  row->relative = g_strdup (relative);
  row->source = g_build_filename (PROOF_DISSECTORS, relative, NULL);
  return row;
}

row_t *
row_for_path (const proof_t *proof, const gchar *path)
{
  for (guint i = 0; i < proof->rows->len; i++)
    {
      row_t *row = g_ptr_array_index (proof->rows, i);
      if (g_str_has_suffix (path, row->relative) && g_str_has_suffix (row->source, path))
        return row;
    }
  return proof->parts;
}

gboolean
row_is_good (const proof_t *proof, const row_t *row)
{
  if (row->residue > 0 || row->old_symbols != NULL)
    return FALSE;
  for (form_t form = 0; form < proof->forms; form++)
    if (!row->compiled[form])
      return FALSE;
  for (form_t form = FORM_AFTER; form < proof->forms; form++)
    if (row->output[form] != OUTPUT_SAME && row->output[form] != OUTPUT_HELPER)
      return FALSE;
  return TRUE;
}

void
proof_add_check (proof_t *proof, const gchar *name, gboolean passed, gchar *detail)
{
  check_t *check = g_new (check_t, 1);
  *check = (check_t){ g_strdup (name), passed, detail };
  g_ptr_array_add (proof->checks, check);
}

gboolean
proof_is_good (const proof_t *proof)
{
  for (guint i = 0; i < proof->rows->len; i++)
    if (!row_is_good (proof, g_ptr_array_index (proof->rows, i)))
      return FALSE;
  for (guint i = 0; i < proof->checks->len; i++)
    if (!((const check_t *) g_ptr_array_index (proof->checks, i))->passed)
      return FALSE;
  return proof->parts->residue == 0;
}

static const gchar *
output_text (const row_t *row, form_t form)
{
  static const gchar *const texts[] = {
    [OUTPUT_MISSING] = "not run",
    [OUTPUT_HELPER] = "helper",
    [OUTPUT_NOT_REACHED] = "UNREACHED",
    [OUTPUT_SAME] = "same",
    [OUTPUT_DIFFERENT] = "DIFFERENT",
  };
  return texts[row->output[form]];
}

static const gchar *
compiled_text (const proof_t *proof, const row_t *row, form_t form)
{
  if (form >= proof->forms)
    return "-";
  return row->compiled[form] ? "ok" : "FAILED";
}

/* Of the functions with a change, how many are proved identical in machine code. */
static const gchar *
identical_text (const proof_t *proof, const row_t *row, gchar *text, gulong size)
{
  if (proof->forms == FORM_COUNT)
    g_snprintf (text, size, "%d/%d", row->identical, row->functions);
  else
    g_strlcpy (text, "-", size);
  return text;
}

static void
row_print (const proof_t *proof, const row_t *row)
{
  gchar identical[32];
  printf ("%-22s %5d %9d %4d %9s  %-6s %-6s %-6s  %-9s %-9s%s%s\n", row->name, row->found, row->rewritten, row->left,
          identical_text (proof, row, identical, sizeof identical),
          compiled_text (proof, row, FORM_BEFORE), compiled_text (proof, row, FORM_AFTER), compiled_text (proof, row, FORM_BRIDGE),
          output_text (row, FORM_AFTER), output_text (row, FORM_BRIDGE),
          row->old_symbols != NULL ? "  still needs: " : "", row->old_symbols != NULL ? row->old_symbols : "");
  for (form_t form = 0; form < proof->forms; form++)
    if (!row->compiled[form] && row->diagnostics[form] != NULL)
      {
        const gchar *error = strstr (row->diagnostics[form], "error:");
        const gchar *shown = error != NULL ? error : row->diagnostics[form];
        printf ("    %s: %.*s\n", form_name (form), (int) strcspn (shown, "\n"), shown);
      }
}

void
proof_print_table (const proof_t *proof)
{
  guint good = 0;
  gint found = proof->parts->found;
  gint rewritten = proof->parts->rewritten;
  gint left = proof->parts->left;
  gchar identical[32];
  printf ("%-22s %5s %9s %4s %9s  %-6s %-6s %-6s  %-9s %-9s\n", "", "", "", "", "", "compiled", "", "", "output", "");
  printf ("%-22s %5s %9s %4s %9s  %-6s %-6s %-6s  %-9s %-9s\n", "dissector", "found", "rewritten", "left", "identical",
          "before", "after", "bridge", "after", "bridge");
  for (guint i = 0; i < proof->rows->len; i++)
    {
      const row_t *row = g_ptr_array_index (proof->rows, i);
      row_print (proof, row);
      good += row_is_good (proof, row) ? 1 : 0;
      found += row->found;
      rewritten += row->rewritten;
      left += row->left;
    }
  printf ("%-22s %5d %9d %4d %9s\n", proof->parts->name, proof->parts->found, proof->parts->rewritten, proof->parts->left,
          identical_text (proof, proof->parts, identical, sizeof identical));
  printf ("\n");
  for (guint i = 0; i < proof->checks->len; i++)
    {
      const check_t *check = g_ptr_array_index (proof->checks, i);
      printf ("%-50s %s%s%s\n", check->name, check->passed ? "ok" : "FAILED", check->detail != NULL ? ": " : "",
              check->detail != NULL ? check->detail : "");
    }
  printf ("\ntotal: %u of %u dissectors good over %u captures; uses: found %d = rewritten %d + left %d\n", good,
          proof->rows->len, proof->captures->len, found, rewritten, left);
}
