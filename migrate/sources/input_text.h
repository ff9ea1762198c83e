/* SPDX-License-Identifier: MIT */
/*
 * Texts that somebody has written for this program: rules, lists, reports of before. (Sources are read by file_text.h.)
 */
#pragma once

#include <glib.h>

/**
 * Reads the file at @a path, without the mark of UTF-8 that some editors put at its beginning.
 *
 * @param text  gets (transfer full) the bytes, and a NUL behind them. @param length  (nullable) gets how many they are.
 * @return FALSE with @a error set: the cause alone, such as "No such file or directory", with the codes of G_FILE_ERROR.
 */
gboolean input_text_read (const char *path, char **text, gsize *length, GError **error);

/** @return the cause alone of what GLib says of a file ("Failed to open file “NAME”: CAUSE"), where the name is in the sentence that it becomes a
 * part of; a part of @a problem. */
const char *input_text_cause (const GError *problem);

/**
 * As input_text_read(), of a file that lies in the tree and that nobody may have named: one that is no plain file (a pipe would be waited for,
 * a device never ends) is refused, and one that says that it is empty, as endless ones of the system do, is.
 */
gboolean input_text_read_plain (const char *path, char **text, gsize *length, GError **error);
