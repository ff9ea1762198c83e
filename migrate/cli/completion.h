/* SPDX-License-Identifier: MIT */
/*
 * Completion for shells, made of the table of options, the rules and the reasons.
 */
#pragma once

#include <glib.h>

#include "rules/rule_set.h"

/** Appends the completion for @a shell. @return FALSE with @a error set: no such shell. */
gboolean completion_append (GString *out, const char *shell, const RuleSet *rules, GError **error);
