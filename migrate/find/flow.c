/* SPDX-License-Identifier: MIT */
/*
 * The walk that finds the flows. What an expression's value is held by comes up from its parts; where it goes to a
 * holder, a link is made.
 */
#include "find/flow.h"

#include <string.h>

#include "find/flow_types.h"

/* What holds the value of an expression. */
typedef struct
{
  const char *holds;    /* a family, HOLDS_VOID, or NULL: nothing to follow */
  const char *node;     /* the holder */
  const char *function; /* the key of the function or of the pointer to one that the value is, or NULL */
  gboolean content;     /* the value came out of @a node, a container of the family, as `void *` */
} Holder;

typedef struct
{
  Analysis *analysis;
  FlowTypes types;
  GArray *links;
  const char *function;  /* the key of the function that is walked */
  GPtrArray *frames;     /* of GArray of CXCursor: one array a depth, used again and again */
  guint depth;
} Flow;

static const Holder nothing;

static Holder eval (Flow *flow, CXCursor cursor);
static void declare (Flow *flow, CXCursor cursor);

static const char *
name_of (const char *holds, const char *key)
{
  char *text = g_strconcat (holds, "|", key, NULL);
  const char *interned = g_intern_string (text);

  g_free (text);
  return interned;
}

static const char *
part_of (const char *function, const char *part)
{
  char *text = g_strconcat (HOLDS_VOID, "|", function, "#", part, NULL);
  const char *interned = g_intern_string (text);

  g_free (text);
  return interned;
}

static const char *
numbered_part (const char *function, int number)
{
  char part[16];

  g_snprintf (part, sizeof part, "%d", number);
  return part_of (function, part);
}

static void
add_link (Flow *flow, LinkKind kind, const char *from, const char *to)
{
  Link link = { kind, from, to };

  if (from == NULL || to == NULL || from == to)
    return;
  g_array_append_val (flow->links, link);
}

static gboolean
is_void (const char *holds)
{
  return holds != NULL && g_str_equal (holds, HOLDS_VOID);
}

/* The holder's name with its family in it, which an occurrence lacks. */
static const char *
of_family (Flow *flow, Holder holder)
{
  const char *name;

  if (*holder.node != '@')
    return holder.node;
  name = name_of (holder.holds, holder.node);
  add_link (flow, LINK_SAME, name, holder.node);
  return name;
}

/* A value of @a from comes to be held by @a to. */
static void
flows (Flow *flow, Holder from, Holder to)
{
  if (from.function != NULL && to.function != NULL)
    add_link (flow, LINK_VOID, part_of (from.function, "*"), part_of (to.function, "*"));
  if (from.holds == NULL || from.node == NULL)
    return;
  if (to.node == NULL)
    {
      if (!is_void (from.holds) && to.holds == NULL && !from.content)
        add_link (flow, LINK_INTO, of_family (flow, from), g_intern_string (FLOW_UNTRACKED));
      return;
    }
  if (from.content || to.content)
    {
      if (from.holds == to.holds)
        add_link (flow, LINK_SAME, from.node, to.node);
      else if (to.holds != NULL && !is_void (to.holds) && *to.holds != '\0')
        add_link (flow, LINK_OUT, of_family (flow, to), g_intern_string (FLOW_UNTRACKED));
      return;
    }
  if (is_void (from.holds) && is_void (to.holds))
    add_link (flow, LINK_VOID, from.node, to.node);
  else if (is_void (from.holds))
    add_link (flow, LINK_OUT, of_family (flow, to), from.node);
  else if (is_void (to.holds))
    add_link (flow, LINK_INTO, of_family (flow, from), to.node);
  else if (from.holds == to.holds)
    add_link (flow, LINK_SAME, from.node, to.node);
}

/* The file of the unit's own files that @a cursor lies in, the offset, and the token there. */
static UnitFile *
locate (Flow *flow, CXCursor cursor, guint32 *offset)
{
  CXFile file;
  unsigned at;

  clang_getFileLocation (clang_getCursorLocation (cursor), &file, NULL, NULL, &at);
  for (guint i = 0; file != NULL && i < flow->analysis->files->len; i++)
    {
      UnitFile *candidate = g_ptr_array_index (flow->analysis->files, i);

      if (candidate->file == NULL || !(candidate->file == file || clang_File_isEqual (candidate->file, file)))
        continue;
      while (at < candidate->source->length && source_splice (candidate->source->text + at) > 0)
        at += source_splice (candidate->source->text + at);
      *offset = at;
      return candidate;
    }
  return NULL;
}

/* The holder that the name of the API at @a cursor is: the occurrence, or the macro that made it. */
static const char *
occurrence_node (Flow *flow, CXCursor cursor, const char *family, const char *name)
{
  guint32 offset;
  UnitFile *file = locate (flow, cursor, &offset);
  char *spelled, *text;
  const char *node;

  if (file == NULL)
    return NULL;
  spelled = (char *)source_spelling (NULL, file->source, source_token_at (file->source, offset));
  text = g_strdup_printf ("@%s:%u", file->source->path, offset);
  node = g_intern_string (text);
  g_free (text);
  if (!g_str_equal (spelled, name) && rule_set_lookup (flow->types.rules, spelled, strlen (spelled)) == NULL)
    add_link (flow, LINK_SAME, node, name_of (family, spelled));
  wmem_free (NULL, spelled);
  return node;
}

static const char *
spelling (CXCursor cursor)
{
  CXString string = clang_getCursorSpelling (cursor);
  const char *text = g_intern_string (clang_getCString (string) != NULL ? clang_getCString (string) : "");

  clang_disposeString (string);
  return text;
}

static enum CXChildVisitResult
take_child (CXCursor cursor, CXCursor parent, CXClientData data)
{
  (void)parent;
  g_array_append_val ((GArray *)data, cursor);
  return CXChildVisit_Continue;
}

/* The children of @a cursor, until leave(). */
static GArray *
enter (Flow *flow, CXCursor cursor)
{
  GArray *children;

  if (flow->depth == flow->frames->len)
    g_ptr_array_add (flow->frames, g_array_new (FALSE, FALSE, sizeof (CXCursor)));
  children = g_ptr_array_index (flow->frames, flow->depth++);
  g_array_set_size (children, 0);
  clang_visitChildren (cursor, take_child, children);
  return children;
}

static void
leave (Flow *flow)
{
  flow->depth--;
}

#define CHILD(children, i) g_array_index (children, CXCursor, i)

static const Rule *
family_rule (const Flow *flow, const char *name)
{
  const Rule *rule = rule_set_lookup (flow->types.rules, name, strlen (name));

  return rule != NULL && rule->family != NULL ? rule : NULL;
}

/* What holds the values of the variable, field, parameter or function @a declaration. */
static Holder
declared (Flow *flow, CXCursor declaration)
{
  CXType type = clang_getCursorType (declaration);
  const char *holds = flow_types_holds (&flow->types, type);
  const gboolean is_function = flow_types_is_function (type);
  Holder holder = { holds, NULL, NULL, FALSE };
  const char *key;

  if (holds == NULL && !is_function)
    return holder;
  key = flow_key (declaration);
  holder.node = holds != NULL ? name_of (holds, key) : NULL;
  holder.function = is_function ? key : NULL;
  return holder;
}

/* All `void *` that a function takes or gives, as one who calls it through a pointer sees it. */
static void
join_parts (Flow *flow, CXCursor function, const char *key)
{
  for (int i = 0; i < clang_Cursor_getNumArguments (function); i++)
    if (is_void (flow_types_holds (&flow->types, clang_getCursorType (clang_Cursor_getArgument (function, (unsigned)i)))))
      add_link (flow, LINK_VOID, part_of (key, "*"), numbered_part (key, i));
  if (is_void (flow_types_holds (&flow->types, clang_getResultType (clang_getCursorType (function)))))
    add_link (flow, LINK_VOID, part_of (key, "*"), part_of (key, "r"));
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

      name = spelling (target);
      rule = family_rule (flow, name);
      if (rule != NULL)
        return (Holder){ g_intern_string (rule->family),
                         occurrence_node (flow, cursor, rule->family, name), NULL, FALSE };
      holder = declared (flow, target);
      if (holder.function != NULL)
        join_parts (flow, target, holder.function);
      return holder;
    }
  if (kind != CXCursor_VarDecl && kind != CXCursor_ParmDecl)
    return nothing;
  return declared (flow, target);
}

/* The family of a field of the API's own structs, or NULL. */
static const char *
api_field (Flow *flow, CXCursor field)
{
  CXType owner = clang_getCursorType (clang_getCursorSemanticParent (field));
  const char *family = flow_types_holds (&flow->types, owner);

  return family != NULL && !is_void (family)
                 && rule_set_lookup_field (flow->types.rules, NULL, spelling (field), strlen (spelling (field))) != NULL
             ? family
             : NULL;
}

/* The occurrence whose name stands at @a cursor, or NULL: no name of the @a family does. */
static const char *
named_node (Flow *flow, CXCursor cursor, const char *family)
{
  guint32 offset;
  UnitFile *file = locate (flow, cursor, &offset);
  const char *name = file != NULL ? source_spelling (flow->analysis->pool, file->source,
                                                     source_token_at (file->source, offset))
                                  : "";
  const Rule *rule = family_rule (flow, name);

  return rule != NULL && g_str_equal (rule->family, family) ? occurrence_node (flow, cursor, family, name) : NULL;
}

static Holder
eval_member (Flow *flow, CXCursor cursor, const GArray *children)
{
  CXCursor field = clang_getCursorReferenced (cursor);
  Holder base = children->len > 0 ? eval (flow, CHILD (children, 0)) : nothing;
  const char *family = api_field (flow, field);

  if (family != NULL)
    {
      Holder own = { family, occurrence_node (flow, cursor, family, spelling (field)), NULL, FALSE };

      flows (flow, base, own);
      return flow_types_holds (&flow->types, clang_getCursorType (cursor)) == family ? own : nothing;
    }
  if (base.holds != NULL && !is_void (base.holds)
      && flow_types_holds (&flow->types, clang_getCursorType (clang_getCursorSemanticParent (field))) == base.holds)
    {
      /* A macro of the API that looks inside, such as ep_stack_peek(). */
      Holder own = { base.holds, named_node (flow, cursor, base.holds), NULL, TRUE };

      flows (flow, base, own);
      return own;
    }
  return declared (flow, field);
}

/* What @a value is where an expression of @a type holds it: where `void *` turns into a family's, a holder of its own. */
static Holder
convert (Flow *flow, CXCursor cursor, Holder value)
{
  const char *holds = flow_types_holds (&flow->types, clang_getCursorType (cursor));
  Holder converted = value;

  if (holds == NULL || is_void (holds) || (value.holds == holds && !value.content))
    return value;
  converted = (Holder){ holds, NULL, value.function, FALSE };
  if (value.holds == NULL && value.function == NULL)
    return converted; /* NULL, or a number */
  converted.node = name_of (holds, flow_key (cursor));
  flows (flow, value, converted);
  return converted;
}

/* A cast from what is not followed: only what is no constant can be a value of the family. */
static Holder
eval_cast (Flow *flow, CXCursor cursor, const GArray *children)
{
  const char *holds = flow_types_holds (&flow->types, clang_getCursorType (cursor));
  Holder value = nothing, own;

  for (guint i = 0; i < children->len; i++)
    if (clang_isExpression (clang_getCursorKind (CHILD (children, i))))
      value = eval (flow, CHILD (children, i));
  if (holds == NULL || is_void (holds))
    {
      declare (flow, cursor);
      return value;
    }
  own = (Holder){ holds, name_of (holds, flow_key (cursor)), value.function, FALSE };
  for (guint i = 0; i < children->len; i++)
    if (clang_getCursorKind (CHILD (children, i)) == CXCursor_TypeRef)
      {
        const char *name = spelling (clang_getCursorReferenced (CHILD (children, i)));

        if (family_rule (flow, name) != NULL)
          add_link (flow, LINK_SAME, own.node, occurrence_node (flow, CHILD (children, i), holds, name));
        else
          flows (flow, declared (flow, clang_getCursorReferenced (CHILD (children, i))), own);
      }
  if (value.holds == NULL && children->len > 0)
    {
      CXEvalResult constant = clang_Cursor_Evaluate (CHILD (children, children->len - 1));

      if (constant != NULL)
        clang_EvalResult_dispose (constant);
      else
        add_link (flow, LINK_OUT, own.node, g_intern_string (FLOW_UNTRACKED));
    }
  flows (flow, value, own);
  return own;
}

static CXCursor
called (CXCursor callee)
{
  return clang_getCursorReferenced (callee);
}

/* The callback among a call's arguments: its key, or NULL. */
static const char *
find_callback (const GArray *values)
{
  for (guint i = 1; i < values->len; i++)
    if (g_array_index (values, Holder, i).function != NULL)
      return g_array_index (values, Holder, i).function;
  return NULL;
}

/* An argument of a function that is no API: @a index from 0. */
static void
pass_argument (Flow *flow, CXCursor function, Holder callee, Holder value, int index, const char *callback)
{
  const gboolean direct = clang_getCursorKind (function) == CXCursor_FunctionDecl;
  const gboolean foreign = direct && clang_Location_isInSystemHeader (clang_getCursorLocation (function));
  const int n = direct ? clang_Cursor_getNumArguments (function) : -1;
  Holder to = nothing;

  if (value.holds == NULL && value.function == NULL)
    return;
  if (direct && index >= n)
    {
      /* One of a variable number. */
      if (!foreign && value.holds != NULL)
        flows (flow, value, (Holder){ HOLDS_VOID, part_of (callee.function, "..."), NULL, FALSE });
      return;
    }
  if (direct)
    {
      CXCursor parameter = clang_Cursor_getArgument (function, (unsigned)index);
      const char *holds = flow_types_holds (&flow->types, clang_getCursorType (parameter));

      if (is_void (holds))
        to = (Holder){ HOLDS_VOID, numbered_part (callee.function, index), NULL, FALSE };
      else if (holds != NULL)
        to = (Holder){ holds, name_of (holds, callee.function), NULL, FALSE };
      else
        to.holds = "";
      to.function = flow_types_is_function (clang_getCursorType (parameter))
                        ? numbered_part (callee.function, index) + strlen (HOLDS_VOID "|")
                        : NULL;
    }
  else if (callee.function != NULL)
    to = is_void (value.holds) || callee.holds == NULL
             ? (Holder){ HOLDS_VOID, part_of (callee.function, "*"), NULL, FALSE }
             : (Holder){ callee.holds, callee.node, NULL, FALSE };
  if (is_void (to.holds) && callback != NULL)
    {
      /* What is handed over with a callback arrives there. */
      flows (flow, value, (Holder){ HOLDS_VOID, part_of (callback, "*"), NULL, FALSE });
      if (foreign)
        return;
    }
  flows (flow, value, to);
}

static Holder
eval_call (Flow *flow, CXCursor cursor, const GArray *children)
{
  GArray *values = g_array_new (FALSE, TRUE, sizeof (Holder));
  const char *holds = flow_types_holds (&flow->types, clang_getCursorType (cursor));
  CXCursor function = children->len > 0 ? called (CHILD (children, 0)) : clang_getNullCursor ();
  const char *name = clang_Cursor_isNull (function) ? "" : spelling (function);
  const Rule *rule = family_rule (flow, name);
  Holder callee, result = nothing;

  for (guint i = 0; i < children->len; i++)
    {
      Holder value = eval (flow, CHILD (children, i));

      g_array_append_val (values, value);
    }
  callee = values->len > 0 ? g_array_index (values, Holder, 0) : nothing;
  if (rule != NULL && callee.node != NULL)
    {
      const char *callback = find_callback (values);

      for (guint i = 1; i < values->len; i++)
        {
          Holder value = g_array_index (values, Holder, i);

          if (value.holds == NULL) /* a constant of the API */
            add_link (flow, LINK_SAME, callee.node, named_node (flow, CHILD (children, i), callee.holds));
          else if (callback != NULL && i > 1 && value.node != NULL)
            flows (flow, value, (Holder){ HOLDS_VOID, part_of (callback, "*"), NULL, FALSE });
          else if (value.holds == callee.holds)
            flows (flow, value, (Holder){ callee.holds, callee.node, NULL, FALSE });
          else if (!is_void (value.holds)) /* another family's, as content */
            flows (flow, value, nothing);
        }
      result = (Holder){ callee.holds, callee.node, NULL, is_void (holds) };
    }
  else if (g_str_has_prefix (name, "__builtin_va_"))
    {
      Holder last = { HOLDS_VOID, flow->function != NULL ? part_of (flow->function, "...") : NULL, NULL, FALSE };

      if (values->len > 1 && g_str_has_suffix (name, "start"))
        flows (flow, last, g_array_index (values, Holder, 1));
      else if (values->len > 2)
        flows (flow, g_array_index (values, Holder, 2), g_array_index (values, Holder, 1));
    }
  else
    {
      const char *callback = find_callback (values);

      for (guint i = 1; i < values->len; i++)
        pass_argument (flow, function, callee, g_array_index (values, Holder, i), (int)i - 1, callback);
      if (is_void (holds) && callee.function != NULL)
        result = (Holder){ HOLDS_VOID,
                           part_of (callee.function,
                                    clang_getCursorKind (function) == CXCursor_FunctionDecl ? "r" : "*"),
                           NULL, FALSE };
      else if (holds != NULL && callee.holds == holds)
        result = (Holder){ holds, callee.node, NULL, FALSE };
    }
  g_array_unref (values);
  return result;
}

static Holder
first_of (Holder a, Holder b)
{
  return a.node != NULL || a.function != NULL ? a : b;
}

static Holder
eval_pair (Flow *flow, CXCursor cursor, Holder left, Holder right)
{
  const char *holds = flow_types_holds (&flow->types, clang_getCursorType (cursor));
  const gboolean is_number = holds == NULL && !flow_types_is_function (clang_getCursorType (cursor));

  /* A comparison of two of a family needs one type; of others nothing follows. */
  if (!is_number || (left.holds != NULL && left.holds == right.holds) || left.holds == NULL)
    flows (flow, right, left.node == NULL && left.function == NULL && is_number ? (Holder){ "", NULL, NULL, FALSE } : left);
  return is_number ? nothing : first_of (left, right);
}

/* The fields of a struct that a list without designators fills, one after the other. */
static enum CXVisitorResult
take_field (CXCursor field, CXClientData data)
{
  g_array_append_val ((GArray *)data, field);
  return CXVisit_Continue;
}

/* An initialiser @a cursor fills something of @a type that @a to holds. */
static void
initialise (Flow *flow, CXCursor cursor, CXType type, Holder to)
{
  GArray *fields, *children;
  guint next = 0;

  if (clang_getCursorKind (cursor) != CXCursor_InitListExpr)
    {
      Holder value = eval (flow, cursor);

      if (to.node == NULL && to.function == NULL && to.holds == NULL && flow_types_holds (&flow->types, type) == NULL)
        to.holds = clang_getCanonicalType (type).kind == CXType_Bool ? "" : NULL;
      flows (flow, value, to);
      return;
    }
  type = clang_getCanonicalType (type);
  fields = g_array_new (FALSE, FALSE, sizeof (CXCursor));
  children = g_array_new (FALSE, FALSE, sizeof (CXCursor));
  clang_Type_visitFields (type, take_field, fields);
  clang_visitChildren (cursor, take_child, children);
  for (guint i = 0; i < children->len; i++)
    {
      CXCursor value = CHILD (children, i), field = clang_getNullCursor ();
      GArray *parts = g_array_new (FALSE, FALSE, sizeof (CXCursor));

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
      g_array_unref (parts);
      if (!clang_Cursor_isNull (field))
        initialise (flow, value, clang_getCursorType (field), declared (flow, field));
      else
        initialise (flow, value, fields->len == 0 ? clang_getArrayElementType (type) : type, to);
    }
  g_array_unref (children);
  g_array_unref (fields);
}

static Holder
eval_children (Flow *flow, CXCursor cursor, const GArray *children, guint first)
{
  Holder value = nothing;

  (void)cursor;
  for (guint i = first; i < children->len; i++)
    {
      Holder part = eval (flow, CHILD (children, i));

      if (value.node != NULL || value.function != NULL)
        flows (flow, part, value);
      value = first_of (value, part);
    }
  return value;
}

/* @a cursor names a type in an expression: sizeof, _Generic, va_arg. */
static Holder
eval_type (Flow *flow, CXCursor cursor)
{
  const char *name = spelling (clang_getCursorReferenced (cursor));
  const Rule *rule = family_rule (flow, name);

  if (rule == NULL)
    return declared (flow, clang_getCursorReferenced (cursor));
  return (Holder){ g_intern_string (rule->family), occurrence_node (flow, cursor, rule->family, name), NULL, FALSE };
}

static Holder
eval (Flow *flow, CXCursor cursor)
{
  const enum CXCursorKind kind = clang_getCursorKind (cursor);
  GArray *children;
  Holder value = nothing;

  switch (kind)
    {
    case CXCursor_DeclRefExpr:
      return eval_reference (flow, cursor);
    case CXCursor_TypeRef:
      return eval_type (flow, cursor);
    case CXCursor_IntegerLiteral:
    case CXCursor_FloatingLiteral:
    case CXCursor_StringLiteral:
    case CXCursor_CharacterLiteral:
      return nothing;
    default:
      break;
    }
  if (clang_isDeclaration (kind))
    {
      declare (flow, cursor);
      return nothing;
    }
  children = enter (flow, cursor);
  switch (kind)
    {
    case CXCursor_MemberRefExpr:
      value = eval_member (flow, cursor, children);
      break;
    case CXCursor_CallExpr:
      value = eval_call (flow, cursor, children);
      break;
    case CXCursor_CStyleCastExpr:
      value = eval_cast (flow, cursor, children);
      break;
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator:
      if (children->len == 2)
        {
          Holder left = eval (flow, CHILD (children, 0)), right = eval (flow, CHILD (children, 1));

          value = eval_pair (flow, cursor, left, right);
        }
      break;
    case CXCursor_ConditionalOperator:
      if (children->len > 0)
        eval (flow, CHILD (children, 0));
      value = eval_children (flow, cursor, children, 1);
      break;
    case CXCursor_ArraySubscriptExpr:
      for (guint i = 0; i < children->len; i++)
        value = first_of (value, eval (flow, CHILD (children, i)));
      break;
    case CXCursor_CompoundLiteralExpr:
      for (guint i = 0; i < children->len; i++)
        if (clang_getCursorKind (CHILD (children, i)) == CXCursor_InitListExpr)
          {
            const char *holds = flow_types_holds (&flow->types, clang_getCursorType (cursor));

            value = holds != NULL ? (Holder){ holds, name_of (holds, flow_key (cursor)), NULL, FALSE } : nothing;
            initialise (flow, CHILD (children, i), clang_getCursorType (cursor), value);
          }
        else
          value = first_of (value, eval (flow, CHILD (children, i)));
      break;
    case CXCursor_ReturnStmt:
      if (children->len > 0 && flow->function != NULL)
        {
          Holder given = eval (flow, CHILD (children, 0));
          const char *holds = given.holds;

          if (holds != NULL)
            flows (flow, given,
                   is_void (flow_types_holds (&flow->types, clang_getCursorType (CHILD (children, 0))))
                       ? (Holder){ HOLDS_VOID, part_of (flow->function, "r"), NULL, FALSE }
                       : (Holder){ holds, name_of (holds, flow->function), NULL, FALSE });
        }
      break;
    default:
      if (clang_isExpression (kind))
        value = eval_children (flow, cursor, children, 0);
      else
        for (guint i = 0; i < children->len; i++)
          eval (flow, CHILD (children, i));
      break;
    }
  leave (flow);
  if (!clang_isExpression (kind) || kind == CXCursor_CStyleCastExpr)
    return value;
  if (value.node == NULL && value.function == NULL)
    return value;
  return convert (flow, cursor, value);
}

/* The names of types in the declaration @a cursor are of one type with what it declares, @a to. */
static void
declare_types (Flow *flow, CXCursor cursor, const GArray *children, Holder to)
{
  (void)cursor;
  for (guint i = 0; i < children->len; i++)
    if (clang_getCursorKind (CHILD (children, i)) == CXCursor_TypeRef)
      {
        Holder type = eval_type (flow, CHILD (children, i));

        if (type.holds != NULL && type.holds == to.holds)
          flows (flow, type, to);
      }
}

static void
declare_function (Flow *flow, CXCursor cursor, const GArray *children)
{
  Holder function = declared (flow, cursor);
  const char *outer = flow->function;

  declare_types (flow, cursor, children, function);
  flow->function = function.function;
  for (guint i = 0, index = 0; i < children->len; i++)
    {
      CXCursor child = CHILD (children, i);
      const enum CXCursorKind kind = clang_getCursorKind (child);

      if (kind == CXCursor_ParmDecl)
        {
          Holder parameter = declared (flow, child);

          declare (flow, child);
          if (is_void (parameter.holds))
            flows (flow, (Holder){ HOLDS_VOID, numbered_part (function.function, (int)index), NULL, FALSE }, parameter);
          else if (parameter.holds != NULL)
            flows (flow, (Holder){ parameter.holds, name_of (parameter.holds, function.function), NULL, FALSE },
                   parameter);
          if (parameter.function != NULL)
            add_link (flow, LINK_VOID,
                      part_of (numbered_part (function.function, (int)index) + strlen (HOLDS_VOID "|"), "*"),
                      part_of (parameter.function, "*"));
          index++;
        }
      else if (kind == CXCursor_CompoundStmt)
        eval (flow, child);
    }
  flow->function = outer;
}

static void
declare (Flow *flow, CXCursor cursor)
{
  const enum CXCursorKind kind = clang_getCursorKind (cursor);
  GArray *children = enter (flow, cursor);
  Holder holder = nothing;

  switch (kind)
    {
    case CXCursor_FunctionDecl:
      declare_function (flow, cursor, children);
      break;
    case CXCursor_VarDecl:
    case CXCursor_FieldDecl:
    case CXCursor_ParmDecl:
    case CXCursor_TypedefDecl:
      holder = declared (flow, cursor);
      declare_types (flow, cursor, children, holder);
      for (guint i = 0; i < children->len; i++)
        {
          CXCursor child = CHILD (children, i);

          if (clang_isExpression (clang_getCursorKind (child)))
            {
              if (kind == CXCursor_VarDecl)
                initialise (flow, child, clang_getCursorType (cursor), holder);
              else
                eval (flow, child);
            }
          else if (clang_getCursorKind (child) == CXCursor_ParmDecl)
            {
              /* Of a pointer to a function: what it takes is of its own type. */
              GArray *names = enter (flow, child);

              declare_types (flow, child, names, holder);
              leave (flow);
            }
          else if (clang_isDeclaration (clang_getCursorKind (child)))
            declare (flow, child);
        }
      break;
    default:
      for (guint i = 0; i < children->len; i++)
        if (clang_isDeclaration (clang_getCursorKind (CHILD (children, i))))
          declare (flow, CHILD (children, i));
      break;
    }
  leave (flow);
}

static enum CXChildVisitResult
walk_top (CXCursor cursor, CXCursor parent, CXClientData data)
{
  Flow *flow = data;
  guint32 offset;

  (void)parent;
  if (!clang_isPreprocessing (clang_getCursorKind (cursor)) && locate (flow, cursor, &offset) != NULL)
    declare (flow, cursor);
  return CXChildVisit_Continue;
}

/* Occurrences in a macro's body belong to the macro, and macros in its body, too. */
static void
link_macros (Flow *flow)
{
  for (guint i = 0; i < flow->analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (flow->analysis->files, i);
      const Source *source = file->source;

      for (guint j = 0; j < file->candidates->len; j++)
        {
          guint32 token = g_array_index (file->candidates, guint32, j);
          const Directive *directive = source_directive (source, token);
          const Rule *rule = family_rule (flow, source_spelling (flow->analysis->pool, source, token));
          char *text;

          if (directive == NULL || directive->kind != DIRECTIVE_DEFINE || directive->name == NO_TOKEN
              || token < directive->body)
            continue;
          if (rule == NULL)
            rule = rule_set_lookup_field (flow->types.rules, NULL, source_spelling (flow->analysis->pool, source, token),
                                          strlen (source_spelling (flow->analysis->pool, source, token)));
          if (rule == NULL || rule->family == NULL)
            continue;
          text = g_strdup_printf ("@%s:%u", source->path, source_token (source, token)->offset);
          add_link (flow, LINK_SAME, g_intern_string (text),
                    name_of (rule->family, source_spelling (flow->analysis->pool, source, directive->name)));
          g_free (text);
        }
    }
}

/* A macro in another's body. */
static void
link_nested_macros (Flow *flow)
{
  GHashTable *defined = ((UnitFile *)g_ptr_array_index (flow->analysis->files, 0))->defined;
  GHashTable *families = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter macros, each;
  gpointer macro, names, family;

  for (guint i = 0; i < rule_set_size (flow->types.rules); i++)
    if (rule_set_nth (flow->types.rules, i)->family != NULL)
      g_hash_table_add (families, (gpointer)rule_set_nth (flow->types.rules, i)->family);
  g_hash_table_iter_init (&macros, defined);
  while (g_hash_table_iter_next (&macros, &macro, &names))
    for (guint i = 0; i < ((GPtrArray *)names)->len; i++)
      {
        const char *inner = g_ptr_array_index ((GPtrArray *)names, i);

        g_hash_table_iter_init (&each, families);
        while (g_hash_table_contains (defined, inner) && g_hash_table_iter_next (&each, &family, NULL))
          add_link (flow, LINK_SAME, name_of (family, macro), name_of (family, inner));
      }
  g_hash_table_unref (families);
}

static gboolean
names_family (const Analysis *analysis)
{
  for (guint i = 0; i < analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (analysis->files, i);

      for (guint j = 0; j < file->candidates->len; j++)
        {
          const Token *token = source_token (file->source, g_array_index (file->candidates, guint32, j));
          const Rule *rule = rule_set_lookup (analysis->context->rules, file->source->text + token->offset, token->length);

          if (rule != NULL && rule->family != NULL)
            return TRUE;
        }
    }
  return FALSE;
}

void
flows_collect (Analysis *analysis, CXTranslationUnit unit)
{
  Flow flow = { .analysis = analysis, .links = analysis->result->links };

  if (!names_family (analysis))
    return;
  flow_types_init (&flow.types, analysis->context->rules, unit);
  flow.frames = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  clang_visitChildren (clang_getTranslationUnitCursor (unit), walk_top, &flow);
  link_macros (&flow);
  link_nested_macros (&flow);
  g_ptr_array_unref (flow.frames);
  flow_types_clear (&flow.types);
}
