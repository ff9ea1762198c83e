/* SPDX-License-Identifier: MIT */
/*
 * Pointers to functions: a field, a variable, a parameter or a typedef whose declaration spells the type of a function. What
 * such a pointer is given has its type, so that both are one family (POOL_USE_MEETS): they gain a pool together, or not at all.
 *
 * What cannot be followed fixes the types of all that is concerned (POOL_USE_BAR).
 */
#pragma once

#include "find/pool_walker.h"

/** Looks at @a cursor, of a body or a declaration at file level, before what is in it is looked at: where functions' addresses
 *  go in it, and which names of pointers are tests only. */
void pool_pointers_see (PoolWalker *walk, CXCursor cursor);

/** Notes a call whose function is no name: by a pointer. */
void pool_pointers_call (PoolWalker *walk, CXCursor call);
