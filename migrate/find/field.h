/* SPDX-License-Identifier: MIT */
/*
 * Fields where the syntax tree says nothing of the very token: in macro bodies, in regions that are not compiled, in
 * arguments that a macro drops.
 */
#pragma once

#include "syntax/analysis.h"

typedef enum {
  FIELD_FOREIGN, /**< of another struct, or nothing in the unit can be of the type that has it */
  FIELD_KNOWN,   /**< the API's */
  FIELD_UNKNOWN, /**< may be the API's */
} FieldStanding;

/**
 * Judges the name of a field at @a token of @a file: in a macro's body by what its expansions in this unit show, else by the
 * declarations, as tokens, of what stands before the arrow.
 *
 * @param fact set where it is known: its rule, and (in a macro's body) whether any expansion wants a pointer to non-const.
 */
FieldStanding field_judge (Analysis *analysis, UnitFile *file, guint32 token, const Fact **fact);
