/* SPDX-License-Identifier: MIT */
/*
 * The mirror image of escape: what lives longer than anybody looks at it.
 */
#pragma once

#include "scope/judgement/escape.h"
#include "scope/judgement/freed.h"
#include "scope/judgement/statics.h"

/** What is known of the program. */
typedef struct {
  const Program *program;
  const Freed *freed;
  const Statics *callers;
  const char **replaced; /**< set to the id of a static variable that keeps it only until the function runs again */
} Mirror;

/** @return whether the result of call number @a call in @a function is kept by what lives longer than the packet, freed,
 *  or given to code that may keep it. What is returned is kept where one of the callers keeps it; what a static variable
 *  holds is not kept where each run of its function puts something else there without a look at what was there. */
gboolean mirror_is_kept (const Mirror *mirror, const ProgramFunction *function, guint call);
