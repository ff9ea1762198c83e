/* SPDX-License-Identifier: MIT */
/*
 * The terminal: progress and colour where there is one, plain text where there is not.
 */
#pragma once

#include <glib.h>

#include "model/command.h"

void terminal_set_colour (ColourMode mode);

/** @return whether text on @a descriptor may have colours. */
gboolean terminal_has_colour (int descriptor);

/** Shows "STAGE done/total, remaining time, NAME" on standard error, in one line that is written over. Nothing where that is no
 *  terminal. @param name  of what was done last, or NULL. */
void terminal_progress (const char *stage, guint done, guint total, const char *name);

/** Removes the progress line. */
void terminal_progress_end (void);

/** Keeps terminal_progress() silent. */
void terminal_set_quiet (gboolean quiet);

/**
 * What may be shown: file names and sources are anybody's bytes, and a terminal obeys some.
 *
 * @return (transfer full) @a text in UTF-8, with control and format characters (newlines and tabs, too) and bytes that are no UTF-8 as
 *   `\\n`, `\\t` and `\\xHH`.
 */
char *terminal_text (const char *text);

/** Appends the lines of @a text to @a out as terminal_text() shows them; newlines and tabs stay. */
void terminal_append_lines (GString *out, const char *text, gsize length);

/** Prints one line on standard error: the program's name, @a format filled in, as terminal_text() shows it. */
void terminal_say (const char *format, ...) G_GNUC_PRINTF (1, 2);
