/* SPDX-License-Identifier: MIT */
/*
 * What the preprocessor leaves of two sides of a unit: where it is the same program, the compiler makes the same of both.
 */
#pragma once

#include <glib.h>

/**
 * @param left, right  what object_preprocess() gave.
 * @return whether both are the same tokens, of the same files, in the same order. Blanks between tokens do not count, so in doubt
 *   (blanks between two operators) they differ; nor do the numbers of lines, so a text that asks for these later than in the
 *   preprocessor is not the same as any.
 */
gboolean preprocessed_same (const char *left, const char *right);

/**
 * @param joint  what object_preprocess() gave of a unit that reads joint texts (proof/joint_text.h).
 * @return whether the expected side of it is the same as the found one, as preprocessed_same() says. In doubt, as where a macro has made
 *   something else of such a place, they differ.
 */
gboolean preprocessed_sides_same (const char *joint);
