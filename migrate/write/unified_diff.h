/* SPDX-License-Identifier: MIT */
/*
 * A unified diff from edits.
 *
 * The edits say which lines change, so nothing has to be searched for: each hunk is exact, and the work is linear.
 * What comes out applies with `git apply` and `patch -p1`, in every encoding and with every line ending.
 */
#pragma once

#include <glib.h>

/**
 * Appends the diff of one file to @a out; nothing where @a edits change nothing.
 *
 * @param name   the path to show, without the "a/" and "b/" that are put before it; quoted as git does where it
 *               has to be.
 * @param before the bytes before.
 * @param edits  of Edit, by offset, none overlapping.
 */
void unified_diff_append (GString *out, const char *name, GBytes *before, GArray *edits);
