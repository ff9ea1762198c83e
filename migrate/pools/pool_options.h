/* SPDX-License-Identifier: MIT */
/*
 * What the options say of a pool: its expression, or that it is passed from function to function.
 */
#pragma once

#include "model/run_options.h"
#include "rules/rule_set.h"

/** @return whether @a options ask for explicit pools in place of @a pool's accessor. */
gboolean pool_is_explicit (const RunOptions *options, RulePool pool);

/** @return the accessor that explicit pools take the place of: what stays where nothing can be passed. */
const char *pool_accessor (RulePool pool);

/** @return the pool expressions of @a options by RulePool, N_POOLS of them; they belong to @a options. Where the
 *  packet's pool depends on the place it is that of a `pinfo`. */
const char *const *pool_expressions (const RunOptions *options, const char *pools[]);
