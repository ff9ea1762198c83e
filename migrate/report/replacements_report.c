/* SPDX-License-Identifier: MIT */
/*
 * The edits as clang's replacement YAML.
 */
#include "report/replacements_report.h"

#include "plan/active_edits.h"

/* A YAML string in double quotes. Bytes from 0x80 on stay: clang reads them as they are. */
static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *byte = text; *byte; byte++)
    switch (*byte)
      {
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\r':
        g_string_append (out, "\\r");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      case '"':
      case '\\':
        g_string_append_printf (out, "\\%c", *byte);
        break;
      default:
        if ((guchar) *byte < ' ')
          g_string_append_printf (out, "\\x%02x", (guint) (guchar) *byte);
        else
          g_string_append_c (out, *byte);
      }
  g_string_append_c (out, '"');
}

void
replacements_report_append (GString *out, const RunReport *report)
{
  ActiveEdits *edits = active_edits_new (report->plan);
  gboolean any = FALSE;
  g_string_append (out, "---\nMainSourceFile: ''\nReplacements:");
  for (guint i = 0; i < report->plan->files->len; i++)
    {
      const PlanFile *file = report->plan->files->pdata[i];
      GArray *of_file = active_edits_of (edits, file);
      for (guint j = 0; of_file && j < of_file->len; j++)
        {
          const Edit *edit = &g_array_index (of_file, Edit, j);
          g_string_append (out, any ? "  - FilePath: " : "\n  - FilePath: ");
          append_quoted (out, file->path);
          g_string_append_printf (
              out, "\n    Offset: %u\n    Length: %u\n    ReplacementText: ", edit->offset, edit->length);
          append_quoted (out, edit->text);
          g_string_append_c (out, '\n');
          any = TRUE;
        }
    }
  g_string_append (out, any ? "...\n" : " []\n...\n");
  active_edits_free (edits);
}
