/* SPDX-License-Identifier: MIT */
/*
 * Variables that give a pool: what pool_sources_at() answers from.
 */
#pragma once

#include "find/pool_walker.h"

/** Notes the variable or parameter that @a cursor declares, if it gives a pool, or hides what does. @param body  where the function's body
 *  begins: of a parameter; it ends where @a walk's scope does. */
void pool_variable_note (PoolWalker *walk, CXCursor cursor, guint32 body);

/** Notes the parameter that @a cursor declares of a lambda, whose body goes from @a from to @a to. Who calls that is not known. */
void pool_variable_note_lambda (PoolWalker *walk, CXCursor cursor, guint32 from, guint32 to);

/** Notes the members of its object that @a method sees, those of the classes below it included, unless it makes or ends the object; of what is no method none. To be called before the
 *  parameters and variables, which hide them. */
void pool_variable_note_members (PoolWalker *walk, CXCursor method, guint32 body);
