/* SPDX-License-Identifier: MIT */
/*
 * What is below the confidence that was asked for. What is bound to it was left by the analysis already
 * (family.c).
 */
#include "edit/plan.h"
#include "edit/settle_includes.h"

void
plan_limit (Plan *plan, Confidence only)
{
  for (guint i = 0; i < plan->changes->len; i++)
    {
      Change *change = g_ptr_array_index (plan->changes, i);

      change->active = change->active && (change->role != CHANGE_USE || change->confidence <= only);
    }
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = g_ptr_array_index (plan->files, i);

      for (guint j = 0; j < file->occurrences->len; j++)
        {
          Occurrence *occurrence = g_ptr_array_index (file->occurrences, j);
          const Change *change
              = occurrence->change >= 0 ? g_ptr_array_index (plan->changes, (guint)occurrence->change) : NULL;

          if (change == NULL || change->active || change->role != CHANGE_USE)
            continue;
          occurrence->reason = REASON_CONFIDENCE;
          occurrence->note = NULL;
        }
    }
  plan_settle_includes (plan);
}
