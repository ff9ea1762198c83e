/* SPDX-License-Identifier: MIT */
/*
 * What a file holds, as the run is to see it: what an editor has of it and has not saved, else what the disk has.
 *
 * All stages read sources through here. Without an editor nothing is open, and this is the disk.
 */
#pragma once

#include <glib.h>

/**
 * From now on @a text stands for the file at @a path, in this process and in those that it forks.
 *
 * @param path  canonical. @param text  NULL: the disk counts again.
 */
void file_text_open (const char *path, GBytes *text);

/** Reads the file at @a path: contract as that of g_file_get_contents(). */
gboolean file_text_read (const char *path, char **text, gsize *length, GError **error);

/** @return (transfer full) (nullable) the bytes of the file at @a path; NULL where it cannot be read, or is no plain file. */
GBytes *file_text_bytes (const char *path);

/** @return a number that tells two texts of one file apart. */
guint64 file_text_hash (const char *text, gsize length);

/** @return whether a text is open that is no C source: something that sources may include. */
gboolean file_text_header_open (void);

/** Calls @a each for what is open; @a path and @a text stay for as long as they are open. */
void file_text_each_open (void (*each) (const char *path, GBytes *text, gpointer data), gpointer data);
