/* SPDX-License-Identifier: MIT */
/*
 * Functions named in initialisers of static lifetime: field tables, tables of callbacks, UAT definitions.
 */
#pragma once

#include "scope/summary/summary.h"
#include "syntax/names.h"

/** Adds to @a unit each function that the initialiser of @a variable names, with the field that gets it. */
void scope_read_table (ScopeUnit *unit, Names *names, CXCursor variable);
