/* SPDX-License-Identifier: MIT */
/*
 * Kept comments: what a person wrote between the tokens that an edit replaces goes on, before the new text.
 */
#pragma once

#include "edit/site.h"

/** Puts the comments that an edit of @a file takes with it before the edit's text, but those that the change repeats
 *  elsewhere. What is rewritten inside of them (--comments) goes with the change. */
void comments_keep (Analysis *analysis, const UnitFile *file, GArray *classified);
