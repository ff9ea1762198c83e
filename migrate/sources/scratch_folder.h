/* SPDX-License-Identifier: MIT */
/*
 * Folders that a run makes for itself among the system's temporary files.
 */
#pragma once

#include <glib.h>

/**
 * Makes one that only this user can read.
 *
 * @param pattern  its name, which ends with XXXXXX.
 * @param error    says what to do: set TMPDIR.
 * @return (transfer full) (nullable) its path; NULL where none can be made.
 */
char *scratch_folder_new (const char *pattern, GError **error);

/** Writes @a path, a file in such a folder. @param error  says what to do: set TMPDIR. @return FALSE: it is not written. */
gboolean scratch_file_write (const char *path, const char *text, gsize length, GError **error);

/** Removes @a folder with all in it. Links are removed, never followed; what cannot be removed stays, without a word. */
void scratch_folder_remove (const char *folder);
