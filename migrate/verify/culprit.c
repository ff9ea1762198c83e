/* SPDX-License-Identifier: MIT */
/*
 * From a diagnostic to a change.
 */
#include "verify/culprit.h"

#include <string.h>

/* How well a change fits a diagnostic; a lower value fits better. */
typedef enum
{
  FIT_ON_LINE,
  FIT_BEFORE,
  FIT_SAME_FILE,
  FIT_SAME_UNIT,
  FIT_NONE
} Fit;

static Fit
edit_fit (const Edit *edit, const NewDiagnostic *diagnostic, guint32 *distance)
{
  *distance = 0;
  if (edit->path != diagnostic->path)
    return FIT_SAME_UNIT;
  guint32 end = edit->offset + edit->length;
  if (edit->offset <= diagnostic->to && end >= diagnostic->from)
    return FIT_ON_LINE;
  *distance
      = edit->offset < diagnostic->from ? diagnostic->from - edit->offset : edit->offset - diagnostic->from;
  return edit->offset < diagnostic->from ? FIT_BEFORE : FIT_SAME_FILE;
}

static gboolean
touches_any (const Edit *edit, GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    if (((PlanFile *)files->pdata[i])->path == edit->path)
      return TRUE;
  return FALSE;
}

Change *
culprit_find (const Plan *plan, GPtrArray *files, const NewDiagnostic *diagnostic)
{
  Change *best = NULL;
  Fit best_fit = FIT_NONE;
  guint32 best_distance = 0;
  for (guint i = 0; i < plan->changes->len; i++)
    {
      Change *change = plan->changes->pdata[i];
      for (guint j = 0; change->active && j < change->edits->len; j++)
        {
          const Edit *edit = &g_array_index (change->edits, Edit, j);
          guint32 distance;
          Fit fit = edit_fit (edit, diagnostic, &distance);
          if (fit < best_fit || (fit == best_fit && distance < best_distance))
            if (touches_any (edit, files))
              {
                best = change;
                best_fit = fit;
                best_distance = distance;
              }
        }
    }
  return best;
}

char *
culprit_describe (const Plan *plan, const Change *change)
{
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = plan->files->pdata[i];
      for (guint j = 0; j < file->occurrences->len; j++)
        {
          const Occurrence *occurrence = file->occurrences->pdata[j];
          if (occurrence->change >= 0 && plan->changes->pdata[occurrence->change] == change)
            return g_strdup_printf ("%s:%u: %s", file->shown, occurrence->line, occurrence->name);
        }
    }
  return g_strdup (change->rule);
}
