/* SPDX-License-Identifier: MIT */
/*
 * Families: places that stand or fall together within a function.
 *
 * A buffer of the old type and a call of the new API do not compile. So where one place of a family (a rule's
 * `family`) is left, those are left, too, that share a variable with it, directly or through other statements.
 */
#pragma once

#include "edit/site.h"

/** Leaves what belongs with a place that is left. @param classified of Classified, decided. */
void families_keep_together (Analysis *analysis, UnitFile *file, GArray *classified);
