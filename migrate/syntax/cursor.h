/* SPDX-License-Identifier: MIT */
/*
 * What libclang says of a cursor only by way of a visitor, or in a string of its own.
 */
#pragma once

#include <clang-c/Index.h>

#include "wmem/wmem.h"

/** @return the first child of @a cursor, or the null cursor. */
CXCursor cursor_first_child (CXCursor cursor);

/** @return the last child: of a cast what is cast; or the null cursor. */
CXCursor cursor_last_child (CXCursor cursor);

/** @return whether @a kind is that of a typedef, in C++ also as `using NAME = TYPE`. */
gboolean cursor_is_typedef (enum CXCursorKind kind);

/** @return whether @a kind is that of a class's function: a method, a constructor and the like. */
gboolean cursor_is_method (enum CXCursorKind kind);

/** @return whether @a kind is that of what may have such functions: a class, a struct, a union, or a template of one. */
gboolean cursor_is_class (enum CXCursorKind kind);

/** For tables whose keys are `CXCursor *`. */
guint cursor_hash (gconstpointer cursor);
gboolean cursor_equal (gconstpointer a, gconstpointer b);

/** @return @a string (transfer full), copied to @a pool; never NULL. */
const char *cursor_string (wmem_allocator_t *pool, CXString string);
