/* SPDX-License-Identifier: MIT */
/*
 * --emit-header: the rules as a C header, as far as the after side has the new forms.
 */
#pragma once

#include "model/command.h"
#include "rules/rule_set.h"

/**
 * Asks the after side (of the sources that were given, else of no flags but its own) what it has, and prints the rules.
 *
 * @return FALSE with @a error set where the sources have no flags, or no wmem header was found.
 */
gboolean emit_header (const CommandLine *line, RuleSet *rules, GString *out, GError **error);

/**
 * --list-rules: one line a form. Where flags or sources are given, a first column says which forms hold on that after side.
 *
 * @return FALSE with @a error set where the after side cannot be asked.
 */
gboolean list_rules (const CommandLine *line, RuleSet *rules, GString *out, GError **error);
