/* SPDX-License-Identifier: MIT */
/*
 * What the program can say of a rule or a reason: --explain.
 */
#pragma once

#include "rules/rule_set.h"

/** @return whether @a id is a rule of @a rules or a reason; then what there is to say of it was appended to @a out. */
gboolean explanation_append (const RuleSet *rules, const char *id, GString *out);
