/* SPDX-License-Identifier: MIT */
/*
 * The walk over one function's statements: what each call gets, each store keeps, and the function returns.
 */
#pragma once

#include "scope/summary/summary.h"
#include "syntax/names.h"

/** Walks the body of the function definition @a cursor; the tables that it declares go to @a unit.
 *  @return its summary, allocated from @a pool. */
ScopeFunction *scope_interpret (wmem_allocator_t *pool, ScopeUnit *unit, Names *names, CXCursor cursor);
