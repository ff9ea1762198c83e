/* SPDX-License-Identifier: MIT */
/*
 * The unified diff of the run.
 */
#include "report/diff_report.h"

#include <string.h>

#include "plan/active_edits.h"
#include "write/unified_diff.h"

void
diff_report_append (GString *out, const RunReport *report)
{
  ActiveEdits *edits = active_edits_new (report->plan);
  for (guint i = 0; i < report->plan->files->len; i++)
    {
      const PlanFile *file = report->plan->files->pdata[i];
      GArray *of_file = active_edits_of (edits, file);
      /* An absolute path would read a//x. */
      if (of_file)
        unified_diff_append (out, file->shown[0] == '/' ? file->shown + 1 : file->shown, plan_file_bytes (file),
                             of_file);
    }
  active_edits_free (edits);
}

static const char *
line_colour (const char *line)
{
  if (g_str_has_prefix (line, "--- ") || g_str_has_prefix (line, "+++ "))
    return "\033[1m";
  return *line == '@' ? "\033[36m" : *line == '-' ? "\033[31m"
                                 : *line == '+'   ? "\033[32m"
                                                  : NULL;
}

void
diff_report_colour (GString *out, const char *diff)
{
  for (const char *line = diff; *line;)
    {
      const char *end = strchr (line, '\n');
      gssize length = end ? end - line : (gssize) strlen (line);
      const char *colour = line_colour (line);
      if (colour)
        g_string_append (out, colour);
      g_string_append_len (out, line, length);
      if (colour)
        g_string_append (out, "\033[0m");
      if (end)
        g_string_append_c (out, '\n');
      line += length + (end != NULL);
    }
}
