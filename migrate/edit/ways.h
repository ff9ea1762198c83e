/* SPDX-License-Identifier: MIT */
/*
 * By which ways statements are reached: what may run before what, and how often. By tokens, so that code of all configurations counts.
 */
#pragma once

#include "syntax/source.h"

/** @return the token directly below the bracket @a open that @a token is or stands in, or NO_TOKEN. */
guint32 ways_place (const Source *source, guint32 token, guint32 open);

/** @return whether the way to @a later never comes by @a earlier: they stand in two sections of a switch, the first one left by
 *  a jump, or in two arms of an if. @a open is the brace around both. */
gboolean ways_exclude (const Source *source, guint32 open, guint32 earlier, guint32 later);

/** @return whether the statement at @a token may run more than once for one run of the block at @a open. */
gboolean ways_repeat (const Source *source, guint32 open, guint32 token);
