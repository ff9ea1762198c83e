/* SPDX-License-Identifier: MIT */
/*
 * Calls: what goes in with the arguments, what comes out, what a callback is handed.
 */
#include "find/flow_expression.h"

#include <string.h>

#include "sides/after_side.h"
#include "syntax/cursor.h"

/* What is called by name, in parentheses or by `*` and `&` of it: `(f) (x)`, `(*f) (x)`. */
static CXCursor
called (CXCursor callee)
{
  enum CXCursorKind kind = clang_getCursorKind (callee);

  while (kind == CXCursor_UnexposedExpr || kind == CXCursor_ParenExpr || kind == CXCursor_UnaryOperator)
    {
      callee = cursor_first_child (callee);
      kind = clang_getCursorKind (callee);
    }
  return clang_getCursorReferenced (callee);
}

/* The callback among a call's arguments: its key, or NULL. */
static const char *
find_callback (const GArray *values)
{
  for (guint i = 1; i < values->len; i++)
    if (g_array_index (values, Holder, i).function)
      return g_array_index (values, Holder, i).function;
  return NULL;
}

/* Whether the callbacks of the function of the @a rule take one parameter more afterwards. */
static gboolean
gains_key (const Flow *flow, const Rule *rule)
{
  const AfterSide *after = flow->analysis->context->after;

  return g_strcmp0 (rule->recipe, "tree-foreach") == 0 && !(after && after_side_foreach_parameters (after) == 2);
}

/* An argument of a function that is no API: @a index from 0. */
static void
pass_argument (Flow *flow, CXCursor function, Holder callee, Holder value, int index, const char *callback)
{
  const gboolean direct = clang_getCursorKind (function) == CXCursor_FunctionDecl;
  const char *container = direct ? flow_container_family (flow, flow_spelling (function)) : NULL;
  const gboolean foreign = direct && clang_Location_isInSystemHeader (clang_getCursorLocation (function));
  const int n = direct ? clang_Cursor_getNumArguments (function) : -1;
  Holder to = FLOW_NOTHING;

  if (!value.holds && !value.function)
    return;
  if (direct && index >= n)
    {
      /* One of a variable number. */
      if (!foreign && value.holds)
        flow_goes (flow, value, (Holder){ HOLDS_VOID, flow_part (callee.function, "..."), NULL });
      return;
    }
  if (direct)
    {
      CXCursor parameter = clang_Cursor_getArgument (function, (unsigned) index);
      const char *holds = flow_types_holds (&flow->types, clang_getCursorType (parameter));

      if (flow_is_void (holds))
        to = (Holder){ HOLDS_VOID, container ? flow_content (container) : flow_numbered_part (callee.function, index), NULL };
      else if (holds)
        to = (Holder){ holds, flow_name (holds, callee.function), NULL };
      else
        to.holds = "";
      to.function = flow_types_is_function (clang_getCursorType (parameter))
                        ? flow_numbered_part (callee.function, index) + strlen (HOLDS_VOID "|")
                        : NULL;
    }
  else if (callee.function)
    to = flow_is_void (value.holds) || !callee.holds
             ? (Holder){ HOLDS_VOID, flow_part (callee.function, "*"), NULL }
             : (Holder){ callee.holds, callee.node, NULL };
  if (container && callback)
    flow_link (flow, LINK_VOID, flow_content (container), flow_part (callback, "*"));
  if (flow_is_void (to.holds) && callback)
    {
      /* What is handed over with a callback arrives there. */
      flow_goes (flow, value, (Holder){ HOLDS_VOID, flow_part (callback, "*"), NULL });
      if (foreign)
        return;
    }
  flow_goes (flow, value, to);
}

Holder
flow_eval_call (Flow *flow, CXCursor cursor, const GArray *children)
{
  g_autoptr (GArray) values = g_array_new (FALSE, TRUE, sizeof (Holder));
  const char *holds = flow_types_holds (&flow->types, clang_getCursorType (cursor));
  CXCursor function = children->len > 0 ? called (CHILD (children, 0)) : clang_getNullCursor ();
  const char *name = clang_Cursor_isNull (function) ? "" : flow_spelling (function);
  const Rule *rule = flow_family_rule (flow, name);
  Holder callee, result = FLOW_NOTHING;

  for (guint i = 0; i < children->len; i++)
    {
      Holder value = flow_eval (flow, CHILD (children, i));

      g_array_append_val (values, value);
    }
  callee = values->len > 0 ? g_array_index (values, Holder, 0) : FLOW_NOTHING;
  if (rule && callee.node)
    {
      const char *callback = find_callback (values);

      for (guint i = 1; i < values->len; i++)
        {
          Holder value = g_array_index (values, Holder, i);

          if (!value.holds) /* a constant of the API */
            flow_link (flow, LINK_SAME, callee.node, flow_named (flow, CHILD (children, i), callee.holds));
          else if (callback && i > 1 && value.node)
            flow_goes (flow, value, (Holder){ HOLDS_VOID, flow_part (callback, "*"), NULL });
          else if (value.holds == callee.holds)
            flow_goes (flow, value, (Holder){ callee.holds, callee.node, NULL });
          else
            flow_goes (flow, value, (Holder){ HOLDS_VOID, flow_content (callee.holds), NULL });
        }
      if (callback) /* a visitor is handed what is there */
        flow_link (flow, LINK_VOID, flow_content (callee.holds), flow_part (callback, "*"));
      if (callback && gains_key (flow, rule)) /* all calls that are given it, of whatever file, or none */
        flow_link (flow, LINK_SAME, callee.node, flow_name ("callback", callback));
      result = flow_is_void (holds) ? (Holder){ HOLDS_VOID, flow_content (callee.holds), NULL }
                                    : (Holder){ callee.holds, callee.node, NULL };
    }
  else if (g_str_has_prefix (name, "__builtin_va_"))
    {
      Holder last = { HOLDS_VOID, flow->function ? flow_part (flow->function, "...") : NULL, NULL };

      if (values->len > 1 && g_str_has_suffix (name, "start"))
        flow_goes (flow, last, g_array_index (values, Holder, 1));
      else if (values->len > 2)
        flow_goes (flow, g_array_index (values, Holder, 2), g_array_index (values, Holder, 1));
    }
  else
    {
      const char *callback = find_callback (values), *container = flow_container_family (flow, name);

      for (guint i = 1; i < values->len; i++)
        pass_argument (flow, function, callee, g_array_index (values, Holder, i), (int) i - 1, callback);
      if (flow_is_void (holds) && container)
        result = (Holder){ HOLDS_VOID, flow_content (container), NULL };
      else if (flow_is_void (holds) && callee.function)
        result = (Holder){ HOLDS_VOID,
                           flow_part (callee.function,
                                      clang_getCursorKind (function) == CXCursor_FunctionDecl ? "r" : "*"),
                           NULL };
      else if (holds && callee.holds == holds)
        result = (Holder){ holds, callee.node, NULL };
    }
  return result;
}
