/* SPDX-License-Identifier: MIT */
/*
 * Expressions of a walk.
 */
#include "scope/summary/walk.h"

#include "model/text_intern.h"

#include <string.h>

/* Guards: a helper that is told by a parameter which pool to take */

/* The parameter that @condition tests, 2 * its number + 1, or with `!` + 0; or -1. */
int
walk_tested_parameter (Walk *w, CXCursor condition)
{
  int tested = -1;
  GArray *children = walk_enter (w, condition);
  switch ((int) clang_getCursorKind (condition))
    {
    case CXCursor_DeclRefExpr:
      {
        CXCursor declaration = clang_getCursorReferenced (condition);
        if (clang_getCursorKind (declaration) == CXCursor_ParmDecl && !walk_variable (w, declaration)->assigned)
          tested = 2 * (int) walk_variable (w, declaration)->parameter + 1;
        break;
      }
    case CXCursor_ParenExpr:
    case CXCursor_UnexposedExpr:
      if (children->len == 1)
        tested = walk_tested_parameter (w, CHILD (children, 0));
      break;
    case CXCursor_UnaryOperator:
      if (children->len == 1 && !is_pointer (canonical_type (condition)))
        {
          tested = names_is_negation (w->names, condition) ? walk_tested_parameter (w, CHILD (children, 0)) : -1;
          if (tested >= 0)
            tested ^= 1;
        }
      break;
    default:
      break;
    }
  walk_leave (w);
  return tested;
}

ScopeSet
walk_guarded (Walk *w, ScopeSet set, int guard)
{
  ScopeSet all = EMPTY;
  for (guint i = 0; guard >= 0 && i < set.n; i++)
    all = walk_unite (w, all, walk_set_of (w, walk_origin_at (w, set.ids[i])->kind == ORIGIN_GUARDED ? set.ids[i] : walk_origin (w, ORIGIN_GUARDED, set.ids[i], (guint32) guard, NULL)));
  return guard >= 0 ? all : set;
}

/* What is known of an argument that is no pointer. */
guint32
walk_constant (Walk *w, CXCursor argument)
{
  const int tested = walk_tested_parameter (w, argument);
  if (tested >= 0 && (tested & 1) != 0)
    return CONSTANT_PARAMETER + (guint32) tested / 2;
  const enum CXCursorKind kind = clang_getCursorKind (argument);
  return kind == CXCursor_IntegerLiteral || kind == CXCursor_ParenExpr || kind == CXCursor_UnaryOperator
                 || kind == CXCursor_UnexposedExpr
             ? names_constant (w->names, argument)
             : CONSTANT_UNKNOWN;
}

/* Expressions */

static ScopeSet
eval_all (Walk *w, CXCursor cursor)
{
  GArray *children = walk_enter (w, cursor);
  ScopeSet value = EMPTY;
  for (guint i = 0; i < children->len; i++)
    value = walk_unite (w, value, walk_eval (w, CHILD (children, i)));
  walk_leave (w);
  return value;
}

/* sizeof is evaluated where it asks for an array of variable length: then clang cannot tell what it gives. */
static ScopeSet
eval_sizeof (Walk *w, CXCursor cursor)
{
  GArray *children = walk_enter (w, cursor);
  gboolean has_parts = FALSE;
  for (guint i = 0; i < children->len; i++)
    has_parts |= clang_isExpression (clang_getCursorKind (CHILD (children, i)))
                 && clang_getCursorKind (CHILD (children, i)) != CXCursor_DeclRefExpr;
  walk_leave (w);
  if (has_parts)
    {
      CXEvalResult result = clang_Cursor_Evaluate (cursor);
      const gboolean constant = result && clang_EvalResult_getKind (result) == CXEval_Int;
      clang_EvalResult_dispose (result);
      if (!constant)
        eval_all (w, cursor);
    }
  return EMPTY;
}

/* `[0 ... 3] = value`, `.a.b = value` */
CXCursor
walk_designated (Walk *w, CXCursor child, CXCursor *field)
{
  *field = clang_getNullCursor ();
  if (clang_getCursorKind (child) != CXCursor_UnexposedExpr)
    return child;
  GArray *parts = walk_enter (w, child);
  CXCursor value = child;
  if (parts->len >= 2 && clang_getCursorKind (CHILD (parts, parts->len - 2)) == CXCursor_MemberRef)
    {
      *field = clang_getCursorReferenced (CHILD (parts, parts->len - 2));
      value = CHILD (parts, parts->len - 1);
    }
  else if (parts->len >= 2 && clang_getCursorKind (CHILD (parts, parts->len - 1)) == CXCursor_InitListExpr)
    value = CHILD (parts, parts->len - 1);
  walk_leave (w);
  return value;
}

void
walk_eval_tested (Walk *w, CXCursor cursor)
{
  CXCursor at = walk_strip (w, cursor);
  const enum CXCursorKind kind = clang_getCursorKind (at);
  w->tests_pointer = (kind == CXCursor_DeclRefExpr || kind == CXCursor_MemberRefExpr) && is_pointer (canonical_type (at));
  walk_eval (w, cursor);
  w->tests_pointer = FALSE;
}

static ScopeSet
eval_place (Walk *w, CXCursor cursor)
{
  const gboolean tests = w->tests_pointer;
  w->tests_pointer = FALSE; /* what leads there is looked at */
  const Place place = walk_place (w, cursor);
  w->tests_pointer = tests;
  CXType type = canonical_type (cursor);
  if (is_array (type)) /* decays to the address of what it lies in */
    return place_address (w, place);
  if (!is_pointer (type))
    return EMPTY;
  return place_load (w, cursor, place);
}

static void
note_written (gpointer data, Cell *cell)
{
  gpointer *pair = data;
  Walk *w = pair[0];
  GArray *written = pair[1];
  const guint32 global = walk_address_of (w, cell->variable), before = walk_load_of (w, global, cell->field);
  if (!scope_set_contains (cell->value, before))
    g_array_append_val (written, *(cell->field == w->none ? &global : &before));
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;
  return x < y ? -1 : x > y;
}

ScopeSet
walk_written (Walk *w)
{
  g_autoptr (GArray) written = g_array_new (FALSE, FALSE, sizeof (guint32));
  gpointer pair[] = { w, written };
  environment_each_global (w->environment, note_written, pair);
  g_array_sort (written, compare_numbers);
  return written->len == 0 ? EMPTY
                           : (ScopeSet){ written->len, wmem_memdup (w->pool, written->data, written->len * sizeof (guint32)) };
}

/* A pointer of static lifetime whose address is handed over is one that the callee fills. */
static void
write_out_arguments (Walk *w, CXCursor cursor, const ScopeCall *call)
{
  for (guint i = 0; i < call->n_arguments; i++)
    {
      CXType type = canonical_type (clang_Cursor_getArgument (cursor, i));
      if (call->arguments[i].n != 1 || !is_pointer (type)
          || !is_pointer (clang_getCanonicalType (clang_getPointeeType (type))))
        continue;
      const ScopeOrigin o = *walk_origin_at (w, call->arguments[i].ids[0]);
      if (o.kind != ORIGIN_GLOBAL || o.a != 0)
        continue;
      const guint32 after = walk_origin (w, ORIGIN_GLOBAL, 1, 0, o.name);
      environment_assign (w->environment, environment_cell (w->environment, walk_global (w, o.name), w->none),
                          walk_set_of (w, walk_load_of (w, after, w->none)));
      place_leave_element (w, walk_global (w, o.name));
    }
}

/* A function of the unit that was walked before writes these variables: they do not hold what they did. */
static void
write_by_callee (Walk *w, const char *callee)
{
  const ScopeFunction *f = !callee ? NULL : g_hash_table_lookup (w->unit->by_id, callee);
  for (guint i = 0; f && i < f->written.n; i++)
    {
      const ScopeOrigin *o = &g_array_index (f->origins, ScopeOrigin, f->written.ids[i]);
      const char *field = o->kind == ORIGIN_LOAD ? o->name : w->none;
      if (o->kind == ORIGIN_LOAD)
        o = &g_array_index (f->origins, ScopeOrigin, o->a);
      Variable *variable = walk_global (w, o->name);
      const guint32 after = walk_origin (w, ORIGIN_GLOBAL, 1, 0, o->name);
      environment_assign (w->environment, environment_cell (w->environment, variable, field),
                          walk_set_of (w, walk_load_of (w, after, field)));
      if (field == w->none)
        place_leave_element (w, variable);
    }
}

static char *
call_key (Walk *w, ScopePlace place, const char *callee)
{
  return wmem_strdup_printf (w->pool, "%p:%u:%s", (gconstpointer) place.path, place.offset, !callee ? "" : callee);
}

guint
walk_call_number (Walk *w, CXCursor cursor)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (w->call_index, call_key (w, names_place (w->names, cursor), walk_callee (w, cursor))));
}

guint
walk_record_call (Walk *w, ScopeCall call)
{
  call.written = walk_written (w);
  call.moment = walk_moment (w);
  call.tested = w->tested;

  char *key = call_key (w, call.place, call.callee);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (w->call_index, key));
  if (index == 0)
    {
      scope_table_append (w->pool, w->f->calls, &call, sizeof call);
      index = w->f->calls->len;
      g_hash_table_insert (w->call_index, key, GUINT_TO_POINTER (index));
    }
  else
    {
      ScopeCall *before = &g_array_index (w->f->calls, ScopeCall, index - 1);
      before->target = walk_unite (w, before->target, call.target);
      for (guint i = 0; i < MIN (before->n_arguments, call.n_arguments); i++)
        before->arguments[i] = walk_unite (w, before->arguments[i], call.arguments[i]);
    }
  return index - 1;
}

/* The variable of static lifetime whose address a function of the unit returns that was walked before, or NULL. */
static const ScopeOrigin *
variable_given_by (Walk *w, const char *callee)
{
  const ScopeFunction *f = !callee ? NULL : g_hash_table_lookup (w->unit->by_id, callee);
  if (!f || f->returns.n != 1)
    return NULL;
  const ScopeOrigin *o = &g_array_index (f->origins, ScopeOrigin, f->returns.ids[0]);
  return o->kind == ORIGIN_GLOBAL && o->a == 0 ? o : NULL;
}

gboolean
walk_gives_record (CXCursor function)
{
  CXType type = clang_getCanonicalType (clang_getCursorType (function));
  return is_function (type) && !clang_isFunctionTypeVariadic (type)
         && clang_getCanonicalType (clang_getResultType (type)).kind == CXType_Record;
}

/* What @argument hands over: of a struct its address, though the callee gets a copy. */
static ScopeSet
eval_argument (Walk *w, CXCursor argument)
{
  return canonical_type (argument).kind == CXType_Record ? place_record_address (w, walk_place (w, argument))
                                                         : walk_eval (w, argument);
}

/* A function that is handed over may get what lies in the first argument, as the visitor of a table does. */
static void
note_visited (Walk *w, const ScopeCall *call)
{
  gboolean visits = FALSE;
  for (guint i = 1; i < call->n_arguments; i++)
    visits |= call->arguments[i].n == 1 && walk_origin_at (w, call->arguments[i].ids[0])->kind == ORIGIN_FUNCTION;
  for (guint i = 0; visits && i < call->arguments[0].n; i++)
    {
      const ScopeOriginKind kind = walk_origin_at (w, call->arguments[0].ids[i])->kind;
      if (kind == ORIGIN_LOAD || kind == ORIGIN_CALL || kind == ORIGIN_PARAMETER)
        walk_load_of (w, call->arguments[0].ids[i], w->content);
    }
}

/* A local whose address is passed as argument number @argument of call number @index may be filled by the callee. */
static void
fill_local (Walk *w, CXCursor at, guint index, guint argument, guint32 address)
{
  Variable *local = walk_local_at (w, address);
  if (!local)
    return;
  if (!clang_Cursor_isNull (at))
    place_note_contents (w, at, address);
  if (canonical_type (at).kind == CXType_Record) /* it is copied */
    return;
  local->assigned = TRUE;
  walk_note_written (w, local);
  const ScopeSet out = walk_set_of (w, walk_origin (w, ORIGIN_OUT, index, argument, w->content));
  environment_add (w->environment, environment_cell (w->environment, local, w->none), out);
  environment_add (w->environment, environment_cell (w->environment, local, w->content), out);
}

/* The object of a method's @call: `object->method ()`. */
static void
eval_object (Walk *w, CXCursor call)
{
  GArray *children = walk_enter (w, call);
  if (children->len > 0 && clang_getCursorKind (CHILD (children, 0)) == CXCursor_MemberRefExpr)
    eval_all (w, CHILD (children, 0));
  walk_leave (w);
}

static ScopeSet
eval_call (Walk *w, CXCursor cursor)
{
  CXCursor callee = clang_getCursorReferenced (cursor);
  const gboolean direct = clang_getCursorKind (callee) == CXCursor_FunctionDecl;
  ScopeCall call = { .place = names_place (w->names, cursor), .callee = walk_callee (w, cursor), .pool = SCOPE_NO_POOL, .pinfo = w->pinfo };
  if (call.callee)
    call.name = walk_function_name (callee);
  if (call.callee && !direct)
    eval_object (w, cursor);
  else if (!direct)
    {
      GArray *children = walk_enter (w, cursor);
      if (children->len > 0)
        call.target = walk_eval (w, CHILD (children, 0));
      walk_leave (w);
      if (call.target.n == 1 && walk_origin_at (w, call.target.ids[0])->kind == ORIGIN_FUNCTION) /* (*f) (x) */
        {
          call.callee = walk_origin_at (w, call.target.ids[0])->name;
          const char *colon = strrchr (call.callee, ':');
          call.name = !colon ? call.callee : text_intern (colon + 1);
          call.target = EMPTY;
        }
    }
  const guint n = (guint) MAX (clang_Cursor_getNumArguments (cursor), 0);
  const gboolean gives_record = canonical_type (cursor).kind == CXType_Record && (!direct || walk_gives_record (callee));
  call.n_arguments = n + (gives_record ? 1 : 0);
  call.arguments = wmem_alloc0_array (w->pool, ScopeSet, call.n_arguments);
  guint32 *constants = wmem_alloc0_array (w->pool, guint32, call.n_arguments);
  for (guint i = 0; i < n; i++)
    {
      CXCursor argument = clang_Cursor_getArgument (cursor, i);
      call.arguments[i] = eval_argument (w, argument);
      CXType type = canonical_type (argument);
      constants[i] = walk_constant (w, argument);
      if (constants[i] == CONSTANT_UNKNOWN && call.arguments[i].n == 0)
        call.arguments[i] = walk_static_number (w, argument);
      if (constants[i] != CONSTANT_UNKNOWN)
        call.constants = constants;
      if (call.pool == SCOPE_NO_POOL && is_pointer (type))
        {
          const char *record = names_record (w->names, clang_getPointeeType (type));
          if (record && g_str_equal (record, "_wmem_allocator_t"))
            call.pool = i;
        }
    }
  if (gives_record)
    call.arguments[n] = walk_set_of (w, walk_address_of (w, walk_variable (w, cursor)));
  note_visited (w, &call);
  if (call.name && call.n_arguments == 3 && g_str_equal (call.name, "memset") && call.arguments[0].n == 1)
    {
      const ScopeOrigin *target = walk_origin_at (w, call.arguments[0].ids[0]);
      GHashTableIter iter;
      gpointer value;
      g_hash_table_iter_init (&iter, w->variables);
      while (target->kind == ORIGIN_GLOBAL && g_hash_table_iter_next (&iter, NULL, &value))
        if (((Variable *) value)->kind == VARIABLE_GLOBAL && ((Variable *) value)->name == target->name)
          place_overwrite (w, value);
      Variable *local = walk_local_at (w, call.arguments[0].ids[0]);
      if (local)
        place_overwrite (w, local);
    }
  const guint index = walk_record_call (w, call);
  for (guint i = 0; i < call.n_arguments; i++)
    for (guint j = 0; j < call.arguments[i].n; j++)
      fill_local (w, i < n ? clang_Cursor_getArgument (cursor, i) : clang_getNullCursor (), index, i, call.arguments[i].ids[j]);
  write_out_arguments (w, cursor, &call);
  write_by_callee (w, call.callee);
  CXType type = canonical_type (cursor);
  const ScopeOrigin *variable = is_pointer (type) ? variable_given_by (w, call.callee) : NULL;
  return variable            ? walk_set_of (w, walk_origin (w, ORIGIN_GLOBAL, 0, variable->b, variable->name))
         : is_pointer (type) ? walk_set_of (w, walk_origin (w, ORIGIN_CALL, index, 0, NULL))
                             : EMPTY;
}

static void
eval_only (Walk *w, CXCursor cursor)
{
  walk_eval (w, cursor);
}

/* An operator that gives a number: the right side of && and || is reached only where the left one allows it. */
static void
eval_numbers (Walk *w, CXCursor left, CXCursor right)
{
  const Operator is = names_operator (w->names, left, right);
  const ScopeSet outer = w->tested;
  const gboolean tests = is == OPERATOR_AND || is == OPERATOR_OR || is == OPERATOR_EQUAL || is == OPERATOR_UNEQUAL;
  (tests ? walk_eval_tested : eval_only) (w, left);
  if (is == OPERATOR_AND || is == OPERATOR_OR)
    {
      const Tested tested = walk_tested (w, left);
      w->tested = walk_unite (w, outer, is == OPERATOR_AND ? tested.holds : tested.fails);
    }
  (tests ? walk_eval_tested : eval_only) (w, right);
  w->tested = outer;
  if (is == OPERATOR_ASSIGN)
    {
      walk_note_flag (w, left, right);
      walk_note_assigned (w, left, right);
    }
}

static ScopeSet
eval_binary (Walk *w, CXCursor cursor)
{
  GArray *children = walk_enter (w, cursor);
  ScopeSet value = EMPTY;
  if (children->len == 2)
    {
      CXCursor left = CHILD (children, 0), right = CHILD (children, 1);
      CXType type = canonical_type (cursor), left_type = canonical_type (left), right_type = canonical_type (right);
      if (type.kind == CXType_Record && left_type.kind == CXType_Record)
        place_copy_record (w, cursor, walk_place (w, left), right);
      else if (!is_pointer (type))
        eval_numbers (w, left, right);
      else if (is_pointer (left_type) && is_pointer (right_type))
        {
          value = walk_eval (w, right);
          place_store (w, cursor, walk_place (w, left), value);
          walk_note_assigned (w, left, right);
        }
      else if (is_pointer (left_type) || is_array (left_type)) /* p + n; of p = 0 the right side is a pointer, too */
        {
          value = walk_eval (w, left);
          walk_eval (w, right);
        }
      else
        {
          walk_eval (w, left);
          value = walk_eval (w, right);
        }
    }
  walk_leave (w);
  return value;
}

/* Whether the operator that makes @type of @operand is `*`: not `!`, nor `++`. */
static gboolean
is_dereference (CXType type, CXType operand)
{
  return (is_pointer (operand) && same_type (clang_getPointeeType (operand), type))
         || (is_array (operand) && same_type (clang_getArrayElementType (operand), type));
}

static ScopeSet
eval_unary (Walk *w, CXCursor cursor)
{
  GArray *children = walk_enter (w, cursor);
  ScopeSet value = EMPTY;
  if (children->len == 1)
    {
      CXCursor operand = CHILD (children, 0);
      CXType type = canonical_type (cursor), inner = canonical_type (operand);
      if (is_function (type) || is_function (inner)) /* *f, &f */
        value = walk_eval (w, operand);
      else if (is_pointer (type) && same_type (clang_getPointeeType (type), inner))
        value = place_record_address (w, walk_place (w, operand));
      else if (is_dereference (type, inner))
        value = eval_place (w, cursor);
      else
        {
          if (names_is_negation (w->names, cursor))
            walk_eval_tested (w, operand);
          else
            {
              value = walk_eval (w, operand);
              place_move_on (w, operand);
            }
          const enum CXCursorKind kind = clang_getCursorKind (operand);
          if (kind == CXCursor_DeclRefExpr || kind == CXCursor_MemberRefExpr) /* not even read: ++ or -- */
            walk_note_flag (w, operand, clang_getNullCursor ());
        }
    }
  walk_leave (w);
  return value;
}

/* Initialisers */

void
walk_initialise (Walk *w, CXCursor at, Place to, CXType type, CXCursor value)
{
  type = clang_getCanonicalType (type);
  while (clang_getCursorKind (value) == CXCursor_UnexposedExpr || clang_getCursorKind (value) == CXCursor_ParenExpr)
    {
      GArray *children = walk_enter (w, value);
      const gboolean one = children->len == 1;
      CXCursor inner = one ? CHILD (children, 0) : value;
      walk_leave (w);
      if (!one)
        break;
      value = inner;
    }
  if (clang_getCursorKind (value) != CXCursor_InitListExpr)
    {
      if (type.kind == CXType_Record)
        place_copy_record (w, at, to, value);
      else
        {
          const ScopeSet set = walk_eval (w, value);
          if (is_pointer (type))
            place_store (w, value, to, set);
        }
      return;
    }
  GArray *children = walk_enter (w, value);
  if (is_array (type))
    {
      to.weak = TRUE;
      for (guint i = 0; i < children->len; i++)
        {
          CXCursor named;
          walk_initialise (w, at, to, clang_getArrayElementType (type), walk_designated (w, CHILD (children, i), &named));
        }
    }
  else if (type.kind == CXType_Record)
    {
      const GArray *fields = names_record_fields (w->names, type);
      for (guint i = 0, next = 0; i < children->len; i++)
        {
          CXCursor named, given = walk_designated (w, CHILD (children, i), &named);
          if (clang_Cursor_isNull (named) && next < fields->len)
            named = RECORD_FIELD (fields, next)->cursor;
          for (guint k = 0; k < fields->len; k++)
            if (clang_equalCursors (RECORD_FIELD (fields, k)->cursor, named))
              next = k + 1;
          if (clang_Cursor_isNull (named))
            {
              walk_eval (w, given);
              continue;
            }
          Place member = to;
          member.field = names_field (w->names, named, to.field);
          walk_initialise (w, at, member, clang_getCursorType (named), given);
        }
    }
  else
    for (guint i = 0; i < children->len; i++)
      walk_initialise (w, at, to, type, CHILD (children, i));
  walk_leave (w);
}

static ScopeSet
eval_reference (Walk *w, CXCursor cursor)
{
  CXCursor declaration = clang_getCursorReferenced (cursor);
  if (clang_getCursorKind (declaration) == CXCursor_FunctionDecl)
    return walk_set_of (w, walk_origin (w, ORIGIN_FUNCTION, 0, 0, names_id (w->names, declaration)));
  /* Most are numbers, and no place has to be found for these. */
  CXType type = canonical_type (cursor);
  return is_pointer (type) || is_array (type) ? eval_place (w, cursor) : EMPTY;
}

static ScopeSet
eval_compound_assignment (Walk *w, CXCursor cursor)
{
  GArray *children = walk_enter (w, cursor);
  ScopeSet value = EMPTY;
  for (guint i = children->len; i > 0; i--)
    value = walk_eval (w, CHILD (children, i - 1));
  if (children->len == 2 && !is_pointer (canonical_type (cursor)))
    walk_note_flag (w, CHILD (children, 0), clang_getNullCursor ());
  else if (children->len == 2)
    place_move_on (w, CHILD (children, 0));
  walk_leave (w);
  return value;
}

static ScopeSet
eval_conditional (Walk *w, CXCursor cursor)
{
  GArray *children = walk_enter (w, cursor);
  ScopeSet value = EMPTY;
  const ScopeSet outer_tested = w->tested;
  Tested tested = { EMPTY, EMPTY, 0 };
  const guint32 outer = w->branch;
  guint32 arms = 0;
  const int guard = children->len == 3 ? walk_tested_parameter (w, CHILD (children, 0)) : -1;
  for (guint i = 0; i < children->len; i++)
    {
      if (i > 0)
        {
          w->branch = outer;
          walk_enter_arm (w, &arms);
          w->tested = walk_unite (w, outer_tested, i == 1 ? tested.holds : tested.fails);
        }
      ScopeSet part = EMPTY;
      if (i == 0 && children->len == 3)
        {
          walk_eval_tested (w, CHILD (children, i));
          tested = walk_tested (w, CHILD (children, i));
        }
      else
        part = walk_eval (w, CHILD (children, i));
      if (i > 0)
        value = walk_unite (w, value, walk_guarded (w, part, guard < 0 ? -1 : i == 1 ? guard
                                                                                     : guard ^ 1));
    }
  w->branch = outer;
  w->tested = outer_tested;
  walk_leave (w);
  return value;
}

static ScopeSet
eval_statement_expression (Walk *w, CXCursor cursor)
{
  GArray *children = walk_enter (w, cursor);
  ScopeSet value = EMPTY;
  if (children->len == 1)
    {
      GArray *body = walk_enter (w, CHILD (children, 0));
      for (guint i = 0; i < body->len; i++)
        {
          CXCursor part = CHILD (body, i);
          if (clang_isExpression (clang_getCursorKind (part)))
            value = walk_eval (w, part);
          else
            walk_statement (w, part);
        }
      walk_leave (w);
    }
  walk_leave (w);
  return value;
}

/* `_Generic`: what it asks about is not evaluated; which one it chooses nobody says. */
static ScopeSet
eval_selection (Walk *w, CXCursor cursor)
{
  GArray *children = walk_enter (w, cursor);
  ScopeSet value = EMPTY;
  for (guint i = 1; i < children->len; i++)
    value = walk_unite (w, value, walk_eval (w, CHILD (children, i)));
  walk_leave (w);
  return value;
}

ScopeSet
walk_eval (Walk *w, CXCursor cursor)
{
  w->step++;
  switch ((int) clang_getCursorKind (cursor))
    {
    case CXCursor_IntegerLiteral:
    case CXCursor_FloatingLiteral:
    case CXCursor_CharacterLiteral:
    case CXCursor_TypeRef:
      return EMPTY;
    case CXCursor_UnaryExpr:
      return eval_sizeof (w, cursor);
    case CXCursor_StringLiteral:
      return walk_set_of (w, walk_origin (w, ORIGIN_TEXT, 0, 0, NULL));
    case CXCursor_DeclRefExpr:
      return eval_reference (w, cursor);
    case CXCursor_MemberRefExpr:
    case CXCursor_ArraySubscriptExpr:
    case CXCursor_CompoundLiteralExpr:
      return eval_place (w, cursor);
    case CXCursor_CallExpr:
      return eval_call (w, cursor);
    case CXCursor_BinaryOperator:
      return eval_binary (w, cursor);
    case CXCursor_UnaryOperator:
      return eval_unary (w, cursor);
    case CXCursor_CompoundAssignOperator:
      return eval_compound_assignment (w, cursor);
    case CXCursor_ConditionalOperator:
      return eval_conditional (w, cursor);
    case CXCursor_StmtExpr:
      return eval_statement_expression (w, cursor);
    case CXCursor_GenericSelectionExpr:
      return eval_selection (w, cursor);
    case CXCursor_LambdaExpr:
      return walk_lambda (w, cursor);
    default:
      if (!clang_isStatement (clang_getCursorKind (cursor)) && !clang_isDeclaration (clang_getCursorKind (cursor)))
        return eval_all (w, cursor);
      walk_statement (w, cursor);
      return EMPTY;
    }
}
