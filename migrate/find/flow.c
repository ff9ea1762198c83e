/* SPDX-License-Identifier: MIT */
/*
 * The walk that finds the flows: the declarations of the unit's own files, and the functions' bodies.
 */
#include "find/flow.h"

#include <string.h>

#include "find/flow_expression.h"
#include "find/flow_macros.h"
#include "model/text_intern.h"
#include "syntax/cursor.h"

/* The names of types in the declaration @a cursor are of one type with what it declares, @a to. */
static void
declare_types (Flow *flow, CXCursor cursor, const GArray *children, Holder to)
{
  (void) cursor;
  for (guint i = 0; i < children->len; i++)
    if (clang_getCursorKind (CHILD (children, i)) == CXCursor_TypeRef)
      {
        Holder type = flow_eval_type (flow, CHILD (children, i));

        if (type.holds && type.holds == to.holds)
          flow_goes (flow, type, to);
      }
}

static void
declare_function (Flow *flow, CXCursor cursor, const GArray *children)
{
  Holder function = flow_declared (flow, cursor);
  const char *outer = flow->function;

  declare_types (flow, cursor, children, function);
  if (function.holds && function.function)
    flow_note_struct (flow, (Holder){ function.holds, flow_name (function.holds, function.function), NULL },
                      clang_getResultType (clang_getCursorType (cursor)));
  flow->function = function.function;
  for (guint i = 0, index = 0; i < children->len; i++)
    {
      CXCursor child = CHILD (children, i);
      const enum CXCursorKind kind = clang_getCursorKind (child);

      if (kind == CXCursor_ParmDecl)
        {
          Holder parameter = flow_declared (flow, child);

          flow_declare (flow, child);
          if (flow_is_void (parameter.holds))
            flow_goes (flow, (Holder){ HOLDS_VOID, flow_numbered_part (function.function, (int) index), NULL }, parameter);
          else if (parameter.holds)
            flow_goes (flow, (Holder){ parameter.holds, flow_name (parameter.holds, function.function), NULL },
                       parameter);
          if (parameter.function)
            flow_link (flow, LINK_VOID,
                       flow_part (flow_numbered_part (function.function, (int) index) + strlen (HOLDS_VOID "|"), "*"),
                       flow_part (parameter.function, "*"));
          index++;
        }
      else if (kind == CXCursor_CompoundStmt)
        flow_eval (flow, child);
    }
  flow->function = outer;
}

/* What goes into one member of a union comes out of the others. */
static void
declare_union (Flow *flow, const GArray *children)
{
  for (guint i = 0; i < children->len; i++)
    for (guint j = 0; j < children->len; j++)
      {
        Holder one, other;

        if (i == j || clang_getCursorKind (CHILD (children, i)) != CXCursor_FieldDecl
            || clang_getCursorKind (CHILD (children, j)) != CXCursor_FieldDecl)
          continue;
        one = flow_declared (flow, CHILD (children, i));
        other = flow_declared (flow, CHILD (children, j));
        if (one.holds && other.holds)
          flow_goes (flow, one, other);
      }
}

void
flow_declare (Flow *flow, CXCursor cursor)
{
  const enum CXCursorKind kind = clang_getCursorKind (cursor);
  GArray *children = flow_enter (flow, cursor);
  Holder holder = FLOW_NOTHING;

  switch (kind)
    {
    case CXCursor_FunctionDecl:
      declare_function (flow, cursor, children);
      break;
    case CXCursor_VarDecl:
    case CXCursor_FieldDecl:
    case CXCursor_ParmDecl:
    case CXCursor_TypedefDecl:
    case CXCursor_TypeAliasDecl:
      holder = flow_declared (flow, cursor);
      declare_types (flow, cursor, children, holder);
      if (!cursor_is_typedef (kind))
        flow_note_struct (flow, holder, clang_getCursorType (cursor));
      for (guint i = 0; i < children->len; i++)
        {
          CXCursor child = CHILD (children, i);

          if (clang_isExpression (clang_getCursorKind (child)))
            {
              if (kind == CXCursor_VarDecl)
                flow_initialise (flow, child, clang_getCursorType (cursor), holder);
              else
                flow_eval (flow, child);
            }
          else if (clang_getCursorKind (child) == CXCursor_ParmDecl)
            {
              /* Of a pointer to a function: what it takes is of its own type. */
              GArray *names = flow_enter (flow, child);

              declare_types (flow, child, names, holder);
              flow_leave (flow);
            }
          else if (clang_isDeclaration (clang_getCursorKind (child)))
            flow_declare (flow, child);
        }
      break;
    default:
      if (kind == CXCursor_UnionDecl)
        declare_union (flow, children);
      for (guint i = 0; i < children->len; i++)
        if (clang_isDeclaration (clang_getCursorKind (CHILD (children, i))))
          flow_declare (flow, CHILD (children, i));
      break;
    }
  flow_leave (flow);
}

static enum CXChildVisitResult
walk_top (CXCursor cursor, CXCursor parent, CXClientData data)
{
  Flow *flow = data;
  guint32 offset;

  (void) parent;
  if (!clang_isPreprocessing (clang_getCursorKind (cursor)) && flow_locate (flow, cursor, &offset))
    flow_declare (flow, cursor);
  return CXChildVisit_Continue;
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

          if (rule && rule->family)
            return TRUE;
        }
    }
  return FALSE;
}

/* The new functions that stand for those of one family and for nothing else. */
static GHashTable *
family_targets (const RuleSet *rules)
{
  GHashTable *targets = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iterator;
  gpointer family;

  for (guint i = 0; i < rule_set_size (rules); i++)
    {
      const Rule *rule = rule_set_nth (rules, i);

      if (!rule->target || (rule->kind != RULE_FUNCTION && rule->kind != RULE_MACRO))
        continue;
      if (g_hash_table_lookup_extended (targets, rule->target, NULL, &family) && g_strcmp0 (family, rule->family) != 0)
        g_hash_table_insert (targets, (gpointer) rule->target, NULL);
      else
        g_hash_table_insert (targets, (gpointer) rule->target, (gpointer) text_intern (rule->family));
    }
  g_hash_table_iter_init (&iterator, targets);
  while (g_hash_table_iter_next (&iterator, NULL, &family))
    if (!family)
      g_hash_table_iter_remove (&iterator);
  return targets;
}

static guint
link_hash (gconstpointer data)
{
  const Link *link = data;

  return g_direct_hash (link->from) * 31 + g_direct_hash (link->to) + link->kind;
}

static gboolean
link_equal (gconstpointer a, gconstpointer b)
{
  const Link *one = a, *other = b;

  return one->kind == other->kind && one->from == other->from && one->to == other->to;
}

/* A function that is called a thousand times says a thousand times the same: once is enough. */
static void
add_each_once (const GArray *links, GArray *to)
{
  g_autoptr (GHashTable) known = g_hash_table_new (link_hash, link_equal);

  for (guint i = 0; i < links->len; i++)
    if (g_hash_table_add (known, &g_array_index (links, Link, i)))
      g_array_append_val (to, g_array_index (links, Link, i));
}

void
flows_collect (Analysis *analysis, CXTranslationUnit unit)
{
  Flow flow = { .analysis = analysis };

  if (!names_family (analysis))
    return;
  flow.links = g_array_new (FALSE, FALSE, sizeof (Link));
  flow_types_init (&flow.types, analysis->context->rules, unit);
  flow.frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  flow.macros = g_hash_table_new (g_str_hash, g_str_equal);
  flow.families = g_ptr_array_new ();
  flow.targets = family_targets (analysis->context->rules);
  flow_read_macros (&flow);
  clang_visitChildren (clang_getTranslationUnitCursor (unit), walk_top, &flow);
  flow_link_macros (&flow);
  flow_link_nested_macros (&flow);
  add_each_once (flow.links, analysis->result->links);
  g_array_unref (flow.links);
  g_ptr_array_unref (flow.frames);
  g_hash_table_unref (flow.macros);
  g_hash_table_unref (flow.targets);
  g_ptr_array_unref (flow.families);
  flow_types_clear (&flow.types);
}
