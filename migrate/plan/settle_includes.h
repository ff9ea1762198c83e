/* SPDX-License-Identifier: MIT */
/*
 * Settling includes: which of the prepared include changes (edit/includes.h) are active follows from all others.
 */
#pragma once

#include "plan/plan.h"

/** Turns the include changes of @a plan on and off. To be called whenever another change has come or gone. */
void plan_settle_includes (Plan *plan);

/** Adds the header of a new name that @a file's changes write and that @a diagnostic quotes as unknown, where one was prepared
 *  and not tried before. @return whether anything was added. */
gboolean plan_add_missed (Plan *plan, const PlanFile *file, const char *diagnostic);

/** Where @a file drops an old header, takes what that has brought in its place, unless that was tried before. @return whether it is any line. */
gboolean plan_bring_missed (Plan *plan, const PlanFile *file);
