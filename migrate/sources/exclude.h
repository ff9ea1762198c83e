/* SPDX-License-Identifier: MIT */
/*
 * Which files are left alone (--exclude): by patterns in which `*` stands for any text, folders included, `?` and `[…]` for one
 * character. A pattern that fits a folder fits all below it.
 */
#pragma once

#include <glib.h>

/** @return (transfer full) @a pattern, which is relative to @a folder (NULL: the current one) unless it is absolute, as an absolute one
 *  without `.`, `..` and slashes at the end; one that names a file or folder as it is, as its real path. */
char *exclude_pattern (const char *folder, const char *pattern);

/** @return whether the absolute @a pattern fits @a path as it is written. */
gboolean exclude_fits (const char *pattern, const char *path);

/** @return (nullable) the one of @a patterns (absolute ones; NULL: none) that fits @a path, under its name or its real one. */
const char *exclude_match (char *const *patterns, const char *path);
