/* SPDX-License-Identifier: MIT */
/*
 * Cursors and strings of libclang.
 */
#include "syntax/cursor.h"

static enum CXChildVisitResult
take_first (CXCursor cursor, CXCursor parent G_GNUC_UNUSED, CXClientData data)
{
  *(CXCursor *) data = cursor;
  return CXChildVisit_Break;
}

CXCursor
cursor_first_child (CXCursor cursor)
{
  CXCursor child = clang_getNullCursor ();
  clang_visitChildren (cursor, take_first, &child);
  return child;
}

const char *
cursor_string (wmem_allocator_t *pool, CXString string)
{
  const char *text = clang_getCString (string);
  const char *copy = wmem_strdup (pool, text ? text : "");
  clang_disposeString (string);
  return copy;
}

static enum CXChildVisitResult
take_last (CXCursor cursor, CXCursor parent, CXClientData data)
{
  (void) parent;
  *(CXCursor *) data = cursor;
  return CXChildVisit_Continue;
}

CXCursor
cursor_last_child (CXCursor cursor)
{
  CXCursor last = clang_getNullCursor ();
  clang_visitChildren (cursor, take_last, &last);
  return last;
}

gboolean
cursor_is_typedef (enum CXCursorKind kind)
{
  return kind == CXCursor_TypedefDecl || kind == CXCursor_TypeAliasDecl;
}

gboolean
cursor_is_method (enum CXCursorKind kind)
{
  return kind == CXCursor_CXXMethod || kind == CXCursor_Constructor || kind == CXCursor_Destructor || kind == CXCursor_ConversionFunction;
}

gboolean
cursor_is_class (enum CXCursorKind kind)
{
  return kind == CXCursor_ClassDecl || kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl || kind == CXCursor_ClassTemplate
         || kind == CXCursor_ClassTemplatePartialSpecialization;
}

guint
cursor_hash (gconstpointer cursor)
{
  return clang_hashCursor (*(const CXCursor *) cursor);
}

gboolean
cursor_equal (gconstpointer a, gconstpointer b)
{
  return clang_equalCursors (*(const CXCursor *) a, *(const CXCursor *) b) != 0;
}
