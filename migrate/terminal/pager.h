/* SPDX-License-Identifier: MIT */
/*
 * A pager for what is longer than the screen.
 */
#pragma once

#include <glib.h>

/**
 * Shows @a text in the program that PAGER names, where standard output is a terminal that has fewer lines. Nothing that the user has not
 * named is run. It may have colours: less shows them.
 *
 * @return whether it was shown; FALSE also where the program cannot be run.
 */
gboolean pager_show (const GString *text);
