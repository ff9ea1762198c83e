/* SPDX-License-Identifier: MIT */
/*
 * --help: the options by task; those of every day on one screen.
 */
#pragma once

#include <glib.h>

/** Appends the help. @param all  every option, not only those of every day. */
void help_append (GString *out, gboolean all);
