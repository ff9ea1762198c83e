/* SPDX-License-Identifier: MIT */
/*
 * Memory freed under a nested caller: a function frees what a field held before, puts something new there, and runs
 * again, by way of what it calls, while it still uses that.
 */
#pragma once

#include "scope/judgement/freed.h"

typedef struct {
  const ProgramFunction *function;
  const ScopeCall *nested; /**< by which it runs again */
  const char *field;       /**< that holds what is freed, or the id of the variable */
  ScopePlace freed, used;  /**< where the inner run frees it, and the outer one uses it */
} NestedFree;

/** Appends to @a found (of NestedFree) at most one for each function of @a program. */
void nested_find (const Program *program, const Freed *freed, GArray *found);
