/* SPDX-License-Identifier: MIT */
/*
 * Whose fault is it? From a new diagnostic to the change that has most likely caused it.
 */
#pragma once

#include "edit/plan.h"
#include "verify/unit_check.h"

/**
 * @param files  of PlanFile: what the failing unit reads.
 * @return (nullable) an active change: one on the diagnostic's line, else the last one before it in the same file,
 *   else any one of the unit; NULL where the unit has no active change left.
 */
Change *culprit_find (const Plan *plan, GPtrArray *files, const NewDiagnostic *diagnostic);

/** @return (transfer full) "FILE:LINE: NAME" of the first occurrence that @a change rewrites. */
char *culprit_describe (const Plan *plan, const Change *change);
