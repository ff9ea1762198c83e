/* SPDX-License-Identifier: MIT */
/*
 * --realign: continuation lines that stood under their opening parenthesis go with it.
 */
#pragma once

#include "edit/site.h"

/** Adds edits of leading blanks to the changes that move parentheses in @a file. After all changes are decided. */
void realign_file (Analysis *analysis, UnitFile *file);
