/* SPDX-License-Identifier: MIT */
/*
 * Taking changes back, and giving them back.
 */
#include "plan/roll_back.h"

#include "plan/settle_includes.h"

/* An occurrence before it was left. */
typedef struct
{
  Occurrence *occurrence;
  Occurrence before;
} Place;

static void
leave_occurrences (const Plan *plan, const Change *change, Reason reason, TakenBack *taken)
{
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = plan->files->pdata[i];
      for (guint j = 0; j < file->occurrences->len; j++)
        {
          Occurrence *occurrence = file->occurrences->pdata[j];
          if (occurrence->change != change->id)
            continue;
          Place place = { .occurrence = occurrence, .before = *occurrence };
          g_array_append_val (taken->places, place);
          occurrence->reason = reason;
          occurrence->note = NULL;
          occurrence->change = -1;
        }
    }
}

static void
take (const Plan *plan, Change *change, Reason reason, TakenBack *taken)
{
  change->active = FALSE;
  change->barred = reason;
  g_ptr_array_add (taken->changes, change);
  leave_occurrences (plan, change, reason, taken);
}

TakenBack *
plan_take_back (Plan *plan, Change *change, Reason reason)
{
  TakenBack *taken = g_new0 (TakenBack, 1);
  taken->changes = g_ptr_array_new ();
  taken->places = g_array_new (FALSE, FALSE, sizeof (Place));
  /* An include that is not wanted at present might be later. */
  if (change->barred == REASON_NONE && (change->active || change->role != CHANGE_USE))
    take (plan, change, reason, taken);
  for (guint i = 0; change->together && i < plan->changes->len; i++)
    {
      Change *other = plan->changes->pdata[i];
      if (other->active && g_strcmp0 (other->together, change->together) == 0)
        take (plan, other, REASON_TOGETHER, taken);
    }
  plan_settle_includes (plan);
  return taken;
}

void
plan_roll_back (Plan *plan, Change *change, Reason reason)
{
  taken_back_free (plan_take_back (plan, change, reason));
}

void
plan_give_back (Plan *plan, const TakenBack *taken)
{
  for (guint i = 0; i < taken->changes->len; i++)
    {
      Change *change = taken->changes->pdata[i];
      change->active = TRUE;
      change->barred = REASON_NONE;
    }
  for (guint i = 0; i < taken->places->len; i++)
    {
      const Place *place = &g_array_index (taken->places, Place, i);
      *place->occurrence = place->before;
    }
  plan_settle_includes (plan);
}

void
taken_back_free (TakenBack *taken)
{
  if (!taken)
    return;
  g_ptr_array_unref (taken->changes);
  g_array_unref (taken->places);
  g_free (taken);
}
