/* SPDX-License-Identifier: MIT */
/*
 * Effects: what functions do with their parameters, with a caller's arguments in the parameters' place.
 */
#include "scope/judgement/effects.h"

#define MAX_VISITORS 4 /* that one parameter may be */

/* Whether the number of static lifetime that decides for @value decides otherwise for the place. */
static gboolean
is_other_flag (const Value *value, const Effect *effect)
{
  return value->flag && value->flag == effect->flag && value->flag_set != effect->flag_set;
}

/* The number of static lifetime that @call hands over for a parameter of which @assumed says something. */
static const char *
flag_that_decides (const State *s, const ScopeCall *call, Assumptions assumed, gboolean *set)
{
  for (guint a = 0; assumed != 0 && a < MIN (call->n_arguments, ASSUMED_PARAMETERS); a++)
    {
      const char *flag = (assumed >> 2 * a & 3) == 0 ? NULL : value_flag_given (s, call, a);
      *set = (assumed >> 2 * a & 2) != 0;
      if (flag)
        return flag;
    }
  return NULL;
}

/* The effects of @callee with the arguments of @call in the place of its parameters. @perhaps: the call may go elsewhere. */
static void
keep_by_callee (Judge *j, State *s, const ScopeCall *call, const State *callee, gboolean perhaps)
{
  const Assumptions assumed = assumptions_of (s->function->f, call->tested), handed = assumptions_handed_on (s->function->f, call, assumed);
  for (guint i = 0; i < callee->effects->len; i++)
    {
      const Effect *effect = g_ptr_array_index (callee->effects, i);
      Values targets = { 0, { NULL } }, values = { 0, { NULL } };
      if (assumptions_contradict (handed, effect->assumed))
        continue;
      value_substitute (j, s, call, &effect->target, FALSE, &targets);
      value_substitute (j, s, call, &effect->value, FALSE, &values);
      gboolean mixed = effect->mixed || perhaps;
      for (guint v = 0; v < values.n; v++)
        mixed |= values.n > 1 && value_lives_long (values.values[v]);
      for (guint t = 0; t < targets.n; t++)
        for (guint v = 0; v < values.n; v++)
          {
            Effect here = *effect;
            here.target = *targets.values[t];
            here.value = *values.values[v];
            here.mixed = mixed;
            here.base = effect->target.kind == VALUE_PARAMETER && effect->target.parameter < call->n_arguments
                            ? call->arguments[effect->target.parameter]
                            : (ScopeSet){ 0, NULL };
            here.moment = call->moment;
            if (here.frees && effect->value.kind == VALUE_PARAMETER)
              here.place = call->place; /* the helper is right to free what it gets */
            here.assumed = assumed | assumptions_handed_back (call, effect->assumed);
            if (!here.flag)
              here.flag = flag_that_decides (s, call, effect->assumed, &here.flag_set);
            if (value_disagrees (&here.target, &here.value) || is_other_flag (&here.value, &here) || is_other_flag (&here.target, &here))
              continue;
            if (effect->trail.n < MAX_TRAIL)
              here.trail = trail_joined (j, trail_of_call (j, call, "is passed to"), effect->trail);
            escape_keep (j, s, here);
          }
    }
}

/* Whether the pointers in @set themselves say that they may be @function. */
static gboolean
is_told (const ProgramFunction *in, ScopeSet set, const ProgramFunction *function)
{
  for (guint i = 0; i < set.n; i++)
    {
      const ScopeOrigin *o = function_origin (in->f, set.ids[i]);
      if (o->kind == ORIGIN_GUARDED)
        o = function_origin (in->f, o->a);
      if (o->kind == ORIGIN_PARAMETER || (o->kind == ORIGIN_FUNCTION && o->name == function->f->id))
        return TRUE;
    }
  return FALSE;
}

/* What the functions keep that the pointers in @set may be; a parameter that is given too many tells nothing. */
static void
keep_by_pointer (Judge *j, State *s, ScopeSet set, const ScopeCall *call)
{
  for (guint i = 0; i < set.n; i++)
    {
      const ScopeOrigin *o = function_origin (s->function->f, set.ids[i]);
      if (o->kind == ORIGIN_GUARDED)
        o = function_origin (s->function->f, o->a);
      const ProgramFunction *named = o->kind == ORIGIN_FUNCTION ? program_lookup (j->program, o->name) : NULL;
      const GPtrArray *handed = o->kind == ORIGIN_PARAMETER && o->a < s->function->f->n_parameters
                                    ? s->function->pointers[o->a]
                                    : NULL;
      if (named)
        keep_by_callee (j, s, call, &j->states[named->index], FALSE);
      for (guint k = 0; handed && handed->len <= MAX_VISITORS && k < handed->len; k++)
        keep_by_callee (j, s, call, &j->states[((ProgramFunction *) g_ptr_array_index (handed, k))->index], FALSE);
    }
}

/* What the functions keep that a table, a field or a variable holds by way of which @call is made; that may be too many to
 * tell anything. */
static void
keep_by_table (Judge *j, State *s, guint index)
{
  const ScopeCall *call = function_call (s->function->f, index);
  const GArray *edges = s->function->edges;
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();
  for (guint i = 0; i < edges->len; i++)
    {
      const ProgramEdge *edge = &g_array_index (edges, ProgramEdge, i);
      if (edge->call == index && !edge->handed && !edge->via && !is_told (s->function, call->target, edge->to))
        g_ptr_array_add (targets, edge->to);
    }
  for (guint i = 0; targets->len <= MAX_VISITORS && i < targets->len; i++)
    keep_by_callee (j, s, call, &j->states[((ProgramFunction *) g_ptr_array_index (targets, i))->index], targets->len > 1);
}

/* What a visitor does, which is argument @visitor of @call, with what it gets. */
static void
keep_by_visitor (Judge *j, State *s, const ScopeCall *call, guint visitor)
{
  const guint data = call->n_arguments - 1;
  for (guint i = 0; visitor < data && i < call->arguments[visitor].n; i++)
    {
      const ScopeOrigin *o = function_origin (s->function->f, call->arguments[visitor].ids[i]);
      const ProgramFunction *function = o->kind == ORIGIN_FUNCTION ? program_lookup (j->program, o->name) : NULL;
      if (!function || function->f->n_parameters == 0)
        continue;
      const ScopeCall visit = value_visit (j, s, call, visitor, function);
      keep_by_callee (j, s, &visit, &j->states[function->index], FALSE);
    }
}

void
effects_of_call (Judge *j, State *s, guint index)
{
  const ScopeCall *call = function_call (s->function->f, index);
  const State *callee = judge_callee (j, s, index);
  const guint64 visitors = s->function->call_facts[index]->calls;
  if (callee)
    keep_by_callee (j, s, call, callee, FALSE);
  else if (!call->callee)
    {
      keep_by_pointer (j, s, call->target, call);
      keep_by_table (j, s, index);
    }
  for (guint a = 0; visitors != 0 && a < MIN (call->n_arguments, 60); a++)
    if ((visitors >> a & 1) != 0 && (visitors >> (call->n_arguments - 1) & 1) == 0)
      keep_by_visitor (j, s, call, a);
}
