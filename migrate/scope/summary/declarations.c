/* SPDX-License-Identifier: MIT */
/*
 * Declarations of a walk: what a variable begins with, and what is called where it ends.
 */
#include "model/text_intern.h"
#include "scope/summary/tables.h"
#include "scope/summary/walk.h"
#include "syntax/cursor.h"

#include <string.h>

/* Whether some array in @type has a length that is computed when it is declared. */
static gboolean
has_computed_length (CXType type)
{
  for (type = clang_getCanonicalType (type); is_pointer (type) || is_array (type);
       type = clang_getCanonicalType (is_pointer (type) ? clang_getPointeeType (type) : clang_getArrayElementType (type)))
    if (type.kind == CXType_VariableArray)
      return TRUE;
  return FALSE;
}

void
walk_lengths (Walk *w, CXCursor declaration)
{
  const gboolean is_type = cursor_is_typedef (clang_getCursorKind (declaration));
  if (!has_computed_length (is_type ? clang_getTypedefDeclUnderlyingType (declaration) : clang_getCursorType (declaration)))
    return;
  CXCursor value = is_type ? clang_getNullCursor () : clang_Cursor_getVarDeclInitializer (declaration);
  GArray *children = walk_enter (w, declaration);
  for (guint i = 0; i < children->len; i++)
    if (clang_isExpression (clang_getCursorKind (CHILD (children, i))) && !clang_equalCursors (CHILD (children, i), value))
      walk_eval (w, CHILD (children, i));
  walk_leave (w);
}

/* What is called with the address of @variable where that ends. */
static void
call_cleanup (Walk *w, CXCursor cursor, Variable *variable)
{
  GArray *children = walk_enter (w, cursor);
  g_autoptr (GPtrArray) called = g_ptr_array_new ();
  for (guint i = 0; i < children->len; i++)
    {
      if (!clang_isAttribute (clang_getCursorKind (CHILD (children, i))))
        continue;
      g_autoptr (GPtrArray) ids = names_cleanup (w->names, cursor, CHILD (children, i));
      for (guint k = 0; k < ids->len; k++)
        {
          const char *id = g_ptr_array_index (ids, k), *colon = strrchr (id, ':');
          if (g_ptr_array_find (called, id, NULL))
            continue;
          g_ptr_array_add (called, (gpointer) id);
          ScopeSet *arguments = wmem_new (w->pool, ScopeSet);
          *arguments = walk_set_of (w, walk_address_of (w, variable));
          const ScopeCall call = {
            .place = names_place (w->names, cursor),
            .callee = id,
            .name = !colon ? id : text_intern (colon + 1),
            .arguments = arguments,
            .n_arguments = 1,
            .pool = SCOPE_NO_POOL,
            .pinfo = w->pinfo,
          };
          walk_record_call (w, call);
        }
    }
  walk_leave (w);
}

static enum CXChildVisitResult
find_call (CXCursor cursor, G_GNUC_UNUSED CXCursor parent, CXClientData data)
{
  *(gboolean *) data |= clang_getCursorKind (cursor) == CXCursor_CallExpr;
  return *(gboolean *) data ? CXChildVisit_Break : CXChildVisit_Recurse;
}

/* In C++ a call may initialise what lives on, when the declaration is met for the first time: on one of two ways. */
static void
initialise_once (Walk *w, CXCursor cursor, Place to)
{
  CXCursor value = clang_Cursor_getVarDeclInitializer (cursor);
  gboolean calls = clang_getCursorKind (value) == CXCursor_CallExpr;
  const guint32 outer = w->branch;
  guint32 arms = 0;
  if (clang_Cursor_isNull (value))
    return;
  clang_visitChildren (value, find_call, &calls);
  if (!calls)
    return;
  const guint mark = environment_mark (w->environment);
  walk_enter_arm (w, &arms);
  walk_initialise (w, cursor, to, clang_getCursorType (cursor), value);
  Branch end = environment_take (w->environment, mark);
  environment_meet (w->environment, &end, 1, TRUE);
  w->branch = outer;
}

void
walk_declare (Walk *w, CXCursor cursor)
{
  Variable *variable = walk_variable (w, cursor);
  if (!w->pinfo && names_is_packet_info (w->names, clang_getCursorType (cursor)))
    w->pinfo = variable->name;
  const Place to = { .kind = PLACE_VARIABLE, .variable = variable, .field = w->none };
  if (variable->kind == VARIABLE_GLOBAL) /* initialised before the program starts */
    {
      scope_read_table (w->unit, w->names, cursor);
      initialise_once (w, cursor, to);
      return;
    }
  walk_note_written (w, variable);
  walk_lengths (w, cursor);
  CXCursor value = clang_Cursor_getVarDeclInitializer (cursor);
  if (!clang_Cursor_isNull (value)
      && (!is_array (canonical_type (cursor)) || clang_getCursorKind (value) != CXCursor_StringLiteral))
    {
      walk_initialise (w, cursor, to, clang_getCursorType (cursor), value);
      walk_note_assigned (w, cursor, value);
    }
  if (clang_Cursor_hasAttrs (cursor))
    call_cleanup (w, cursor, variable);
}
