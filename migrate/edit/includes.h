/* SPDX-License-Identifier: MIT */
/*
 * Includes: the ways in which a file could give up the old header and take the new one.
 *
 * Which way is right depends on what becomes of the other changes, so all are prepared here and the plan chooses.
 */
#pragma once

#include "edit/site.h"

/** Adds the include changes of @a file (CHANGE_ADD_INCLUDE and so on), and the occurrences of its old includes. */
void includes_prepare (Analysis *analysis, UnitFile *file);
