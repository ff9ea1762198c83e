/* SPDX-License-Identifier: MIT */
/*
 * What an old header has brought besides the API: a file may lean on nothing else of it.
 */
#pragma once

#include "syntax/analysis.h"

/**
 * @param rule  of an old header.
 * @return (nullable) the operands of that header's own includes which stand under no condition, joined by @a newline and `#include `, from the
 *   analysis' pool; NULL: it has none, or the unit did not read it.
 */
const char *include_brought (const Analysis *analysis, const Rule *rule, const char *newline);
