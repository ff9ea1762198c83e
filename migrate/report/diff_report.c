/* SPDX-License-Identifier: MIT */
/*
 * The unified diff of the run.
 */
#include "report/diff_report.h"

#include "write/active_edits.h"
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
        unified_diff_append (out, file->shown[0] == '/' ? file->shown + 1 : file->shown, file->bytes,
                             of_file);
    }
  active_edits_free (edits);
}
