/* SPDX-License-Identifier: MIT */
/*
 * The edits of a plan that are applied, by file and in order: what every kind of output starts from.
 */
#pragma once

#include "plan/plan.h"

typedef struct ActiveEdits ActiveEdits;

/** Collects the edits of the active changes of @a plan. @return (transfer full) a snapshot; it points into the
 *  plan. */
ActiveEdits *active_edits_new (const Plan *plan);

void active_edits_free (ActiveEdits *edits);

/** @return (nullable) the edits (of Edit) of @a file by offset, one for each; NULL where nothing changes. */
GArray *active_edits_of (const ActiveEdits *edits, const PlanFile *file);
