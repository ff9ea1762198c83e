/* SPDX-License-Identifier: MIT */
#include "scope/judgement/assumptions.h"

static const ScopeOrigin *
origin_at (const ScopeFunction *f, guint32 id)
{
  return &g_array_index (f->origins, ScopeOrigin, id);
}

Assumptions
assumptions_of (const ScopeFunction *f, ScopeSet tested)
{
  Assumptions assumed = 0;
  for (guint i = 0; i < tested.n; i++)
    {
      const ScopeOrigin *o = origin_at (f, tested.ids[i]);
      if (o->kind == ORIGIN_GUARDED && o->b < 2 * ASSUMED_PARAMETERS)
        assumed |= G_GUINT64_CONSTANT (1) << o->b;
    }
  return assumed;
}

gboolean
assumptions_contradict (Assumptions a, Assumptions b)
{
  const Assumptions zero = G_GUINT64_CONSTANT (0x5555555555555555);
  return ((a & zero) << 1 & b) != 0 || ((b & zero) << 1 & a) != 0;
}

/* Which of the caller's parameters argument @a is as it was given; ASSUMED_PARAMETERS: none. */
static guint
parameter_given (const ScopeCall *call, guint a)
{
  const guint32 constant = call->constants ? call->constants[a] : CONSTANT_UNKNOWN;
  return constant >= CONSTANT_PARAMETER ? MIN (constant - CONSTANT_PARAMETER, ASSUMED_PARAMETERS) : ASSUMED_PARAMETERS;
}

/* Whether argument @a is NULL under @assumed: all that it may be otherwise comes from calls that are not made then. */
static gboolean
is_nothing (const ScopeFunction *f, const ScopeCall *call, guint a, Assumptions assumed)
{
  const ScopeSet given = call->arguments[a];
  for (guint i = 0; i < given.n; i++)
    {
      const ScopeOrigin *o = origin_at (f, given.ids[i]);
      while (o->kind == ORIGIN_GUARDED)
        o = origin_at (f, o->a);
      if (o->kind != ORIGIN_CALL
          || !assumptions_contradict (assumptions_of (f, g_array_index (f->calls, ScopeCall, o->a).tested), assumed))
        return FALSE;
    }
  return given.n > 0 && given.n < SCOPE_MAX_ORIGINS;
}

Assumptions
assumptions_handed_on (const ScopeFunction *f, const ScopeCall *call, Assumptions assumed)
{
  Assumptions handed = 0;
  for (guint a = 0; a < MIN (call->n_arguments, ASSUMED_PARAMETERS); a++)
    {
      const guint32 constant = call->constants ? call->constants[a] : CONSTANT_UNKNOWN;
      const guint parameter = parameter_given (call, a);
      Assumptions known = constant == CONSTANT_ZERO ? 1 : constant == CONSTANT_NOT_ZERO ? 2
                                                                                        : 0;
      if (constant == CONSTANT_UNKNOWN && assumed != 0)
        known = is_nothing (f, call, a, assumed) ? 1 : 0;
      if (parameter < ASSUMED_PARAMETERS)
        known = assumed >> 2 * parameter & 3;
      handed |= known << 2 * a;
    }
  return handed;
}

Assumptions
assumptions_handed_back (const ScopeCall *call, Assumptions needed)
{
  Assumptions back = 0;
  for (guint a = 0; call->constants && a < MIN (call->n_arguments, ASSUMED_PARAMETERS); a++)
    if (parameter_given (call, a) < ASSUMED_PARAMETERS)
      back |= (needed >> 2 * a & 3) << 2 * parameter_given (call, a);
  return back;
}

gboolean
assumptions_exclude (const ScopeFunction *f, ScopeSet a, ScopeSet b)
{
  for (guint i = 0; i < a.n; i++)
    {
      const ScopeOrigin *x = origin_at (f, a.ids[i]);
      for (guint k = 0; (x->kind == ORIGIN_GUARDED || x->kind == ORIGIN_CONDITION) && k < b.n; k++)
        {
          const ScopeOrigin *y = origin_at (f, b.ids[k]);
          if (y->kind == x->kind && (y->b ^ x->b) == 1)
            return TRUE;
        }
    }
  return FALSE;
}
