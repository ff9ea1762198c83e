/* SPDX-License-Identifier: MIT */
/*
 * One pointer to functions: a field, a variable, a parameter or a typedef.
 */
#pragma once

#include "find/pool_walker.h"

/** @return what @a type is without pointers and arrays around it: the typedef that is met first, else what it is of. */
CXType pool_pointer_innermost (CXType type);

/** @return the type of the functions that @a type points to, through any number of typedefs; another kind: none. */
CXType pool_pointer_function_type (CXType type);

/** @return whether @a type is that of functions, or of pointers to such, or of arrays of these. */
gboolean pool_pointer_is_type (CXType type);

/** @return where the list that belongs to the name at @a offset begins, behind `[…]` and `)`; 0: nowhere. */
gsize pool_pointer_list (const PoolFile *file, guint32 offset, const char *name);

/** @return (nullable) the id of the pointer to functions that @a declaration is, which it is noted by; NULL: none, or its type is not
 *  spelled in a file that may be edited. */
const char *pool_pointer_of (PoolWalker *walk, CXCursor declaration);

/** @return the id of parameter number @a index of the function @a id, whatever each of its declarations calls it. */
const char *pool_pointer_parameter (const char *id, int index);

/** Notes that two have one type: @a one is given to @a other at that place. */
void pool_pointer_meet (PoolWalker *walk, const char *one, const char *other, const char *path, guint32 line);

/** Notes the parameters of a declaration of the function @a id. */
void pool_pointer_declare (PoolWalker *walk, CXCursor function, const char *id);
