/* SPDX-License-Identifier: MIT */
/*
 * The language server: --lsp.
 */
#pragma once

#include "cli/command_line.h"
#include "rules/rule_set.h"

/**
 * Serves an editor on standard input and output until it says "exit" or goes away.
 *
 * @return the exit status: 0 where the editor said "shutdown" before, 1 where it did not, or where what it sent is no protocol;
 *   then with @a error set.
 */
int server_run (const CommandLine *line, RuleSet *rules, GError **error);
