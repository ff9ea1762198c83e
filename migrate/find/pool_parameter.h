/* SPDX-License-Identifier: MIT */
/*
 * How a pool parameter may be called: a name that means nothing yet where it will be seen.
 */
#pragma once

#include "syntax/analysis.h"

/** @return (nullable) a name for a pool parameter of the function whose declaration and body are the bytes from @a start to
 *  @a end of @a text: the one that was asked for, or one made from it; interned. NULL: all are taken. */
const char *pool_parameter_name (Analysis *analysis, const char *text, guint32 start, guint32 end);

/** The same for a macro, the tokens from @a first to before @a end of @a source: there every word counts, fields as well. */
const char *pool_parameter_name_in_macro (Analysis *analysis, const Source *source, guint32 first, guint32 end);
