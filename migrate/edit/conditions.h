/* SPDX-License-Identifier: MIT */
/*
 * Preprocessor lines among the tokens of a statement: an edit must be right in every configuration.
 */
#pragma once

#include "syntax/source.h"

/** @return whether a directive lies between the tokens @a first and @a last, code both. */
gboolean conditions_between (const Source *source, guint32 first, guint32 last);

/** @return whether the tokens @a first and @a last are compiled in the same configurations: what conditions lie
 *  between them begin and end there. */
gboolean conditions_balanced (const Source *source, guint32 first, guint32 last);

/** @return whether in some configuration the statement at @a first may be the body of an unbraced head. */
gboolean conditions_may_open (const Source *source, guint32 first);
