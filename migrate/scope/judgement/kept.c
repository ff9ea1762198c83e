/* SPDX-License-Identifier: MIT */
/*
 * What outlives the function at hand: copies of what was found out for it, all else is forgotten with it.
 */
#include "model/text_intern.h"
#include "scope/judgement/values.h"

ScopeTrail
trail_kept (Judge *j, ScopeTrail trail)
{
  if (trail.n == 0)
    return trail;
  ChainStep *steps = wmem_memdup (j->pool, trail.steps, trail.n * sizeof *steps);
  for (guint i = 0; i < trail.n; i++)
    steps[i].text = text_intern (steps[i].text); /* few say anything new */
  return (ScopeTrail){ trail.n, steps };
}

Value *
value_kept (Judge *j, const Value *value)
{
  Value *kept = wmem_memdup (j->pool, value, sizeof *value);
  kept->trail = trail_kept (j, value->trail);
  return kept;
}

Effect *
effect_kept (Judge *j, const Effect *effect)
{
  Effect *kept = wmem_memdup (j->pool, effect, sizeof *effect);
  kept->value.trail = trail_kept (j, effect->value.trail);
  kept->target.trail = trail_kept (j, effect->target.trail);
  kept->trail = trail_kept (j, effect->trail);
  kept->base = (ScopeSet){ 0, NULL }; /* of the function at hand, which has asked for it */
  return kept;
}

void
values_keep (Judge *j, Values *to, const Values *from)
{
  for (guint i = 0; i < from->n; i++)
    {
      guint k = 0;
      while (k < to->n && !value_same (to->values[k], from->values[i]))
        k++;
      if (k == to->n && to->n < MAX_VALUES)
        to->values[to->n++] = value_kept (j, from->values[i]);
    }
}

/* Only as much of it as is used: there is one for each origin, and for each function. */
const Values *
values_copied (wmem_allocator_t *pool, const Values *values)
{
  static const Values nothing = { 0, { NULL } };
  return values->n == 0 ? &nothing
                        : wmem_memdup (pool, values, G_STRUCT_OFFSET (Values, values) + values->n * sizeof values->values[0]);
}

const Values *
values_kept (Judge *j, const Values *values)
{
  Values kept = { 0, { NULL } };
  values_keep (j, &kept, values);
  return values_copied (j->pool, &kept);
}

void
judge_wake (Judge *j, State *s)
{
  const guint n = s->function->f->origins->len;
  if (s->memo)
    return;
  s->memo = wmem_alloc0 (j->scratch, MAX (n, 1) * sizeof *s->memo);
  s->busy = wmem_alloc0 (j->scratch, MAX (n, 1) * sizeof *s->busy);
  g_ptr_array_add (j->awake, s);
}

void
judge_rest (Judge *j)
{
  for (guint i = 0; i < j->awake->len; i++)
    {
      State *s = g_ptr_array_index (j->awake, i);
      s->memo = NULL;
      s->busy = NULL;
    }
  g_ptr_array_set_size (j->awake, 0);
  wmem_free_all (j->scratch);
}
