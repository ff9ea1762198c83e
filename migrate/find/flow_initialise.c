/* SPDX-License-Identifier: MIT */
/*
 * Initialisers: which holder each value of a list goes to.
 */
#include "find/flow_expression.h"
#include "syntax/initialiser.h"

typedef struct
{
  Flow *flow;
  Holder to;
} Filled;

static void
fill (CXCursor value, CXCursor field, CXType type, void *data)
{
  const Filled *filled = data;

  flow_initialise (filled->flow, value, type, clang_Cursor_isNull (field) ? filled->to : flow_declared (filled->flow, field));
}

/* An initialiser @a cursor fills something of @a type that @a to holds. */
void
flow_initialise (Flow *flow, CXCursor cursor, CXType type, Holder to)
{
  if (clang_getCursorKind (cursor) != CXCursor_InitListExpr)
    {
      Holder value = flow_eval (flow, cursor);

      if (!to.node && !to.function && !to.holds && !flow_types_holds (&flow->types, type))
        to.holds = clang_getCanonicalType (type).kind == CXType_Bool ? "" : NULL;
      flow_goes (flow, value, to);
      return;
    }
  Filled filled = { flow, to };
  initialiser_each (cursor, type, fill, &filled);
}
