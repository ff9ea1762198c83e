/* SPDX-License-Identifier: MIT */
/*
 * Initialisers: which field or element each value of a list goes to.
 */
#include "find/flow_expression.h"

/* The fields of a struct that a list without designators fills, one after the other. */
static enum CXVisitorResult
take_field (CXCursor field, CXClientData data)
{
  g_array_append_val ((GArray *) data, field);
  return CXVisit_Continue;
}

/* An initialiser @a cursor fills something of @a type that @a to holds. */
void
flow_initialise (Flow *flow, CXCursor cursor, CXType type, Holder to)
{
  GArray *fields, *children;
  guint next = 0;

  if (clang_getCursorKind (cursor) != CXCursor_InitListExpr)
    {
      Holder value = flow_eval (flow, cursor);

      if (!to.node && !to.function && !to.holds && !flow_types_holds (&flow->types, type))
        to.holds = clang_getCanonicalType (type).kind == CXType_Bool ? "" : NULL;
      flow_goes (flow, value, to);
      return;
    }
  type = clang_getCanonicalType (type);
  fields = g_array_new (FALSE, FALSE, sizeof (CXCursor));
  children = g_array_new (FALSE, FALSE, sizeof (CXCursor));
  clang_Type_visitFields (type, take_field, fields);
  clang_visitChildren (cursor, flow_take_child, children);
  for (guint i = 0; i < children->len; i++)
    {
      CXCursor value = CHILD (children, i), field = clang_getNullCursor ();
      g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (CXCursor));

      if (clang_getCursorKind (value) == CXCursor_UnexposedExpr)
        clang_visitChildren (value, flow_take_child, parts);
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
        flow_initialise (flow, value, clang_getCursorType (field), flow_declared (flow, field));
      else
        flow_initialise (flow, value, fields->len == 0 ? clang_getArrayElementType (type) : type, to);
    }
  g_array_unref (children);
  g_array_unref (fields);
}
