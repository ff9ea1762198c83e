/* SPDX-License-Identifier: MIT */
/*
 * Deciding: what becomes of each occurrence of a file.
 */
#pragma once

#include "edit/site.h"

/** @return a new, active change of the unit's result. */
Change *change_new (Analysis *analysis, const char *rule);

/** Decides about all occurrences of @a file (UnitFile.classified), and prepares its includes. */
void decide_file (Analysis *analysis, UnitFile *file);
