/* SPDX-License-Identifier: MIT */
/*
 * Conditions and numbers of static lifetime: a flag, a count or a type beside a variable says whether that one holds
 * anything. What is read under such a condition is read only where the flag allows it.
 */
#include "scope/summary/walk.h"

CXCursor
walk_strip (Walk *w, CXCursor cursor)
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
  CXCursor at = walk_strip (w, cursor);
  if (clang_getCursorKind (at) == CXCursor_DeclRefExpr)
    {
      CXCursor declaration = clang_getCursorReferenced (at);
      return clang_getCursorKind (declaration) == CXCursor_EnumConstantDecl
             && clang_getEnumConstantDeclValue (declaration) == 0;
    }
  if (clang_getCursorKind (at) != CXCursor_IntegerLiteral)
    return FALSE;
  CXEvalResult result = clang_Cursor_Evaluate (at);
  const gboolean zero = result && clang_EvalResult_getKind (result) == CXEval_Int
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
          const gboolean inside = children->len > 0 && !is_pointer (canonical_type (walk_strip (w, CHILD (children, 0))));
          if (inside)
            at = walk_strip (w, CHILD (children, 0));
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

ScopeSet
walk_static_number (Walk *w, CXCursor cursor)
{
  CXCursor at = walk_strip (w, cursor);
  if (clang_getCursorKind (at) != CXCursor_DeclRefExpr)
    return EMPTY;
  CXCursor declaration = clang_getCursorReferenced (at);
  CXType type = canonical_type (at);
  if (clang_getCursorKind (declaration) != CXCursor_VarDecl || is_pointer (type) || is_array (type) || type.kind == CXType_Record)
    return EMPTY;
  const Variable *variable = walk_variable (w, declaration);
  return variable->kind != VARIABLE_GLOBAL ? EMPTY
                                           : walk_set_of (w, walk_load_of (w, walk_origin (w, ORIGIN_GLOBAL, 0, 0, variable->name), w->none));
}

/* What a test says of @number where it is not 0: a parameter that still is what the caller gave. */
static void
add_parameter (Walk *w, CXCursor cursor, Tested *tested)
{
  const Variable *variable = walk_variable (w, clang_getCursorReferenced (cursor));
  if (variable->kind != VARIABLE_PARAMETER || variable->assigned)
    return;
  const guint32 number = variable->parameter, given = walk_origin (w, ORIGIN_PARAMETER, number, 0, NULL);
  tested->holds = walk_set_of (w, walk_origin (w, ORIGIN_GUARDED, given, 2 * number + 1, NULL));
  tested->fails = walk_set_of (w, walk_origin (w, ORIGIN_GUARDED, given, 2 * number, NULL));
}

/* Adds what @tested says of itself to both of its sides. */
static Tested
with_condition (Walk *w, Tested tested)
{
  if (tested.condition == 0)
    return tested;
  const guint32 b = tested.condition - 1;
  tested.holds = walk_unite (w, tested.holds, walk_set_of (w, walk_origin (w, ORIGIN_CONDITION, 0, b, NULL)));
  tested.fails = walk_unite (w, tested.fails, walk_set_of (w, walk_origin (w, ORIGIN_CONDITION, 0, b ^ 1, NULL)));
  return tested;
}

ScopeSet
walk_without_guards (Walk *w, ScopeSet tested)
{
  ScopeSet left = EMPTY;
  for (guint i = 0; i < tested.n; i++)
    {
      const ScopeOriginKind kind = walk_origin_at (w, tested.ids[i])->kind;
      if (kind != ORIGIN_GUARDED && kind != ORIGIN_CONDITION && kind != ORIGIN_ANSWER)
        left = walk_unite (w, left, walk_set_of (w, tested.ids[i]));
    }
  return left;
}

static guint32
negated (guint32 condition)
{
  return condition == 0 ? 0 : ((condition - 1) ^ 1) + 1;
}

static Tested
swapped (Tested tested)
{
  return (Tested){ tested.fails, tested.holds, negated (tested.condition) };
}

static Tested
tested_by_operator (Walk *w, CXCursor at, CXCursor left, CXCursor right)
{
  const Operator is = names_operator (w->names, left, right);
  if (is == OPERATOR_ASSIGN)
    return walk_tested (w, left);
  if (is == OPERATOR_OTHER) /* flags & MASK */
    return with_condition (w, (Tested){ EMPTY, EMPTY, walk_condition (w, at, left, right) });
  const gboolean left_zero = is_zero (w, left), zero = left_zero || is_zero (w, right);
  if ((is == OPERATOR_EQUAL || is == OPERATOR_UNEQUAL) && zero)
    {
      const Tested number = walk_tested (w, left_zero ? right : left);
      return is == OPERATOR_EQUAL ? swapped (number) : number;
    }
  const Tested l = walk_tested (w, left), r = walk_tested (w, right);
  switch (is)
    {
    case OPERATOR_AND:
      return with_condition (w, (Tested){ walk_unite (w, l.holds, r.holds), EMPTY,
                                          walk_condition_of_both (w, at, l.condition, r.condition) });
    case OPERATOR_OR:
      return with_condition (w, (Tested){ EMPTY, walk_unite (w, l.fails, r.fails),
                                          negated (walk_condition_of_both (w, at, negated (l.condition), negated (r.condition))) });
    default:
      break;
    }
  /* A static flag is 0 or says something; a parameter may be any number. */
  const ScopeSet left_holds = walk_without_guards (w, l.holds), right_holds = walk_without_guards (w, r.holds);
  const guint32 condition = walk_condition (w, at, left, right);
  switch (is)
    {
    case OPERATOR_EQUAL:
      return with_condition (w, (Tested){ walk_unite (w, left_holds, right_holds), EMPTY, condition });
    case OPERATOR_UNEQUAL:
      return with_condition (w, (Tested){ EMPTY, walk_unite (w, left_holds, right_holds), condition });
    case OPERATOR_LESS: /* i < count: count is not 0; the other way count may be, but i is at least as much */
      return with_condition (w, (Tested){ right_holds, left_holds, condition });
    default:
      return with_condition (w, (Tested){ left_holds, right_holds, condition });
    }
}

/* What a test says of the call number @call - 1, where its answer is not 0. */
static void
add_answer (Walk *w, guint call, Tested *tested)
{
  if (call == 0)
    return;
  tested->holds = walk_unite (w, tested->holds, walk_set_of (w, walk_origin (w, ORIGIN_ANSWER, call - 1, 1, NULL)));
  tested->fails = walk_unite (w, tested->fails, walk_set_of (w, walk_origin (w, ORIGIN_ANSWER, call - 1, 0, NULL)));
}

/* The local variable that @cursor names, or NULL. */
static Variable *
local_named (Walk *w, CXCursor cursor)
{
  CXCursor at = clang_getCursorKind (cursor) == CXCursor_VarDecl ? cursor : walk_strip (w, cursor);
  CXCursor declaration = clang_getCursorKind (at) == CXCursor_DeclRefExpr ? clang_getCursorReferenced (at) : at;
  if (clang_getCursorKind (declaration) != CXCursor_VarDecl)
    return NULL;
  Variable *variable = walk_variable (w, declaration);
  return variable->kind == VARIABLE_LOCAL ? variable : NULL;
}

void
walk_note_assigned (Walk *w, CXCursor target, CXCursor value)
{
  Variable *variable = local_named (w, target);
  if (!variable)
    return;
  CXCursor given = walk_strip (w, value);
  if (clang_getCursorKind (given) == CXCursor_CallExpr)
    {
      variable->answer = walk_call_number (w, given);
      variable->answered = variable->written;
      return;
    }
  CXType type = canonical_type (given);
  const Place place = is_pointer (type) || is_array (type) || type.kind == CXType_Record ? (Place){ .kind = PLACE_NONE } : static_place (w, given);
  if (place.kind != PLACE_VARIABLE || place.weak)
    return;
  variable->copied_from = place.variable->name;
  variable->copied_field = place.field;
  variable->copied = variable->written;
}

/* Whether @value is a variable that still is a copy of the number of static lifetime at @place: that is put back. */
static gboolean
is_copy_of (Walk *w, CXCursor value, Place place)
{
  const Variable *variable = clang_Cursor_isNull (value) ? NULL : local_named (w, value);
  return variable && variable->copied_from == place.variable->name && variable->copied_field == place.field && variable->copied == variable->written;
}

static Tested
tested_number (Walk *w, CXCursor at)
{
  Tested tested = { EMPTY, EMPTY, walk_condition (w, at, at, clang_getNullCursor ()) };
  if (clang_getCursorKind (at) == CXCursor_DeclRefExpr
      && clang_getCursorKind (clang_getCursorReferenced (at)) == CXCursor_ParmDecl)
    add_parameter (w, at, &tested);
  else
    tested.holds = tested_load (w, at);
  const Variable *variable = local_named (w, at);
  if (variable && variable->answered == variable->written && variable->answered > w->round_writes)
    add_answer (w, variable->answer, &tested);
  return with_condition (w, tested);
}

Tested
walk_tested (Walk *w, CXCursor condition)
{
  Tested tested = { EMPTY, EMPTY, 0 };
  CXCursor at = walk_strip (w, condition);
  const enum CXCursorKind kind = clang_getCursorKind (at);
  if (kind == CXCursor_DeclRefExpr || kind == CXCursor_MemberRefExpr)
    return tested_number (w, at);
  if (kind == CXCursor_CallExpr)
    {
      tested.condition = walk_condition (w, at, at, clang_getNullCursor ());
      add_answer (w, walk_call_number (w, at), &tested);
      return with_condition (w, tested);
    }
  if (kind != CXCursor_UnaryOperator && kind != CXCursor_BinaryOperator)
    return tested;
  GArray *children = walk_enter (w, at);
  if (kind == CXCursor_BinaryOperator && children->len == 2)
    tested = tested_by_operator (w, at, CHILD (children, 0), CHILD (children, 1));
  else if (kind == CXCursor_UnaryOperator && children->len == 1 && !is_pointer (canonical_type (at))
           && names_is_negation (w->names, at))
    tested = swapped (walk_tested (w, CHILD (children, 0)));
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

/* The number @at is written. */
static void
note_number_written (Walk *w, CXCursor at)
{
  if (clang_getCursorKind (at) == CXCursor_MemberRefExpr)
    walk_note_field_written (w, names_field (w->names, clang_getCursorReferenced (at), NULL));
  if (clang_getCursorKind (at) != CXCursor_DeclRefExpr)
    return;
  CXCursor declaration = clang_getCursorReferenced (at);
  const enum CXCursorKind kind = clang_getCursorKind (declaration);
  if (kind != CXCursor_ParmDecl && kind != CXCursor_VarDecl)
    return;
  Variable *variable = walk_variable (w, declaration);
  walk_note_written (w, variable);
  variable->assigned |= kind == CXCursor_ParmDecl;
}

void
walk_note_flag (Walk *w, CXCursor target, CXCursor value)
{
  note_number_written (w, walk_strip (w, target));
  const Place place = static_place (w, target);
  if (place.kind != PLACE_VARIABLE)
    return;
  if (!place.weak && is_copy_of (w, value, place))
    {
      environment_assign (w->environment, environment_cell (w->environment, place.variable, place.field),
                          walk_set_of (w, walk_load_of (w, walk_address_of (w, place.variable), place.field)));
      return;
    }
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
  scope_table_append (w->pool, w->f->flags, &flag, sizeof flag);
}

Variable *
walk_null_where (Walk *w, CXCursor condition, gboolean *holds)
{
  CXCursor at = walk_strip (w, condition);
  const enum CXCursorKind kind = clang_getCursorKind (at);
  Variable *variable = NULL;
  if (kind == CXCursor_DeclRefExpr)
    {
      variable = is_pointer (canonical_type (at)) ? local_named (w, at) : NULL;
      *holds = FALSE;
      return variable;
    }
  if (kind != CXCursor_UnaryOperator && kind != CXCursor_BinaryOperator)
    return NULL;
  GArray *children = walk_enter (w, at);
  if (kind == CXCursor_UnaryOperator && children->len == 1 && names_is_negation (w->names, at))
    {
      variable = walk_null_where (w, CHILD (children, 0), holds);
      *holds = !*holds;
    }
  else if (kind == CXCursor_BinaryOperator && children->len == 2)
    {
      CXCursor left = CHILD (children, 0), right = CHILD (children, 1);
      const Operator is = names_operator (w->names, left, right);
      if (is == OPERATOR_ASSIGN && is_pointer (canonical_type (left)))
        variable = walk_null_where (w, left, holds);
      else if ((is == OPERATOR_EQUAL || is == OPERATOR_UNEQUAL) && (is_zero (w, left) || is_zero (w, right)))
        {
          variable = walk_null_where (w, is_zero (w, left) ? right : left, holds);
          *holds ^= is == OPERATOR_EQUAL;
        }
    }
  walk_leave (w);
  return variable;
}

gboolean
walk_asks_more (Walk *w, CXCursor condition)
{
  CXCursor at = walk_strip (w, condition);
  const enum CXCursorKind kind = clang_getCursorKind (at);
  if (is_pointer (canonical_type (at)))
    return FALSE;
  if (kind != CXCursor_UnaryOperator && kind != CXCursor_BinaryOperator)
    return TRUE;
  gboolean more = TRUE;
  GArray *children = walk_enter (w, at);
  if (kind == CXCursor_UnaryOperator && children->len == 1 && names_is_negation (w->names, at))
    more = walk_asks_more (w, CHILD (children, 0));
  else if (kind == CXCursor_BinaryOperator && children->len == 2)
    {
      CXCursor left = CHILD (children, 0), right = CHILD (children, 1);
      const Operator is = names_operator (w->names, left, right);
      if (is == OPERATOR_AND || is == OPERATOR_OR)
        more = walk_asks_more (w, left) || walk_asks_more (w, right);
      else if (is == OPERATOR_EQUAL || is == OPERATOR_UNEQUAL)
        more = !(is_zero (w, left) && is_pointer (canonical_type (walk_strip (w, right))))
               && !(is_zero (w, right) && is_pointer (canonical_type (walk_strip (w, left))));
    }
  walk_leave (w);
  return more;
}
