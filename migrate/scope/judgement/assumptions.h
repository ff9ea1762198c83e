/* SPDX-License-Identifier: MIT */
/*
 * What had to be so to come to a place: of a function's parameters, which its callers know, and of conditions that it tests
 * more than once.
 */
#pragma once

#include "scope/summary/summary.h"

#define ASSUMED_PARAMETERS 32 /**< that anything is assumed of */

/** Bit 2 * parameter: it is 0; the next one: it is not. As ORIGIN_GUARDED says it in b. */
typedef guint64 Assumptions;

/** @return what @a tested says of the parameters of @a f. */
Assumptions assumptions_of (const ScopeFunction *f, ScopeSet tested);

/** @return whether @a a says of some parameter the contrary of what @a b says. */
gboolean assumptions_contradict (Assumptions a, Assumptions b);

/** @return what the callee may assume of its parameters where @a f makes @a call under @a assumed. */
Assumptions assumptions_handed_on (const ScopeFunction *f, const ScopeCall *call, Assumptions assumed);

/** @return what has to be assumed of the caller's parameters, so that the callee of @a call may assume @a needed. */
Assumptions assumptions_handed_back (const ScopeCall *call, Assumptions needed);

/** @return whether two places of @a f exclude each other: what @a a says was tested on the way to one is contrary to what @a b
 *  says of the other. */
gboolean assumptions_exclude (const ScopeFunction *f, ScopeSet a, ScopeSet b);
