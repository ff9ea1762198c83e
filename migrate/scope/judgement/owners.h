/* SPDX-License-Identifier: MIT */
/*
 * Owners: what keeps a value, and for how long.
 */
#pragma once

#include "scope/judgement/values.h"

/** @return how long what is kept in @a target is there; LIFETIME_UNKNOWN where only a caller can tell. */
ScopeLifetime keeper_lifetime (const Value *target);

/** Adds to @a owners what keeps @a object, if that is heap memory that the function of @a s makes, hands to something and does
 *  not free. */
void owners_of (Judge *j, State *s, const Value *object, Values *owners);
