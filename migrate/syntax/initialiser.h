/* SPDX-License-Identifier: MIT */
/*
 * Initialisers in braces: which field or element each value of a list goes to.
 */
#pragma once

#include <clang-c/Index.h>

/** @param field  the field that @a value goes to, or the null cursor: an element, or the object itself.
 *  @param type   the type of what it goes to. */
typedef void (*InitialiserVisit) (CXCursor value, CXCursor field, CXType type, void *data);

/** Calls @a visit for each value of @a list, the initialiser of something of @a type: lists within it are values. */
void initialiser_each (CXCursor list, CXType type, InitialiserVisit visit, void *data);
