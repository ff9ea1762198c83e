/* SPDX-License-Identifier: MIT */
/*
 * Whose fault is it? From a new diagnostic to the change that has most likely caused it.
 */
#pragma once

#include "plan/plan.h"
#include "verify/unit_check.h"

typedef struct {
  const Plan *plan;
  GPtrArray *files;  /**< of PlanFile: what the failing unit reads */
  GHashTable *among; /**< set of Change: only these may be it; NULL: any */
} CulpritSearch;

/**
 * @return (nullable) an active change of the unit, the likeliest one: in the statement that the diagnostic points at,
 *   on either side of its line; then, where it speaks of a name that has no declaration any more and that nothing writes, an include; then one whose
 *   new text holds a name that the diagnostic quotes (the same family), the nearest first; then the nearest one. NULL
 *   where no active change is left.
 */
Change *culprit_find (const CulpritSearch *search, const NewDiagnostic *diagnostic);

/** @return (transfer full) "FILE:LINE: NAME" of the first occurrence that @a change rewrites. */
char *culprit_describe (const Plan *plan, const Change *change);
