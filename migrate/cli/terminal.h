/* SPDX-License-Identifier: MIT */
/*
 * The terminal: progress and colour where there is one, plain text where there is not.
 */
#pragma once

#include <glib.h>

/** @return whether text on @a descriptor may have colours: it is a terminal, and NO_COLOR is not set. */
gboolean terminal_has_colour (int descriptor);

/** Shows "STAGE done/total" on standard error, in one line that is written over. Nothing where that is no
 *  terminal. */
void terminal_progress (const char *stage, guint done, guint total);

/** Removes the progress line. */
void terminal_progress_end (void);

/** Keeps terminal_progress() silent. */
void terminal_set_quiet (gboolean quiet);
