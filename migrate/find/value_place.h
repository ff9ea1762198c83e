/* SPDX-License-Identifier: MIT */
/*
 * Where the value of an expression goes: into which variable or field, as what type, and whether that takes a pointer to const.
 */
#pragma once

#include "syntax/unit_file.h"

/** One step of the path from the unit down to the cursor in hand. */
typedef struct {
  CXCursor cursor;
  enum CXCursorKind kind;
  int child; /**< which child the walk is in, from 0 */
} Step;

/** @return (nullable) the step that is @a steps from the end of @a path (of Step): 1 is the cursor in hand. */
const Step *path_up (const GArray *path, guint steps);

/** @return whether the value only passes through an expression of that kind: parentheses and casts. */
gboolean is_wrapper_kind (enum CXCursorKind kind);

/** Gives @a fact what becomes of the value of the expression @a steps up: its place and the type that it takes there. */
void value_follow (wmem_allocator_t *pool, const GArray *path, Fact *fact, guint steps);

/** Gives @a fact, of a field at the end of @a path whose accessor returns const, whether the place where the value goes takes that. */
void value_check_const (wmem_allocator_t *pool, const GArray *path, Fact *fact);
