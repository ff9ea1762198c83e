/* SPDX-License-Identifier: MIT */
/*
 * The command line: one table of options, turned into checked values.
 *
 * Nothing here reads a source file or starts a stage; what is wrong with the command line itself is found here,
 * before anything else happens.
 */
#pragma once

#include "model/command.h"

/**
 * Parses @a arguments, the program's name first.
 *
 * @return (transfer full) the checked command line, or NULL with @a error set to a one-line message.
 */
CommandLine *command_line_parse (char **arguments, GError **error);

/** Frees @a line and all that it points to. NULL is allowed. */
void command_line_free (CommandLine *line);
