/* SPDX-License-Identifier: MIT */
/*
 * Where the code asks whether a pointer is NULL: `p == NULL`, `!p`, `if (p)`. Told by tokens, so that what is not compiled is judged
 * alike.
 */
#pragma once

#include "syntax/source.h"

gboolean token_is_null (const Source *source, guint32 token);

/** @return whether it is `==` or `!=`. */
gboolean token_compares (const Source *source, guint32 token);

/** @return whether what the tokens [@a first, @a last] give is taken as true or false, and as nothing else. */
gboolean is_condition (const Source *source, guint32 first, guint32 last);

/** @return whether all that is asked of what they give is whether it is NULL. */
gboolean is_null_test (const Source *source, guint32 first, guint32 last);
