/* SPDX-License-Identifier: MIT */
#pragma once

#include "scope/judgement/values.h"

/** Judges what call number @a index keeps by way of what it calls: a function by name, through a pointer, or a visitor. */
void effects_of_call (Judge *j, State *s, guint index);

/** What becomes of one value in one keeper: nothing, a finding, or an effect that the callers have to judge. */
void escape_keep (Judge *j, State *s, Effect effect);
