/* SPDX-License-Identifier: MIT */
/*
 * Completion for shells, made of the table of options, the rules and the reasons.
 */
#pragma once

#include <glib.h>

#include "cli/named_values.h"
#include "rules/rule_set.h"

/** Appends the completion for @a shell. */
void completion_append (GString *out, Shell shell, const RuleSet *rules);
