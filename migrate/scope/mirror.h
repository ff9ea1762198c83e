/* SPDX-License-Identifier: MIT */
/*
 * The mirror image of escape: what lives longer than anybody looks at it.
 */
#pragma once

#include "scope/escape.h"

/** @return whether the result of call number @a call in @a function is kept, returned, or given to code that may keep
 *  it. */
gboolean mirror_is_kept (const ProgramFunction *function, guint call);
