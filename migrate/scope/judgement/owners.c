/* SPDX-License-Identifier: MIT */
/*
 * By the stores of the function and by what facts say of its calls.
 */
#include "scope/judgement/owners.h"

#include "scope/judgement/freed.h"

ScopeLifetime
keeper_lifetime (const Value *target)
{
  if (target->kind == VALUE_STATIC)
    return LIFETIME_EPAN;
  if (target->kind == VALUE_OBJECT && target->lifetime != LIFETIME_HEAP)
    return target->lifetime;
  if (target->kind == VALUE_POOL)
    return target->lifetime;
  return LIFETIME_UNKNOWN;
}

/* Whether one of @set is what @call gave. */
static gboolean
is_given_by (const ScopeFunction *f, ScopeSet set, const ScopeCall *call)
{
  for (guint i = 0; i < set.n; i++)
    {
      const ScopeOrigin *o = function_origin (f, set.ids[i]);
      while (o->kind == ORIGIN_GUARDED)
        o = function_origin (f, o->a);
      if (o->kind == ORIGIN_CALL && function_call (f, o->a) == call)
        return TRUE;
    }
  return FALSE;
}

/* Adds each long-lived thing in which this function, in @field of @base, keeps a heap object: the variable itself, which
 * others may write before they read it, or what lives as long. */
static void
add_owners (Judge *j, State *s, ScopeSet base, const char *field, Values *owners)
{
  Values keepers = { 0, { NULL } };
  values_of_set (j, s, base, &keepers);
  for (guint i = 0; i < keepers.n; i++)
    if (keepers.values[i]->kind == VALUE_STATIC && *field == '\0')
      values_add (j, owners, *keepers.values[i]);
    else if (keeper_lifetime (keepers.values[i]) >= LIFETIME_FILE)
      values_add (j, owners, value_object (keeper_lifetime (keepers.values[i])));
}

/* Adds what the function that call number @index goes to keeps @object in, which it is given. */
static void
add_owners_of_callee (Judge *j, const State *s, guint index, const ScopeSite *object, Values *owners)
{
  const ScopeCall *call = function_call (s->function->f, index);
  const State *callee = judge_callee (j, s, index);
  for (guint i = 0; callee && i < callee->effects->len; i++)
    {
      const Effect *effect = g_ptr_array_index (callee->effects, i);
      const guint parameter = effect->value.parameter;
      if (effect->frees || effect->value.kind != VALUE_PARAMETER || parameter >= call->n_arguments
          || keeper_lifetime (&effect->target) < LIFETIME_FILE || !is_given_by (s->function->f, call->arguments[parameter], object->call)
          || assumptions_contradict (assumptions_handed_on (s->function->f, call, assumptions_of (s->function->f, call->tested)), effect->assumed))
        continue;
      values_add (j, owners, effect->target.kind == VALUE_STATIC && *effect->field == '\0' ? effect->target : value_object (keeper_lifetime (&effect->target)));
    }
}

void
owners_of (Judge *j, State *s, const Value *object, Values *owners)
{
  const ScopeFunction *f = s->function->f;
  if (object->kind != VALUE_OBJECT || object->lifetime != LIFETIME_HEAP || !object->site
      || object->site->function != s->function)
    return;
  for (guint32 i = 0; i < f->origins->len; i++)
    if (function_origin (f, i)->kind == ORIGIN_CALL && function_call (f, function_origin (f, i)->a) == object->site->call
        && freed_maybe (j->freed, s->function, i))
      return;
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      if (is_given_by (f, store->value, object->site->call))
        add_owners (j, s, store->base, store->field, owners);
    }
  for (guint c = 0; c < f->calls->len; c++)
    {
      const ScopeCall *call = function_call (f, c);
      const GArray *keeps = s->function->call_facts[c]->keeps;
      add_owners_of_callee (j, s, c, object->site, owners);
      for (guint i = 0; i < keeps->len; i++)
        {
          const FactKeep *fact = &g_array_index (keeps, FactKeep, i);
          if (fact->argument < call->n_arguments && is_given_by (f, call->arguments[fact->argument], object->site->call))
            values_add (j, owners, value_object (fact->lifetime));
        }
    }
  for (guint i = 0; i < s->keepings->len; i++)
    {
      const Keeping *keeping = &g_array_index (s->keepings, Keeping, i);
      if (!keeping->contents && is_given_by (f, keeping->value, object->site->call))
        add_owners (j, s, keeping->base, keeping->field, owners);
    }
}
