/* SPDX-License-Identifier: MIT */
/*
 * Lists as they are written: libclang shows designators, not what they come to.
 */
#include "syntax/initialiser.h"

#include <glib.h>

#define CHILD(children, i) g_array_index ((children), CXCursor, (i))

static enum CXChildVisitResult
take_child (CXCursor cursor, CXCursor parent, CXClientData data)
{
  (void) parent;
  g_array_append_val ((GArray *) data, cursor);
  return CXChildVisit_Continue;
}

/* The fields of a struct that a list without designators fills, one after the other. */
static enum CXVisitorResult
take_field (CXCursor field, CXClientData data)
{
  g_array_append_val ((GArray *) data, field);
  return CXVisit_Continue;
}

void
initialiser_each (CXCursor list, CXType type, InitialiserVisit visit, void *data)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (CXCursor));
  g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (CXCursor));
  guint next = 0;

  type = clang_getCanonicalType (type);
  clang_Type_visitFields (type, take_field, fields);
  clang_visitChildren (list, take_child, children);
  for (guint i = 0; i < children->len; i++)
    {
      CXCursor value = CHILD (children, i), field = clang_getNullCursor ();
      g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (CXCursor));

      if (clang_getCursorKind (value) == CXCursor_UnexposedExpr)
        clang_visitChildren (value, take_child, parts);
      /* `.field = value`, `[index] = value` */
      for (guint j = 0; j + 1 < parts->len; j++)
        if (clang_getCursorKind (CHILD (parts, j)) == CXCursor_MemberRef)
          field = clang_getCursorReferenced (CHILD (parts, j));
      if (parts->len > 1)
        value = CHILD (parts, parts->len - 1);
      for (guint j = 0; !clang_Cursor_isNull (field) && j < fields->len; j++)
        if (clang_equalCursors (CHILD (fields, j), field))
          next = j;
      if (clang_Cursor_isNull (field) && next < fields->len)
        field = CHILD (fields, next);
      next++;
      if (!clang_Cursor_isNull (field))
        visit (value, field, clang_getCursorType (field), data);
      else
        visit (value, field, fields->len == 0 ? clang_getArrayElementType (type) : type, data);
    }
}
