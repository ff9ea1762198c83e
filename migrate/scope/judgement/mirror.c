/* SPDX-License-Identifier: MIT */
/*
 * What is kept, and what is freed: both err on the side of saying nothing.
 */
#include "scope/judgement/mirror.h"

#include "scope/judgement/moments.h"

#define MAX_DEPTH 3 /* helpers inside helpers */

static gboolean is_value_kept (const Mirror *mirror, const ProgramFunction *function, guint32 origin, gboolean contents,
                               guint64 passing, guint depth);

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

/* Whether @set holds @origin or a place inside it, be it only on one of two ways. */
static gboolean
mentions (const ScopeFunction *f, ScopeSet set, guint32 origin)
{
  for (guint i = 0; i < set.n; i++)
    {
      guint32 id = set.ids[i];
      const ScopeOrigin *o;
      while (id != origin && ((o = function_origin (f, id))->kind == ORIGIN_GUARDED || o->kind == ORIGIN_MEMBER))
        id = o->a;
      if (id == origin)
        return TRUE;
    }
  return FALSE;
}

/* The same for what lies in @origin. */
static gboolean
mentions_contents (const ScopeFunction *f, ScopeSet set, guint32 origin)
{
  for (guint i = 0; i < set.n; i++)
    for (const ScopeOrigin *o = function_origin (f, set.ids[i]); o->kind == ORIGIN_GUARDED || o->kind == ORIGIN_MEMBER
                                                                 || o->kind == ORIGIN_LOAD;
         o = function_origin (f, o->a))
      if (o->kind == ORIGIN_LOAD && o->a == origin)
        return TRUE;
  return FALSE;
}

static gboolean
is_local (const ScopeFunction *f, ScopeSet base)
{
  return base.n == 1 && function_origin (f, base.ids[0])->kind == ORIGIN_LOCAL;
}

/* Whether the variable whose address is the origin @id held @origin when that was handed on. */
static gboolean
local_holds (const ScopeFunction *f, guint32 id, guint32 origin)
{
  if (function_origin (f, id)->kind != ORIGIN_LOCAL)
    return FALSE;
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      if (store->base.n == 1 && store->base.ids[0] == id && mentions (f, store->value, origin))
        return TRUE;
    }
  return FALSE;
}

/* Whether the call only looks for something: a pool that it takes says where. */
static gboolean
is_lookup (const ProgramFunction *function, guint call)
{
  const FunctionFacts *facts = function->call_facts[call];
  return facts->gives != LIFETIME_UNKNOWN || facts->fetches != 0;
}

/* Whether what is put into @container is gone with it: it is made here, and nothing keeps it. */
static gboolean
is_container_kept (const Mirror *mirror, const ProgramFunction *function, ScopeSet container, guint depth)
{
  const ScopeOrigin *o = container.n == 1 ? function_origin (function->f, container.ids[0]) : NULL;
  return !o || o->kind != ORIGIN_CALL || depth == MAX_DEPTH || is_lookup (function, o->a)
         || escape_site_lifetime (mirror->program, function, o->a) == LIFETIME_UNKNOWN
         || freed_maybe (mirror->freed, function, container.ids[0])
         || is_value_kept (mirror, function, container.ids[0], FALSE, 0, depth + 1);
}

/* Whether @base is a struct inside the packet_info, such as an address: gone with the packet. */
static gboolean
is_of_packet (const Mirror *mirror, const ScopeFunction *f, ScopeSet base)
{
  for (guint i = 0; i < base.n; i++)
    {
      const ScopeOrigin *o = function_origin (f, base.ids[i]);
      const ScopeOrigin *object = o->kind == ORIGIN_MEMBER ? function_origin (f, o->a) : NULL;
      if (!object || object->kind != ORIGIN_PARAMETER || object->a >= f->n_parameters
          || facts_record (mirror->program->facts, f->records[object->a])->lifetime != LIFETIME_PINFO)
        return FALSE;
    }
  return base.n > 0;
}

/* Which arguments of @call point to such a struct: bit n is that of argument n. */
static guint64
passing_arguments (const Mirror *mirror, const ScopeFunction *f, const ScopeCall *call)
{
  guint64 passing = 0;
  for (guint a = 0; a < MIN (call->n_arguments, 64); a++)
    if (is_of_packet (mirror, f, call->arguments[a]))
      passing |= G_GUINT64_CONSTANT (1) << a;
  return passing;
}

/* Whether @base is what a parameter among @passing points to. */
static gboolean
is_passing (const ScopeFunction *f, ScopeSet base, guint64 passing)
{
  for (guint i = 0; i < base.n; i++)
    {
      const ScopeOrigin *o = function_origin (f, base.ids[i]);
      if (o->kind != ORIGIN_PARAMETER || o->a >= 64 || (passing >> o->a & 1) == 0)
        return FALSE;
    }
  return base.n > 0;
}

static gboolean
may_keep (const Mirror *mirror, const ProgramFunction *function, guint call, guint argument, gboolean contents, guint depth)
{
  const FunctionFacts *facts = function->call_facts[call];
  if (contents && facts->copies->len > 0)
    return TRUE;
  if (argument < 60 && (facts->passes >> argument & 1) != 0)
    {
      const guint32 result = find_origin (function->f, ORIGIN_CALL, call);
      if (result != G_MAXUINT32 && (depth == MAX_DEPTH || is_value_kept (mirror, function, result, contents, 0, depth + 1)))
        return TRUE;
    }
  for (guint i = 0; i < facts->inserts->len; i++)
    {
      const FactFlow *flow = &g_array_index (facts->inserts, FactFlow, i);
      const ScopeCall *insertion = function_call (function->f, call);
      if (flow->from == argument && (flow->to >= insertion->n_arguments || is_container_kept (mirror, function, insertion->arguments[flow->to], depth)))
        return TRUE;
    }
  for (guint i = 0; i < facts->keeps->len; i++)
    if (g_array_index (facts->keeps, FactKeep, i).argument == argument)
      return TRUE;
  const gboolean looks = facts->reads || facts->fetches != 0 || facts->frees != 0 || facts->inserts->len > 0;
  if (facts->known && facts->calls == 0 && (looks || !facts->takes_pool))
    return FALSE;
  const ProgramFunction *callee = function->callees[call];
  if (!callee || depth == MAX_DEPTH || argument >= callee->f->n_parameters)
    return TRUE;
  const guint32 parameter = find_origin (callee->f, ORIGIN_PARAMETER, argument);
  return parameter != G_MAXUINT32 && is_value_kept (mirror, callee, parameter, contents, passing_arguments (mirror, function->f, function_call (function->f, call)), depth + 1);
}

/* Whether @function, whenever its root starts, comes by @moment. */
static gboolean
runs_each_time (const Mirror *mirror, const ProgramFunction *function, ScopeMoment moment, guint depth)
{
  const GArray *callers = statics_callers (mirror->callers, function);
  if (!moment_surely_follows (function->f, (ScopeMoment){ 0, 0 }, moment))
    return FALSE;
  if (function->roots->len > 0)
    return TRUE;
  for (guint i = 0; callers && depth < MAX_DEPTH && i < callers->len; i++)
    {
      const ProgramFunction *caller = g_array_index (callers, const ProgramFunction *, i);
      for (guint c = 0; c < caller->f->calls->len; c++)
        if (caller->callees[c] == function
            && runs_each_time (mirror, caller, function_call (caller->f, c)->moment, depth + 1))
          return TRUE;
    }
  return FALSE;
}

/* Whether @function may free or keep what @field of the static variable @id holds, or let others do so. */
static gboolean
takes_over (const Mirror *mirror, const ProgramFunction *function, const char *id, const char *field, guint depth)
{
  const ScopeFunction *f = function->f;
  for (guint32 i = 0; i < f->origins->len; i++)
    {
      const ScopeOrigin *o = function_origin (f, i);
      const gboolean address = o->kind == ORIGIN_GLOBAL && o->name == id;
      const gboolean value = o->kind == ORIGIN_LOAD && (o->name == field || *o->name == '*')
                             && function_origin (f, o->a)->kind == ORIGIN_GLOBAL && function_origin (f, o->a)->name == id;
      if (!address && !value)
        continue;
      if (depth == MAX_DEPTH || freed_maybe (mirror->freed, function, i)
          || is_value_kept (mirror, function, i, FALSE, 0, depth + 1))
        return TRUE;
    }
  return FALSE;
}

/* Whether @store puts something into a static variable each time that @function runs, and what was there before is lost:
 * the function does not look at it, and nobody else frees or keeps it. */
static gboolean
is_replaced (const Mirror *mirror, const ProgramFunction *function, const ScopeStore *store, guint depth)
{
  const ScopeFunction *f = function->f;
  const ScopeOrigin *variable = store->base.n == 1 ? function_origin (f, store->base.ids[0]) : NULL;
  if (!variable || variable->kind != ORIGIN_GLOBAL || store->weak || *store->field == '*'
      || !runs_each_time (mirror, function, store->moment, 0))
    return FALSE;
  for (guint i = 0; i < f->reads->len; i++)
    if (g_array_index (f->reads, ScopeRead, i).variable == variable->name)
      return FALSE;
  for (guint i = 0; i < mirror->program->functions->len; i++)
    if (takes_over (mirror, g_ptr_array_index (mirror->program->functions, i), variable->name, store->field, depth))
      return FALSE;
  *mirror->replaced = variable->name;
  return TRUE;
}

/* Whether somebody who calls @function keeps what it returns, as far as its callers are known. */
static gboolean
is_result_kept (const Mirror *mirror, const ProgramFunction *function, guint depth)
{
  const GArray *callers = statics_callers (mirror->callers, function);
  if (!callers || function->handed_over || function->roots->len > 0 || depth == MAX_DEPTH)
    return TRUE;
  for (guint i = 0; i < callers->len; i++)
    {
      const ProgramFunction *caller = g_array_index (callers, const ProgramFunction *, i);
      for (guint c = 0; c < caller->f->calls->len; c++)
        {
          if (function_call (caller->f, c)->callee != function->f->id)
            continue;
          const guint32 result = find_origin (caller->f, ORIGIN_CALL, c);
          if (result != G_MAXUINT32 && (freed_maybe (mirror->freed, caller, result) || is_value_kept (mirror, caller, result, FALSE, 0, depth + 1)))
            return TRUE;
        }
      if (program_calls_otherwise (caller, function))
        return TRUE;
    }
  return FALSE;
}

/* Whether @function keeps the origin @origin; @passing: bit n where its parameter n points to what is gone with the packet. */
static gboolean
is_value_kept (const Mirror *mirror, const ProgramFunction *function, guint32 origin, gboolean contents, guint64 passing, guint depth)
{
  const ScopeFunction *f = function->f;
  if (f->torn)
    return TRUE;                                                                                                                        /* what keeps it may be what is missing */
  if (mentions (f, f->returns, origin) && (function_origin (f, origin)->kind != ORIGIN_CALL || !scope_set_contains (f->returns, origin) /* a parameter decides */
                                           || is_result_kept (mirror, function, depth)))
    return TRUE;
  if (contents && mentions_contents (f, f->returns, origin))
    return TRUE;
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      const gboolean in_itself = store->base.n == 1 && mentions (f, store->base, origin);
      if (in_itself || is_local (f, store->base) || is_of_packet (mirror, f, store->base) || is_passing (f, store->base, passing))
        continue;
      if ((mentions (f, store->value, origin) || (contents && mentions_contents (f, store->value, origin)))
          && !is_replaced (mirror, function, store, depth))
        return TRUE;
    }
  for (guint c = 0; c < f->calls->len; c++)
    {
      const ScopeCall *call = function_call (f, c);
      for (guint a = 0; a < call->n_arguments; a++)
        {
          if (mentions (f, call->arguments[a], origin) && may_keep (mirror, function, c, a, contents, depth))
            return TRUE;
          if (contents && mentions_contents (f, call->arguments[a], origin) && may_keep (mirror, function, c, a, FALSE, depth))
            return TRUE;
          /* A variable whose address is passed may be the one that holds it. */
          for (guint i = 0; i < call->arguments[a].n; i++)
            if (local_holds (f, call->arguments[a].ids[i], origin) && may_keep (mirror, function, c, a, TRUE, depth))
              return TRUE;
        }
    }
  return FALSE;
}

gboolean
mirror_is_kept (const Mirror *mirror, const ProgramFunction *function, guint call)
{
  const guint32 origin = find_origin (function->f, ORIGIN_CALL, call);
  return origin == G_MAXUINT32 /* returns no memory at all */ || is_lookup (function, call) || freed_maybe (mirror->freed, function, origin)
         || is_value_kept (mirror, function, origin, FALSE, 0, 0);
}
