/* SPDX-License-Identifier: MIT */
/*
 * What every report is made from: the selections that they share.
 */
#include "report/run_report.h"

#include "plan/active_edits.h"

Outcome
report_outcome (const RunReport *report, const Occurrence *occurrence)
{
  if (occurrence->change >= 0 && ((Change *) report->plan->changes->pdata[occurrence->change])->active)
    return occurrence->confidence == CONFIDENCE_SAFE ? OUTCOME_REWRITTEN : OUTCOME_REVIEW;
  return occurrence_is_residue (occurrence) ? OUTCOME_RESIDUE : OUTCOME_SETTLED;
}

GArray *
report_places (const RunReport *report, Outcome outcome)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (ReportPlace));
  for (guint i = 0; i < report->plan->files->len; i++)
    {
      const PlanFile *file = report->plan->files->pdata[i];
      for (guint j = 0; j < file->occurrences->len; j++)
        {
          const Occurrence *occurrence = file->occurrences->pdata[j];
          if (report_outcome (report, occurrence) != outcome)
            continue;
          ReportPlace place = {
            .file = file,
            .occurrence = occurrence,
            .cause = occurrence->note ? occurrence->note : reason_cause (occurrence->reason),
            .advice = reason_advice (occurrence->reason),
          };
          g_array_append_val (places, place);
        }
    }
  return places;
}

char *
report_place_text (const ReportPlace *place)
{
  return g_strconcat (place->cause, place->advice[0] ? ": " : NULL, place->advice, NULL);
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
    if (((Finding *) report->findings->pdata[i])->severity != FINDING_NOTE)
      return FALSE;
  report_first_failure (report, &failures);
  return failures == 0 && plan_ledger (report->plan, NULL).residue == 0;
}
