/* SPDX-License-Identifier: MIT */
/*
 * Functions named in initialisers. Tables of what cannot hold a function (value strings: most of the bytes of a
 * dissector) are passed over unseen.
 */
#include "scope/summary/tables.h"

#include "model/text_intern.h"

typedef struct {
  ScopeUnit *unit;
  Names *names;
  const char *variable;
} Table;

static enum CXChildVisitResult
add_cursor (CXCursor cursor, G_GNUC_UNUSED CXCursor parent, CXClientData data)
{
  g_array_append_val ((GArray *) data, cursor);
  return CXChildVisit_Continue;
}

static void
read_value (const Table *table, CXCursor value, CXType type, const char *field)
{
  const enum CXCursorKind kind = clang_getCursorKind (value);
  if (kind == CXCursor_DeclRefExpr)
    {
      CXCursor declaration = clang_getCursorReferenced (value);
      if (clang_getCursorKind (declaration) != CXCursor_FunctionDecl)
        return;
      const ScopeEntry entry = { names_place (table->names, value), table->variable, field,
                                 names_id (table->names, declaration) };
      scope_table_append (table->unit->pool, table->unit->entries, &entry, sizeof entry);
      return;
    }
  if (!clang_isExpression (kind) || kind == CXCursor_StringLiteral || kind == CXCursor_IntegerLiteral)
    return;
  g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (CXCursor));
  clang_visitChildren (value, add_cursor, children);
  type = clang_getCanonicalType (type);
  if (kind != CXCursor_InitListExpr)
    {
      for (guint i = 0; i < children->len; i++)
        read_value (table, g_array_index (children, CXCursor, i), type, field);
      return;
    }
  if (type.kind != CXType_Record)
    {
      const gboolean array = type.kind == CXType_ConstantArray || type.kind == CXType_IncompleteArray;
      for (guint i = 0; i < children->len; i++)
        read_value (table, g_array_index (children, CXCursor, i),
                    array ? clang_getArrayElementType (type) : type, field);
      return;
    }
  const GArray *fields = names_record_fields (table->names, type);
  guint next = 0;
  for (guint i = 0; i < children->len; i++)
    {
      CXCursor child = g_array_index (children, CXCursor, i);
      RecordField named;
      const RecordField *member = next < fields->len ? RECORD_FIELD (fields, next) : NULL;
      if (clang_getCursorKind (child) == CXCursor_UnexposedExpr) /* .member = value */
        {
          g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (CXCursor));
          clang_visitChildren (child, add_cursor, parts);
          if (parts->len == 2 && clang_getCursorKind (g_array_index (parts, CXCursor, 0)) == CXCursor_MemberRef)
            {
              named = names_describe_field (table->names, clang_getCursorReferenced (g_array_index (parts, CXCursor, 0)));
              member = &named; /* of an unnamed member perhaps, and not among the fields */
              child = g_array_index (parts, CXCursor, 1);
              for (guint k = 0; k < fields->len; k++)
                if (clang_equalCursors (RECORD_FIELD (fields, k)->cursor, named.cursor))
                  next = k;
            }
        }
      next++;
      if (member && member->holds_functions)
        read_value (table, child, member->type, names_field (table->names, member->cursor, field));
    }
}

void
scope_read_table (ScopeUnit *unit, Names *names, CXCursor variable)
{
  const Table table = { unit, names, names_id (names, variable) };
  CXType type = clang_getCursorType (variable);
  if (!names_can_hold_functions (names, type))
    return;
  g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (CXCursor));
  clang_visitChildren (variable, add_cursor, children);
  for (guint i = children->len; i > 0; i--)
    if (clang_isExpression (clang_getCursorKind (g_array_index (children, CXCursor, i - 1))))
      {
        const ScopeEntry seen = { names_place (names, variable), table.variable, text_intern (""), NULL };
        scope_table_append (unit->pool, unit->entries, &seen, sizeof seen);
        const gboolean array = clang_getCanonicalType (type).kind == CXType_ConstantArray
                               || clang_getCanonicalType (type).kind == CXType_IncompleteArray;
        read_value (&table, g_array_index (children, CXCursor, i - 1), type, text_intern (array ? "*" : ""));
        break;
      }
}
