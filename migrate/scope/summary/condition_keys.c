/* SPDX-License-Identifier: MIT */
/*
 * Conditions that a function tests more than once: what one arm does and what another one does later may exclude each
 * other. A condition is known again by what it compares, and by when that was last written.
 */
#include "scope/summary/walk.h"

#define MAX_INPUTS 4

typedef struct {
  guint32 offset;   /* where it is tested first */
  gboolean again;   /* it is tested elsewhere, too */
  gboolean changes; /* in a loop: the next round may test another value */
  guint32 tested;   /* the count of tests at the last one */
  guint n_inputs;
  const guint32 *inputs[MAX_INPUTS]; /* when each thing that it reads was last written */
} Condition;

/* A key while it is made. */
typedef struct {
  GString *text;
  guint n_inputs;
  const guint32 *inputs[MAX_INPUTS];
} Key;

static gboolean
note_input (Key *key, const guint32 *written)
{
  for (guint i = 0; i < key->n_inputs; i++)
    if (key->inputs[i] == written)
      return TRUE;
  if (key->n_inputs == MAX_INPUTS)
    return FALSE;
  key->inputs[key->n_inputs++] = written;
  return TRUE;
}

static gboolean
add_input (Key *key, const guint32 *written)
{
  g_string_append_printf (key->text, "@%u", *written);
  return note_input (key, written);
}

/* When @field of whatever object was last written. */
static guint32 *
field_written (Walk *w, const char *field)
{
  guint32 *written = g_hash_table_lookup (w->field_writes, field);
  if (!written)
    {
      written = wmem_new0 (w->pool, guint32);
      g_hash_table_insert (w->field_writes, (gpointer) field, written);
    }
  return written;
}

void
walk_note_written (Walk *w, Variable *variable)
{
  variable->written = ++w->writes;
}

void
walk_note_field_written (Walk *w, const char *field)
{
  *field_written (w, field) = ++w->writes;
}

static gboolean
add_number (Key *key, CXCursor cursor)
{
  CXEvalResult result = clang_Cursor_Evaluate (cursor);
  const gboolean is_number = result && clang_EvalResult_getKind (result) == CXEval_Int;
  if (is_number)
    g_string_append_printf (key->text, "%lld", clang_EvalResult_getAsLongLong (result));
  clang_EvalResult_dispose (result);
  return is_number;
}

static gboolean add_operand (Walk *w, CXCursor cursor, Key *key);

static gboolean
add_name (Walk *w, CXCursor declaration, Key *key)
{
  switch ((int) clang_getCursorKind (declaration))
    {
    case CXCursor_EnumConstantDecl:
      g_string_append_printf (key->text, "%lld", clang_getEnumConstantDeclValue (declaration));
      return TRUE;
    case CXCursor_VarDecl:
    case CXCursor_ParmDecl:
      {
        const Variable *variable = walk_variable (w, declaration);
        g_string_append_printf (key->text, "%p", (gconstpointer) variable);
        return add_input (key, &variable->written);
      }
    default:
      return FALSE;
    }
}

static gboolean
add_binary (Walk *w, CXCursor left, const char *is, CXCursor right, Key *key)
{
  if (*is == '\0')
    return FALSE;
  g_string_append_c (key->text, '(');
  gboolean known = add_operand (w, left, key);
  g_string_append (key->text, is);
  known = known && add_operand (w, right, key);
  g_string_append_c (key->text, ')');
  return known;
}

/* Adds what the call @cursor gives, if that follows from its arguments: a function of the unit that writes and keeps nothing. */
static gboolean
add_call (Walk *w, CXCursor cursor, Key *key)
{
  CXCursor callee = clang_getCursorReferenced (cursor);
  if (clang_getCursorKind (callee) != CXCursor_FunctionDecl)
    return FALSE;
  const char *id = names_id (w->names, callee);
  const ScopeFunction *f = g_hash_table_lookup (w->unit->by_id, id);
  const guint n = (guint) MAX (clang_Cursor_getNumArguments (cursor), 0);
  gboolean known = f && n > 0 && f->stores->len == 0 && f->flags->len == 0 && f->reads->len == 0;
  g_string_append_printf (key->text, "%p(", (gconstpointer) id);
  for (guint i = 0; i < n && known; i++)
    {
      known = add_operand (w, clang_Cursor_getArgument (cursor, i), key);
      g_string_append_c (key->text, ',');
    }
  g_string_append_c (key->text, ')');
  return known;
}

/* Adds what @cursor is. @return whether that is something to be known again. */
static gboolean
add_operand (Walk *w, CXCursor cursor, Key *key)
{
  CXCursor at = walk_strip (w, cursor);
  switch ((int) clang_getCursorKind (at))
    {
    case CXCursor_IntegerLiteral:
    case CXCursor_CharacterLiteral:
      return add_number (key, at);
    case CXCursor_DeclRefExpr:
      return add_name (w, clang_getCursorReferenced (at), key);
    case CXCursor_CallExpr:
      return add_call (w, at, key);
    case CXCursor_MemberRefExpr:
    case CXCursor_BinaryOperator:
      break;
    default:
      return FALSE;
    }
  GArray *parts = walk_enter (w, at);
  gboolean known = FALSE;
  if (clang_getCursorKind (at) == CXCursor_BinaryOperator)
    known = parts->len == 2 && add_binary (w, CHILD (parts, 0), names_operator_text (w->names, CHILD (parts, 0), CHILD (parts, 1)).text, CHILD (parts, 1), key);
  else if (parts->len > 0 && add_operand (w, CHILD (parts, 0), key))
    {
      const char *field = names_field (w->names, clang_getCursorReferenced (at), NULL);
      g_string_append_printf (key->text, ".%s", field);
      known = add_input (key, field_written (w, field));
    }
  walk_leave (w);
  return known;
}

/* @return the number of the condition that @key says, tested at @at. */
static guint
number_of (Walk *w, CXCursor at, const Key *key)
{
  unsigned offset;
  clang_getFileLocation (clang_getCursorLocation (at), NULL, NULL, NULL, &offset);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (w->condition_index, key->text->str));
  if (number == 0)
    {
      const Condition condition = { .offset = offset };
      g_array_append_val (w->conditions, condition);
      number = w->conditions->len;
      g_hash_table_insert (w->condition_index, wmem_strdup (w->pool, key->text->str), GUINT_TO_POINTER (number));
    }
  Condition *known = &g_array_index (w->conditions, Condition, number - 1);
  known->again |= known->offset != offset;
  known->tested = ++w->tests;
  for (known->n_inputs = 0; known->n_inputs < key->n_inputs; known->n_inputs++)
    known->inputs[known->n_inputs] = key->inputs[known->n_inputs];
  return number - 1;
}

guint32
walk_condition (Walk *w, CXCursor at, CXCursor left, CXCursor right)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Key key = { text, 0, { NULL } };
  if (clang_Cursor_isNull (right))
    return add_operand (w, left, &key) ? 2 * number_of (w, at, &key) + 1 + 1 : 0;
  const OperatorText is = names_operator_text (w->names, left, right);
  const gboolean unequal = g_str_equal (is.text, "!="); /* `==` does not hold */
  if (!add_binary (w, left, unequal ? "==" : is.text, right, &key))
    return 0;
  return 2 * number_of (w, at, &key) + (unequal ? 0 : 1) + 1;
}

guint32
walk_condition_of_both (Walk *w, CXCursor at, guint32 left, guint32 right)
{
  if (left == 0 || right == 0)
    return 0;
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_printf (text, "%u&&%u", left, right);
  Key key = { text, 0, { NULL } };
  const guint32 parts[] = { left, right };
  for (guint i = 0; i < 2; i++)
    {
      const Condition *part = &g_array_index (w->conditions, Condition, (parts[i] - 1) / 2);
      for (guint k = 0; k < part->n_inputs; k++)
        if (!note_input (&key, part->inputs[k]))
          return 0;
    }
  return 2 * number_of (w, at, &key) + 1 + 1;
}

void
walk_leave_round (Walk *w, guint32 tests, guint32 writes)
{
  for (guint i = 0; i < w->conditions->len; i++)
    {
      Condition *condition = &g_array_index (w->conditions, Condition, i);
      for (guint k = 0; condition->tested > tests && k < condition->n_inputs; k++)
        condition->changes |= *condition->inputs[k] > writes;
    }
}

gboolean
walk_condition_counts (const Walk *w, guint32 condition)
{
  const Condition *known = &g_array_index (w->conditions, Condition, condition);
  return known->again && !known->changes;
}

GArray *
walk_conditions_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (Condition));
}
