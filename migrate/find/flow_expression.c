/* SPDX-License-Identifier: MIT */
/*
 * Expressions: what an expression's value is held by comes up from its parts; where it goes to a holder, a link is made.
 */
#include "find/flow_expression.h"

#include "model/text_intern.h"

/* All `void *` that a function takes or gives, as one who calls it through a pointer sees it. */
static void
join_parts (Flow *flow, CXCursor function, const char *key)
{
  for (int i = 0; i < clang_Cursor_getNumArguments (function); i++)
    if (flow_is_void (flow_types_holds (&flow->types, clang_getCursorType (clang_Cursor_getArgument (function, (unsigned) i)))))
      flow_link (flow, LINK_VOID, flow_part (key, "*"), flow_numbered_part (key, i));
  if (flow_is_void (flow_types_holds (&flow->types, clang_getResultType (clang_getCursorType (function)))))
    flow_link (flow, LINK_VOID, flow_part (key, "*"), flow_part (key, "r"));
}

static Holder
eval_reference (Flow *flow, CXCursor cursor)
{
  CXCursor target = clang_getCursorReferenced (cursor);
  const enum CXCursorKind kind = clang_getCursorKind (target);
  const char *name;
  Holder holder;

  if (kind == CXCursor_FunctionDecl)
    {
      const Rule *rule;

      name = flow_spelling (target);
      rule = flow_family_rule (flow, name);
      if (rule)
        return (Holder){ text_intern (rule->family),
                         flow_occurrence (flow, cursor, rule->family, name), NULL };
      holder = flow_declared (flow, target);
      if (holder.function)
        join_parts (flow, target, holder.function);
      return holder;
    }
  if (kind != CXCursor_VarDecl && kind != CXCursor_ParmDecl)
    return FLOW_NOTHING;
  return flow_declared (flow, target);
}

/* The family of a field of the API's own structs, or NULL. */
static const char *
api_field (Flow *flow, CXCursor field)
{
  CXType owner = clang_getCursorType (clang_getCursorSemanticParent (field));
  const char *family = flow_types_holds (&flow->types, owner);

  return family && !flow_is_void (family)
                 && rule_set_lookup_field (flow->types.rules, NULL, flow_spelling (field), strlen (flow_spelling (field)))
             ? family
             : NULL;
}

static Holder
eval_member (Flow *flow, CXCursor cursor, const GArray *children)
{
  CXCursor field = clang_getCursorReferenced (cursor);
  Holder base = children->len > 0 ? flow_eval (flow, CHILD (children, 0)) : FLOW_NOTHING;
  const char *family = api_field (flow, field);

  if (family)
    {
      Holder own = { family, flow_occurrence (flow, cursor, family, flow_spelling (field)), NULL };

      flow_goes (flow, base, own);
      return flow_types_holds (&flow->types, clang_getCursorType (cursor)) == family ? own : FLOW_NOTHING;
    }
  if (base.holds && !flow_is_void (base.holds)
      && flow_types_holds (&flow->types, clang_getCursorType (clang_getCursorSemanticParent (field))) == base.holds)
    {
      /* A macro of the API that looks inside, such as ep_stack_peek(). */
      Holder own = { base.holds, flow_named (flow, cursor, base.holds), NULL };

      flow_goes (flow, base, own);
      return flow_is_void (flow_types_holds (&flow->types, clang_getCursorType (cursor)))
                 ? (Holder){ HOLDS_VOID, flow_content (base.holds), NULL }
                 : own;
    }
  return flow_declared (flow, field);
}

/* What @a value is where an expression of @a type holds it: where `void *` turns into a family's, a holder of its own. */
static Holder
convert (Flow *flow, CXCursor cursor, Holder value)
{
  const char *holds = flow_types_holds (&flow->types, clang_getCursorType (cursor));
  Holder converted = value;

  if (!holds || flow_is_void (holds) || value.holds == holds)
    return value;
  converted = (Holder){ holds, NULL, value.function };
  if (!value.holds && !value.function)
    return converted; /* NULL, or a number */
  converted.node = flow_name (holds, flow_key (cursor));
  flow_goes (flow, value, converted);
  return converted;
}

/* A cast from what is not followed: only what is no constant can be a value of the family. */
static Holder
eval_cast (Flow *flow, CXCursor cursor, const GArray *children)
{
  const char *holds = flow_types_holds (&flow->types, clang_getCursorType (cursor));
  Holder value = FLOW_NOTHING, own;

  for (guint i = 0; i < children->len; i++)
    if (clang_isExpression (clang_getCursorKind (CHILD (children, i))))
      value = flow_eval (flow, CHILD (children, i));
  if (!holds || flow_is_void (holds))
    {
      flow_declare (flow, cursor);
      return value;
    }
  own = (Holder){ holds, flow_name (holds, flow_key (cursor)), value.function };
  for (guint i = 0; i < children->len; i++)
    if (clang_getCursorKind (CHILD (children, i)) == CXCursor_TypeRef)
      {
        const char *name = flow_spelling (clang_getCursorReferenced (CHILD (children, i)));

        if (flow_family_rule (flow, name))
          flow_link (flow, LINK_SAME, own.node, flow_occurrence (flow, CHILD (children, i), holds, name));
        else
          flow_goes (flow, flow_declared (flow, clang_getCursorReferenced (CHILD (children, i))), own);
      }
  if (!value.holds && children->len > 0)
    {
      CXEvalResult constant = clang_Cursor_Evaluate (CHILD (children, children->len - 1));

      if (constant)
        clang_EvalResult_dispose (constant);
      else
        flow_link (flow, LINK_OUT, own.node, text_intern (FLOW_UNTRACKED));
    }
  flow_goes (flow, value, own);
  return own;
}

static Holder
first_of (Holder a, Holder b)
{
  return a.node || a.function ? a : b;
}

static Holder
eval_pair (Flow *flow, CXCursor cursor, Holder left, Holder right)
{
  const char *holds = flow_types_holds (&flow->types, clang_getCursorType (cursor));
  const gboolean is_number = !holds && !flow_types_is_function (clang_getCursorType (cursor));

  /* A comparison of two of a family needs one type; of others nothing follows. */
  if (!is_number || (left.holds && left.holds == right.holds) || !left.holds)
    flow_goes (flow, right, !left.node && !left.function && is_number ? (Holder){ "", NULL, NULL } : left);
  return is_number ? FLOW_NOTHING : first_of (left, right);
}

static Holder
eval_children (Flow *flow, CXCursor cursor, const GArray *children, guint first)
{
  Holder value = FLOW_NOTHING;

  (void) cursor;
  for (guint i = first; i < children->len; i++)
    {
      Holder part = flow_eval (flow, CHILD (children, i));

      if (value.node || value.function)
        flow_goes (flow, part, value);
      value = first_of (value, part);
    }
  return value;
}

/* The value of `({ … })` is that of its last statement. */
static Holder
eval_statements (Flow *flow, const GArray *children)
{
  Holder value = FLOW_NOTHING;

  for (guint i = 0; i < children->len; i++)
    {
      GArray *statements = flow_enter (flow, CHILD (children, i));

      for (guint j = 0; j < statements->len; j++)
        value = flow_eval (flow, CHILD (statements, j));
      flow_leave (flow);
    }
  return value;
}

/* What `_Generic` at @a cursor is asked of, @a asked, is of one type with those that it names of its family. The parser shows no
 * association's type: the tokens do, or the macro whose body they are in. */
static void
name_associations (Flow *flow, CXCursor cursor, Holder asked)
{
  guint32 offset;
  UnitFile *file = asked.node && !flow_is_void (asked.holds) ? flow_locate (flow, cursor, &offset) : NULL;
  guint32 token = file ? source_token_at (file->source, offset) : NO_TOKEN;
  guint32 open;

  if (token == NO_TOKEN)
    return;
  if (!source_is (file->source, token, "_Generic"))
    {
      const char *macro = source_spelling (flow->analysis->pool, file->source, token);

      flow_goes (flow, (Holder){ asked.holds, flow_macro (flow, asked.holds, macro), NULL }, asked);
      return;
    }
  open = source_next (file->source, token);
  for (guint32 i = open; open != NO_TOKEN && i < source_token (file->source, open)->match; i++)
    {
      const Rule *rule = source_token (file->source, i)->kind == TOKEN_IDENTIFIER
                             ? flow_family_rule (flow, source_spelling (flow->analysis->pool, file->source, i))
                             : NULL;
      char *text;

      if (!rule || rule->kind != RULE_TYPE || !g_str_equal (rule->family, asked.holds))
        continue;
      text = g_strdup_printf ("@%s:%u", file->source->path, source_token (file->source, i)->offset);
      flow_goes (flow, (Holder){ asked.holds, text_intern (text), NULL }, asked);
      g_free (text);
    }
}

/* @a cursor names a type in an expression: sizeof, va_arg. */
Holder
flow_eval_type (Flow *flow, CXCursor cursor)
{
  const char *name = flow_spelling (clang_getCursorReferenced (cursor));
  const Rule *rule = flow_family_rule (flow, name);

  if (!rule)
    return flow_declared (flow, clang_getCursorReferenced (cursor));
  return (Holder){ text_intern (rule->family), flow_occurrence (flow, cursor, rule->family, name), NULL };
}

/* Whether the type that is named at @cursor is the whole operand: no `*` follows. What a macro has there may be that. */
static gboolean
is_named_alone (Flow *flow, CXCursor cursor)
{
  guint32 offset;
  UnitFile *file = flow_locate (flow, cursor, &offset);
  guint32 token = file ? source_token_at (file->source, offset) : NO_TOKEN;
  const char *name = flow_spelling (clang_getCursorReferenced (cursor));

  return token == NO_TOKEN || !source_is (file->source, token, name) || source_is (file->source, source_next (file->source, token), ")");
}

/* `sizeof`, of a type or of an expression. */
static Holder
eval_size (Flow *flow, const GArray *children)
{
  Holder value = FLOW_NOTHING;

  for (guint i = 0; i < children->len; i++)
    {
      CXCursor child = CHILD (children, i);
      const gboolean type = clang_getCursorKind (child) == CXCursor_TypeRef;

      value = flow_eval (flow, child);
      if (!type || is_named_alone (flow, child))
        flow_note_struct (flow, value, clang_getCursorType (type ? clang_getCursorReferenced (child) : child));
    }
  return value;
}

Holder
flow_eval (Flow *flow, CXCursor cursor)
{
  const enum CXCursorKind kind = clang_getCursorKind (cursor);
  GArray *children;
  Holder value = FLOW_NOTHING;

  switch (kind)
    {
    case CXCursor_DeclRefExpr:
      return eval_reference (flow, cursor);
    case CXCursor_TypeRef:
      return flow_eval_type (flow, cursor);
    case CXCursor_IntegerLiteral:
    case CXCursor_FloatingLiteral:
    case CXCursor_StringLiteral:
    case CXCursor_CharacterLiteral:
      return FLOW_NOTHING;
    default:
      break;
    }
  if (clang_isDeclaration (kind))
    {
      flow_declare (flow, cursor);
      return FLOW_NOTHING;
    }
  children = flow_enter (flow, cursor);
  switch (kind)
    {
    case CXCursor_MemberRefExpr:
      value = eval_member (flow, cursor, children);
      break;
    case CXCursor_CallExpr:
      value = flow_eval_call (flow, cursor, children);
      break;
    case CXCursor_CStyleCastExpr:
      value = eval_cast (flow, cursor, children);
      break;
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator:
      if (children->len == 2)
        {
          Holder left = flow_eval (flow, CHILD (children, 0)), right = flow_eval (flow, CHILD (children, 1));

          value = eval_pair (flow, cursor, left, right);
          flow_note_struct (flow, value, clang_getCursorType (cursor));
        }
      break;
    case CXCursor_ConditionalOperator:
      if (children->len > 0)
        flow_eval (flow, CHILD (children, 0));
      value = eval_children (flow, cursor, children, 1);
      break;
    case CXCursor_ArraySubscriptExpr:
      for (guint i = 0; i < children->len; i++)
        value = first_of (value, flow_eval (flow, CHILD (children, i)));
      break;
    case CXCursor_CompoundLiteralExpr:
      for (guint i = 0; i < children->len; i++)
        if (clang_getCursorKind (CHILD (children, i)) == CXCursor_InitListExpr)
          {
            const char *holds = flow_types_holds (&flow->types, clang_getCursorType (cursor));

            const Holder type = value;

            value = holds ? (Holder){ holds, flow_name (holds, flow_key (cursor)), NULL } : FLOW_NOTHING;
            if (type.holds && type.holds == holds) /* which names the type comes first */
              flow_goes (flow, type, value);
            flow_initialise (flow, CHILD (children, i), clang_getCursorType (cursor), value);
          }
        else
          value = first_of (value, flow_eval (flow, CHILD (children, i)));
      break;
    case CXCursor_UnaryExpr:
      value = eval_size (flow, children);
      break;
    case CXCursor_StmtExpr:
      value = eval_statements (flow, children);
      break;
    case CXCursor_GenericSelectionExpr:
      if (children->len > 0)
        name_associations (flow, cursor, flow_eval (flow, CHILD (children, 0)));
      value = eval_children (flow, cursor, children, 1);
      break;
    case CXCursor_ReturnStmt:
      if (children->len > 0 && flow->function)
        {
          Holder given = flow_eval (flow, CHILD (children, 0));
          const char *holds = given.holds;

          if (holds)
            flow_goes (flow, given,
                       flow_is_void (flow_types_holds (&flow->types, clang_getCursorType (CHILD (children, 0))))
                           ? (Holder){ HOLDS_VOID, flow_part (flow->function, "r"), NULL }
                           : (Holder){ holds, flow_name (holds, flow->function), NULL });
        }
      break;
    default:
      if (clang_isExpression (kind))
        value = eval_children (flow, cursor, children, 0);
      else
        for (guint i = 0; i < children->len; i++)
          flow_eval (flow, CHILD (children, i));
      break;
    }
  flow_leave (flow);
  if (!clang_isExpression (kind) || kind == CXCursor_CStyleCastExpr)
    return value;
  if (!value.node && !value.function)
    return value;
  return convert (flow, cursor, value);
}
