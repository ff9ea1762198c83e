/* SPDX-License-Identifier: MIT */
/*
 * Macros as links of a chain: one that calls a function, or takes memory from a pool, gets the pool from its users. By tokens.
 */
#pragma once

#include "syntax/analysis.h"

/** Reads which macros the unit's files define. */
void pool_macros_read (Analysis *analysis);

/** @return whether the macro whose name begins at @a text comes, by itself or through others, to a call of @a function that is
 *  spelled out in the body of a macro of the unit's files. */
gboolean pool_macros_explain (const Analysis *analysis, const char *text, const char *function);

/** Adds the macros, what they call, and who uses them, to the unit's facts. */
void pool_macros_add_uses (Analysis *analysis);
