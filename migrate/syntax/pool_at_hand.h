/* SPDX-License-Identifier: MIT */
/*
 * What there is to pass as a pool at a place: in a function's body, compiled or not, and in a macro's.
 */
#pragma once

#include "syntax/analysis.h"

/** @return the id of the macro @a name that @a source defines: "PATH#NAME", interned. */
const char *pool_macro_id (const Source *source, const char *name);

/** @return (nullable) the id of the macro in whose body @a token stands. */
const char *pool_macro_around (const Source *source, guint32 token);

/** @return what is at hand at @a offset of @a file; the function around is the macro, in a macro's body. */
PoolAtHand pool_at_hand (const Analysis *analysis, const UnitFile *file, guint32 offset);
