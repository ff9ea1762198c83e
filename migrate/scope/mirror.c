/* SPDX-License-Identifier: MIT */
/*
 * What is kept, and what is freed: both err on the side of saying nothing.
 */
#include "scope/mirror.h"

#include "scope/environment.h"

#define MAX_DEPTH 3 /* helpers inside helpers */

static gboolean is_value_kept (const Program *program, const ProgramFunction *function, guint32 origin, guint depth);

static guint32
find_origin (const ScopeFunction *f, ScopeOriginKind kind, guint32 a)
{
  for (guint32 i = 0; i < f->origins->len; i++)
    {
      const ScopeOrigin *o = function_origin (f, i);
      if (o->kind == kind && o->a == a)
        return i;
    }
  return G_MAXUINT32;
}

static gboolean
may_keep (const Program *program, const ScopeCall *call, guint argument, guint depth)
{
  const FunctionFacts *facts = facts_call (program->facts, call->name, call->n_arguments);
  if (argument < 60 && (facts->passes >> argument & 1) != 0)
    return TRUE;
  if (facts->reads || (argument < 60 && (facts->frees >> argument & 1) != 0))
    return FALSE;
  const ProgramFunction *callee = call->callee == NULL ? NULL : program_lookup (program, call->callee);
  if (callee == NULL || depth == MAX_DEPTH || argument >= callee->f->n_parameters)
    return TRUE;
  const guint32 parameter = find_origin (callee->f, ORIGIN_PARAMETER, argument);
  return parameter != G_MAXUINT32 && is_value_kept (program, callee, parameter, depth + 1);
}

static gboolean
is_value_kept (const Program *program, const ProgramFunction *function, guint32 origin, guint depth)
{
  const ScopeFunction *f = function->f;
  if (scope_set_contains (f->returns, origin))
    return TRUE;
  for (guint i = 0; i < f->stores->len; i++)
    if (scope_set_contains (g_array_index (f->stores, ScopeStore, i).value, origin))
      return TRUE;
  for (guint c = 0; c < f->calls->len; c++)
    {
      const ScopeCall *call = function_call (f, c);
      for (guint a = 0; a < call->n_arguments; a++)
        {
          if (scope_set_contains (call->arguments[a], origin) && may_keep (program, call, a, depth))
            return TRUE;
          /* A variable whose address is passed may be the one that holds it. */
          for (guint i = 0; i < call->arguments[a].n; i++)
            if (function_origin (f, call->arguments[a].ids[i])->kind == ORIGIN_LOCAL && may_keep (program, call, a, depth))
              return TRUE;
        }
    }
  return FALSE;
}

gboolean
mirror_is_kept (const Program *program, const ProgramFunction *function, const ScopeCall *call)
{
  const guint index = (guint) (call - &g_array_index (function->f->calls, ScopeCall, 0));
  const guint32 origin = find_origin (function->f, ORIGIN_CALL, index);
  return origin == G_MAXUINT32 /* returns no memory at all */ || is_value_kept (program, function, origin, 0);
}

static void
add_freed (const ScopeFunction *f, ScopeSet set, GHashTable *freed)
{
  for (guint i = 0; i < set.n; i++)
    {
      const ScopeOrigin *o = function_origin (f, set.ids[i]);
      if (o->kind == ORIGIN_LOAD && *o->name != '*' && *o->name != '\0')
        g_hash_table_add (freed, (gpointer) o->name);
    }
}

static gboolean
frees_argument (const Program *program, const ScopeCall *call, guint argument, guint depth)
{
  const FunctionFacts *facts = facts_call (program->facts, call->name, call->n_arguments);
  if (argument < 60 && (facts->frees >> argument & 1) != 0)
    return TRUE;
  const ProgramFunction *callee = call->callee == NULL ? NULL : program_lookup (program, call->callee);
  if (callee == NULL || depth == MAX_DEPTH)
    return FALSE;
  const guint32 parameter = find_origin (callee->f, ORIGIN_PARAMETER, argument);
  for (guint c = 0; parameter != G_MAXUINT32 && c < callee->f->calls->len; c++)
    {
      const ScopeCall *inner = function_call (callee->f, c);
      for (guint a = 0; a < inner->n_arguments; a++)
        if (scope_set_contains (inner->arguments[a], parameter) && frees_argument (program, inner, a, depth + 1))
          return TRUE;
    }
  return FALSE;
}

GHashTable *
mirror_freed_fields (const Program *program)
{
  GHashTable *freed = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < program->functions->len; i++)
    {
      const ProgramFunction *function = g_ptr_array_index (program->functions, i);
      const ScopeFunction *f = function->f;
      if (f->internal && !function->called && !function->handed_over && function->roots->len == 0)
        continue; /* never runs */
      for (guint c = 0; c < f->calls->len; c++)
        {
          const ScopeCall *call = function_call (f, c);
          for (guint a = 0; a < call->n_arguments; a++)
            if (call->arguments[a].n > 0 && frees_argument (program, call, a, 0))
              add_freed (f, call->arguments[a], freed);
        }
    }
  return freed;
}
