/* SPDX-License-Identifier: MIT */
/*
 * Taking changes back, and giving them back.
 *
 * A change that was taken back is barred: nothing that follows from the others (settle_includes.h) makes it active
 * again. So each roll-back has an effect that lasts: the changes that are not barred become fewer.
 */
#pragma once

#include "plan/plan.h"

/** What one roll-back has taken. */
typedef struct {
  GPtrArray *changes; /**< of Change: those that it barred */
  GArray *places;     /**< of the occurrences that it left, as they were before */
} TakenBack;

/** Makes @a change and all that belong together with it inactive, for good; their occurrences are left with @a
 *  reason. Of a change that is barred already nothing is taken. */
void plan_roll_back (Plan *plan, Change *change, Reason reason);

/** As plan_roll_back(). @return (transfer full) what was taken, for plan_give_back(); free with taken_back_free(). */
TakenBack *plan_take_back (Plan *plan, Change *change, Reason reason);

/** Makes active again what @a taken holds: it turned out to be a bystander. */
void plan_give_back (Plan *plan, const TakenBack *taken);

void taken_back_free (TakenBack *taken);
