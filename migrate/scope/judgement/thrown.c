/* SPDX-License-Identifier: MIT */
/*
 * Memory that is only the message of an error. Whatever is not understood is no such message.
 */
#include "scope/judgement/thrown.h"

#define MAX_DEPTH 4 /* messages formatted into messages, helpers inside helpers */

typedef enum { USE_NONE,
               USE_THROWN,
               USE_OTHER } Use;

static Use use_of (const Statics *callers, const ProgramFunction *function, ScopeOriginKind kind, guint32 a, guint depth);

static gboolean
holds (const ScopeFunction *f, ScopeSet set, ScopeOriginKind kind, guint32 a)
{
  for (guint i = 0; i < set.n; i++)
    {
      const ScopeOrigin *o = function_origin (f, set.ids[i]);
      while (o->kind == ORIGIN_GUARDED || o->kind == ORIGIN_LOAD) /* what lies in it goes the same way */
        o = function_origin (f, o->a);
      if (o->kind == kind && o->a == a)
        return TRUE;
    }
  return FALSE;
}

/* What call number @index makes of its argument @argument. */
static Use
use_by_call (const Statics *callers, const ProgramFunction *function, guint index, guint argument, guint depth)
{
  const FunctionFacts *facts = function->call_facts[index];
  if (facts->throws || function_call (function->f, index)->last)
    return USE_THROWN;
  if (depth == MAX_DEPTH)
    return USE_OTHER;
  const ProgramFunction *callee = function->callees[index];
  if (callee && argument < callee->f->n_parameters)
    {
      const Use inside = use_of (callers, callee, ORIGIN_PARAMETER, argument, depth + 1);
      if (inside != USE_NONE)
        return inside;
    }
  return use_of (callers, function, ORIGIN_CALL, index, depth + 1) == USE_THROWN ? USE_THROWN : USE_OTHER;
}

/* What those that call @function make of what it returns. */
static Use
use_by_callers (const Statics *callers, const ProgramFunction *function, guint depth)
{
  const GArray *all = statics_callers (callers, function);
  Use use = USE_NONE;
  if (!all || function->handed_over || function->roots->len > 0 || depth == MAX_DEPTH)
    return USE_OTHER;
  for (guint i = 0; i < all->len; i++)
    {
      const ProgramFunction *caller = g_array_index (all, const ProgramFunction *, i);
      for (guint c = 0; c < caller->f->calls->len; c++)
        {
          if (caller->callees[c] != function)
            continue;
          const Use here = use_of (callers, caller, ORIGIN_CALL, c, depth + 1);
          if (here == USE_OTHER)
            return USE_OTHER;
          use = MAX (use, here);
        }
      if (program_calls_otherwise (caller, function))
        return USE_OTHER;
    }
  return use;
}

static Use
use_of (const Statics *callers, const ProgramFunction *function, ScopeOriginKind kind, guint32 a, guint depth)
{
  const ScopeFunction *f = function->f;
  Use use = USE_NONE;
  if (holds (f, f->returns, kind, a) && (kind != ORIGIN_CALL || (use = use_by_callers (callers, function, depth)) == USE_OTHER))
    return USE_OTHER;
  for (guint i = 0; i < f->stores->len; i++)
    if (holds (f, g_array_index (f->stores, ScopeStore, i).value, kind, a))
      return USE_OTHER;
  for (guint c = 0; c < f->calls->len; c++)
    {
      const ScopeCall *call = function_call (f, c);
      for (guint k = 0; k < call->n_arguments; k++)
        {
          if (!holds (f, call->arguments[k], kind, a))
            continue;
          use = use_by_call (callers, function, c, k, depth);
          if (use == USE_OTHER)
            return USE_OTHER;
        }
    }
  return use;
}

gboolean
thrown_only (const Statics *callers, const ProgramFunction *function, guint call)
{
  return use_of (callers, function, ORIGIN_CALL, call, 0) == USE_THROWN;
}
