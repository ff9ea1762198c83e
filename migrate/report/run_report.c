/* SPDX-License-Identifier: MIT */
/*
 * What every report is made from: the selections that they share.
 */
#include "report/run_report.h"

#include "write/active_edits.h"

static gboolean
is_rewritten (const Plan *plan, const Occurrence *occurrence)
{
  return occurrence->change >= 0 && ((Change *)plan->changes->pdata[occurrence->change])->active;
}

static GArray *
select_places (const RunReport *report, gboolean rewritten)
{
  const Plan *plan = report->plan;
  GArray *places = g_array_new (FALSE, FALSE, sizeof (ReportPlace));
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = plan->files->pdata[i];
      for (guint j = 0; j < file->occurrences->len; j++)
        {
          const Occurrence *occurrence = file->occurrences->pdata[j];
          gboolean done = is_rewritten (plan, occurrence);
          gboolean wanted = rewritten ? done && occurrence->confidence != CONFIDENCE_SAFE
                                      : !done && !occurrence_kind_is_neutral (occurrence->kind)
                                            && occurrence->reason != REASON_NOT_NAMED
                                            && occurrence->reason != REASON_LINT;
          if (wanted && done == rewritten)
            {
              ReportPlace place = {
                .file = file,
                .occurrence = occurrence,
                .advice = occurrence->note ? occurrence->note : reason_text (occurrence->reason),
                .rewritten = done,
              };
              g_array_append_val (places, place);
            }
        }
    }
  return places;
}

GArray *
report_residue (const RunReport *report)
{
  return select_places (report, FALSE);
}

GArray *
report_reviews (const RunReport *report)
{
  return select_places (report, TRUE);
}

guint
report_changed_files (const RunReport *report)
{
  ActiveEdits *edits = active_edits_new (report->plan);
  guint changed = 0;
  for (guint i = 0; i < report->plan->files->len; i++)
    changed += active_edits_of (edits, report->plan->files->pdata[i]) != NULL;
  active_edits_free (edits);
  return changed;
}

const PlanUnit *
report_first_failure (const RunReport *report, guint *count)
{
  const PlanUnit *first = NULL;
  *count = 0;
  for (guint i = 0; i < report->plan->units->len; i++)
    {
      const PlanUnit *unit = report->plan->units->pdata[i];
      if (unit_was_whole (unit->status))
        continue;
      first = first ? first : unit;
      (*count)++;
    }
  return first;
}

guint
report_units_by_tokens (const RunReport *report)
{
  guint failures;
  report_first_failure (report, &failures);
  return report->sources->commands->len - report->units_parsed + failures;
}

gboolean
report_is_clean (const RunReport *report)
{
  guint failures;
  for (guint i = 0; i < report->findings->len; i++)
    if (((Finding *)report->findings->pdata[i])->severity != FINDING_NOTE)
      return FALSE;
  report_first_failure (report, &failures);
  return failures == 0 && plan_ledger (report->plan, NULL).residue == 0;
}
