/* SPDX-License-Identifier: MIT */
/*
 * Both texts of a header as one, so that the preprocessor has to read a unit only once for both.
 *
 * Where they differ the text holds `JOINT_WORD (EXPECTED) (FOUND)`. The preprocessor knows nothing of that word, so it expands both in the
 * same surroundings, and preprocessed_sides_same() takes them apart. Whatever else becomes of such a place shows: a name that is pasted
 * to it or a text that is made of it holds the word, and in a condition it is an error.
 */
#pragma once

#include <glib.h>

#define JOINT_WORD "wmem_migrate_either"

/**
 * @param expected, found  the texts (proof/reference.h): they have the same lines.
 * @return (nullable, transfer full) both as one; NULL where that cannot say it: a difference that is in a directive other than the body
 *   of a #define, that takes more than one line of code, or whose brackets do not pair.
 */
GBytes *joint_text_new (GBytes *expected, GBytes *found);
