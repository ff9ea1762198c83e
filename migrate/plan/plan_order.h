/* SPDX-License-Identifier: MIT */
/*
 * The order of things in a file: of its occurrences, and of the edits that apply to it.
 */
#pragma once

#include "plan/plan.h"

/** One edit in the order of its file, with the change that makes it. */
typedef struct {
  const Edit *edit;
  const Change *change;
  guint32 start, end; /**< what the whole change covers in this file */
} PlacedEdit;

/** @return (nullable) the occurrence of @a occurrences (by offset) at @a offset; in *@a at where it is, or would be. */
Occurrence *plan_find_place (GPtrArray *occurrences, guint32 offset, guint *at);

/** @return (transfer full) the edits (of PlacedEdit) of active changes in @a file, in the order in which they apply. */
GArray *plan_place_edits (const PlanFile *file);

/** @return whether two edits of one file do the same. */
gboolean edits_are_same (const Edit *a, const Edit *b);
