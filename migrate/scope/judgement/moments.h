/* SPDX-License-Identifier: MIT */
/*
 * The order of two places in a function, as far as its branches and jumps tell it.
 */
#pragma once

#include "scope/summary/summary.h"

/** @return whether every way from @a earlier to the end of @a f comes by @a later (but for exceptions). */
gboolean moment_surely_follows (const ScopeFunction *f, ScopeMoment earlier, ScopeMoment later);

/** @return whether every way from @a earlier to the end of @a f comes by one of @a n places @a later: where the function is left
 *  early, by one before that. */
gboolean moments_surely_follow (const ScopeFunction *f, ScopeMoment earlier, const ScopeMoment *later, guint n);

/** @return whether every way to @a later comes by @a earlier. */
gboolean moment_surely_precedes (const ScopeFunction *f, ScopeMoment earlier, ScopeMoment later);

/** The same where @a tested leads to @a later: of an `if` whose condition is among it the other arm is not taken. */
gboolean moment_precedes_where (const ScopeFunction *f, ScopeMoment earlier, ScopeMoment later, ScopeSet tested);

/** @return whether some way leads by both. */
gboolean moments_meet (const ScopeFunction *f, ScopeMoment a, ScopeMoment b);
