/* SPDX-License-Identifier: MIT */
/*
 * The first difference of two functions in words that a person understands.
 */
#pragma once

#include "proof/object_span.h"

/** @return (transfer full) what is other in @a right, the symbol found, than in @a left, the one expected. */
char *object_difference (ObjectPair *pair, guint left, guint right);
