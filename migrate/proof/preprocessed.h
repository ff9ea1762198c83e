/* SPDX-License-Identifier: MIT */
/*
 * What the compiler would go on with once the preprocessor has run, by file: the same text in each file is the same program.
 *
 * That is quick to see, where a unit only reads a header that changes and uses nothing of what changes there.
 */
#pragma once

#include <glib.h>

/** The lines of each file, without empty ones and without blanks around them: GString by path, with PREPROCESSED_TREE before it
 *  where it lies in the tree. */
typedef GHashTable Preprocessed;

/**
 * @param text       what object_preprocess() gave.
 * @param directory  the folder that the compiler ran in.
 * @param header     the file whose lines are left out, or NULL.
 */
Preprocessed *preprocessed_read (const char *text, const char *directory, const char *header);

/**
 * @return whether the program is the same: @a found has only files that @a expected has, with the same lines. What only
 *   @a expected reads, the headers that are no longer included, can only declare what the others do without: where one did
 *   not, the rewritten code would not pass its parse.
 */
gboolean preprocessed_same (Preprocessed *expected, Preprocessed *found);
