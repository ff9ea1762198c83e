/* SPDX-License-Identifier: MIT */
/*
 * Conditions and numbers of static lifetime: a flag, a count or a type beside a variable says whether that one holds
 * anything. What is read under such a condition is read only where the flag allows it.
 */
#include "scope/walk.h"

static CXCursor
strip (Walk *w, CXCursor cursor)
{
  for (;;)
    {
      const enum CXCursorKind kind = clang_getCursorKind (cursor);
      if (kind != CXCursor_ParenExpr && kind != CXCursor_UnexposedExpr && kind != CXCursor_CStyleCastExpr)
        return cursor;
      GArray *children = walk_enter (w, cursor);
      const gboolean has_inner = children->len > 0;
      CXCursor inner = has_inner ? CHILD (children, children->len - 1) : cursor;
      walk_leave (w);
      if (!has_inner)
        return cursor;
      cursor = inner;
    }
}

/* Whether @cursor is 0, whoever says so: a number, an enumerator, a macro. */
static gboolean
is_zero (Walk *w, CXCursor cursor)
{
  CXCursor at = strip (w, cursor);
  if (clang_getCursorKind (at) == CXCursor_DeclRefExpr)
    {
      CXCursor declaration = clang_getCursorReferenced (at);
      return clang_getCursorKind (declaration) == CXCursor_EnumConstantDecl
        && clang_getEnumConstantDeclValue (declaration) == 0;
    }
  if (clang_getCursorKind (at) != CXCursor_IntegerLiteral)
    return FALSE;
  CXEvalResult result = clang_Cursor_Evaluate (at);
  const gboolean zero = result != NULL && clang_EvalResult_getKind (result) == CXEval_Int
    && clang_EvalResult_getAsInt (result) == 0;
  clang_EvalResult_dispose (result);
  return zero;
}

/* The place that @cursor names if that is, or lies in, a variable of static lifetime. */
static Place
static_place (Walk *w, CXCursor cursor)
{
  static const Place NONE = { .kind = PLACE_NONE };
  CXCursor at = cursor;
  for (;;)
    switch ((int) clang_getCursorKind (at))
      {
      case CXCursor_DeclRefExpr:
        {
          CXCursor declaration = clang_getCursorReferenced (at);
          if (clang_getCursorKind (declaration) != CXCursor_VarDecl
              || walk_variable (w, declaration)->kind != VARIABLE_GLOBAL)
            return NONE;
          return walk_place (w, cursor);
        }
      case CXCursor_MemberRefExpr:
      case CXCursor_ArraySubscriptExpr:
        {
          GArray *children = walk_enter (w, at);
          const gboolean inside = children->len > 0 && !is_pointer (canonical_type (strip (w, CHILD (children, 0))));
          if (inside)
            at = strip (w, CHILD (children, 0));
          walk_leave (w);
          if (!inside)
            return NONE;
          break;
        }
      default:
        return NONE;
      }
}

/* The load that reading @place is, so far as it is of static lifetime; its read is noted. */
static ScopeSet
tested_load (Walk *w, CXCursor cursor)
{
  const Place place = static_place (w, cursor);
  if (place.kind != PLACE_VARIABLE || place.weak)
    return EMPTY;
  place_note_read (w, cursor, place);
  return walk_set_of (w, walk_load_of (w, walk_origin (w, ORIGIN_GLOBAL, 0, 0, place.variable->name), place.field));
}

/* A parameter that still is what the caller gave. */
static Tested
tested_parameter (Walk *w, CXCursor cursor)
{
  const Variable *variable = walk_variable (w, clang_getCursorReferenced (cursor));
  if (variable->kind != VARIABLE_PARAMETER || variable->assigned)
    return (Tested){ EMPTY, EMPTY };
  const guint32 number = variable->parameter, given = walk_origin (w, ORIGIN_PARAMETER, number, 0, NULL);
  return (Tested){ walk_set_of (w, walk_origin (w, ORIGIN_GUARDED, given, 2 * number + 1, NULL)),
                   walk_set_of (w, walk_origin (w, ORIGIN_GUARDED, given, 2 * number, NULL)) };
}

ScopeSet
walk_without_guards (Walk *w, ScopeSet tested)
{
  ScopeSet left = EMPTY;
  for (guint i = 0; i < tested.n; i++)
    if (walk_origin_at (w, tested.ids[i])->kind != ORIGIN_GUARDED)
      left = walk_unite (w, left, walk_set_of (w, tested.ids[i]));
  return left;
}

static Tested
without_guards (Walk *w, Tested tested)
{
  return (Tested){ walk_without_guards (w, tested.holds), walk_without_guards (w, tested.fails) };
}

static Tested
swapped (Tested tested)
{
  return (Tested){ tested.fails, tested.holds };
}

static Tested
tested_by_operator (Walk *w, CXCursor left, CXCursor right)
{
  const Operator is = names_operator (w->names, left, right);
  if (is == OPERATOR_OTHER || is == OPERATOR_ASSIGN)
    return (Tested){ EMPTY, EMPTY };
  Tested l = walk_tested (w, left), r = walk_tested (w, right);
  const gboolean zero = is_zero (w, right) || is_zero (w, left);
  /* A static flag is 0 or says something; a parameter may be any number. */
  if (is != OPERATOR_AND && is != OPERATOR_OR && !((is == OPERATOR_EQUAL || is == OPERATOR_UNEQUAL) && zero))
    {
      l = without_guards (w, l);
      r = without_guards (w, r);
    }
  switch (is)
    {
    case OPERATOR_AND:
      return (Tested){ walk_unite (w, l.holds, r.holds), EMPTY };
    case OPERATOR_OR:
      return (Tested){ EMPTY, walk_unite (w, l.fails, r.fails) };
    case OPERATOR_EQUAL:
    case OPERATOR_UNEQUAL:
      {
        const Tested both = { walk_unite (w, l.holds, r.holds), zero ? walk_unite (w, l.fails, r.fails) : EMPTY };
        return (is == OPERATOR_EQUAL) == zero ? swapped (both) : both;
      }
    case OPERATOR_LESS: /* i < count: count is not 0; the other way count may be, but i is at least as much */
      return (Tested){ r.holds, l.holds };
    default:
      return (Tested){ l.holds, r.holds };
    }
}

Tested
walk_tested (Walk *w, CXCursor condition)
{
  Tested tested = { EMPTY, EMPTY };
  CXCursor at = strip (w, condition);
  switch ((int) clang_getCursorKind (at))
    {
    case CXCursor_DeclRefExpr:
      if (clang_getCursorKind (clang_getCursorReferenced (at)) == CXCursor_ParmDecl)
        return tested_parameter (w, at);
      G_GNUC_FALLTHROUGH;
    case CXCursor_MemberRefExpr:
      tested.holds = tested_load (w, at);
      return tested;
    default:
      break;
    }
  GArray *children = walk_enter (w, at);
  switch ((int) clang_getCursorKind (at))
    {
    case CXCursor_UnaryOperator: /* `!`: see walk_tested_parameter() */
      if (children->len == 1 && !is_pointer (canonical_type (at))
          && names_is_negation (w->names, at))
        tested = swapped (walk_tested (w, CHILD (children, 0)));
      break;
    case CXCursor_BinaryOperator:
      if (children->len == 2)
        tested = tested_by_operator (w, CHILD (children, 0), CHILD (children, 1));
      break;
    default:
      break;
    }
  walk_leave (w);
  return tested;
}

/* Whether @cursor names @variable anywhere. */
static gboolean
names_variable (Walk *w, CXCursor cursor, const Variable *variable)
{
  if (clang_getCursorKind (cursor) == CXCursor_DeclRefExpr)
    {
      CXCursor declaration = clang_getCursorReferenced (cursor);
      return clang_getCursorKind (declaration) == CXCursor_VarDecl && walk_variable (w, declaration) == variable;
    }
  GArray *children = walk_enter (w, cursor);
  gboolean found = FALSE;
  for (guint i = 0; i < children->len && !found; i++)
    found = names_variable (w, CHILD (children, i), variable);
  walk_leave (w);
  return found;
}

void
walk_note_flag (Walk *w, CXCursor target, CXCursor value)
{
  CXCursor at = strip (w, target);
  if (clang_getCursorKind (at) == CXCursor_DeclRefExpr
      && clang_getCursorKind (clang_getCursorReferenced (at)) == CXCursor_ParmDecl)
    walk_variable (w, clang_getCursorReferenced (at))->assigned = TRUE;
  const Place place = static_place (w, target);
  if (place.kind != PLACE_VARIABLE)
    return;
  const gboolean plain = !clang_Cursor_isNull (value) && !names_variable (w, value, place.variable);
  const ScopeFlag flag = { place.variable->name, place.field, plain && is_zero (w, value) };
  if (plain && !place.weak)
    environment_assign (w->environment, environment_cell (w->environment, place.variable, place.field), EMPTY);
  for (guint i = 0; i < w->f->flags->len; i++)
    {
      const ScopeFlag *known = &g_array_index (w->f->flags, ScopeFlag, i);
      if (known->variable == flag.variable && known->field == flag.field && known->zero == flag.zero)
        return;
    }
  g_array_append_val (w->f->flags, flag);
}
