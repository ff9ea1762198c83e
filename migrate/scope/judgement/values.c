/* SPDX-License-Identifier: MIT */
/*
 * Values of origins: through loads, calls, and what callees return and store.
 */
#include "scope/judgement/values.h"

#include <string.h>

/* Values */

gboolean
value_same (const Value *a, const Value *b)
{
  return a->kind == b->kind && a->lifetime == b->lifetime && a->parameter == b->parameter && a->name == b->name
         && a->site == b->site && a->guard == b->guard && a->flag == b->flag && a->flag_set == b->flag_set;
}

void
values_add (Judge *j, Values *to, Value value)
{
  for (guint i = 0; i < to->n; i++)
    if (value_same (to->values[i], &value))
      return;
  if (to->n < MAX_VALUES)
    to->values[to->n++] = wmem_memdup (j->scratch, &value, sizeof value);
}

/* Values are never changed once they are in a set, so sets share them. */
void
values_add_all (Values *to, const Values *from)
{
  for (guint i = 0; i < from->n; i++)
    {
      guint k = 0;
      while (k < to->n && !value_same (to->values[k], from->values[i]))
        k++;
      if (k == to->n && to->n < MAX_VALUES)
        to->values[to->n++] = from->values[i];
    }
}

ScopeTrail
trail_joined (Judge *j, ScopeTrail a, ScopeTrail b)
{
  if (a.n == 0 || b.n == 0)
    return a.n == 0 ? b : a;
  ChainStep *steps = wmem_alloc_array (j->scratch, ChainStep, a.n + b.n);
  memcpy (steps, a.steps, a.n * sizeof *steps);
  memcpy (steps + a.n, b.steps, b.n * sizeof *steps);
  return (ScopeTrail){ a.n + b.n, steps };
}

ScopeTrail
trail_of_call (Judge *j, const ScopeCall *call, const char *what)
{
  ChainStep *only = wmem_new (j->scratch, ChainStep);
  *only = (ChainStep){ call->place, wmem_strdup_printf (j->scratch, "%s %s()", what, !call->name ? "?" : call->name) };
  return (ScopeTrail){ 1, only };
}

static const ScopeSite *
site_of (Judge *j, State *s, guint call)
{
  if (!s->sites[call])
    {
      s->sites[call] = wmem_new (j->pool, ScopeSite);
      *s->sites[call] = (ScopeSite){ s->function, function_call (s->function->f, call) };
    }
  return s->sites[call];
}

Value
value_object (ScopeLifetime lifetime)
{
  return (Value){ .kind = VALUE_OBJECT, .lifetime = lifetime };
}

/* What has to be so of the parameters where the origin @id comes about by a call. */
static Assumptions
assumed_by_origin (const ScopeFunction *f, guint32 id)
{
  const ScopeOrigin *o = function_origin (f, id);
  return o->kind == ORIGIN_CALL ? assumptions_of (f, function_call (f, o->a)->tested) : 0;
}

/* 1 + the test of a parameter, as ORIGIN_GUARDED says it in b, that decides between the origin @id of @set and another one
 * of it; 0: none does. */
static guint
guard_among (const ScopeFunction *f, ScopeSet set, guint32 id)
{
  const Assumptions own = set.n < 2 ? 0 : assumed_by_origin (f, id);
  for (guint i = 0; own != 0 && i < set.n; i++)
    {
      const Assumptions other = assumed_by_origin (f, set.ids[i]);
      for (guint b = 0; b < 2 * ASSUMED_PARAMETERS; b++)
        if ((own >> b & 1) != 0 && (other >> (b ^ 1) & 1) != 0)
          return b + 1;
    }
  return 0;
}

/* Adds @from, counting only where @guard says, if it is not 0. */
static void
add_guarded (Judge *j, Values *out, const Values *from, guint guard)
{
  if (guard == 0)
    values_add_all (out, from);
  for (guint i = 0; guard != 0 && i < from->n; i++)
    {
      Value value = *from->values[i];
      value.guard = value.guard == 0 ? guard : value.guard;
      values_add (j, out, value);
    }
}

void
values_of_set (Judge *j, State *s, ScopeSet set, Values *out)
{
  for (guint i = 0; i < set.n; i++)
    add_guarded (j, out, values_of_origin (j, s, set.ids[i]), guard_among (s->function->f, set, set.ids[i]));
}

/* Whether @value comes from a pool that this function chose on a way which @tested rules out. */
static gboolean
is_of_other_pool (const State *s, const Value *value, ScopeSet tested)
{
  return value->from && value->from->function == s->function && assumptions_exclude (s->function->f, value->from->call->tested, tested);
}

/* The same as @from, but for what comes from pools that @tested rules out. */
static const Values *
without_other_pools (const State *s, const Values *from, ScopeSet tested, Values *left)
{
  left->n = 0;
  for (guint i = 0; tested.n > 0 && i < from->n; i++)
    if (!is_of_other_pool (s, from->values[i], tested))
      left->values[left->n++] = from->values[i];
  return tested.n == 0 || left->n == from->n ? from : left;
}

void
values_of_set_where (Judge *j, State *s, ScopeSet set, ScopeSet tested, Values *out)
{
  const ScopeFunction *f = s->function->f;
  for (guint i = 0; i < set.n; i++)
    {
      const ScopeOrigin *o = function_origin (f, set.ids[i]);
      while (o->kind == ORIGIN_GUARDED || o->kind == ORIGIN_MEMBER)
        o = function_origin (f, o->a);
      if (o->kind != ORIGIN_CALL || !assumptions_exclude (f, function_call (f, o->a)->tested, tested))
        {
          Values left;
          add_guarded (j, out, without_other_pools (s, values_of_origin (j, s, set.ids[i]), tested, &left), guard_among (f, set, set.ids[i]));
        }
    }
}

Values *
values_of_static (Judge *j, const char *id, const char *field)
{
  g_autofree char *key = g_strdup_printf ("%p %p", (gconstpointer) id, (gconstpointer) field);
  Values *values = g_hash_table_lookup (j->statics, key);
  if (!values)
    {
      values = wmem_new0 (j->pool, Values);
      g_hash_table_insert (j->statics, g_steal_pointer (&key), values);
    }
  return values;
}

/* What @field of the object @lent points to, if it was seen to get packet memory anywhere: it lives as long as the loan. */
static void
lent_with (Judge *j, const Value *lent, const char *field, Values *out)
{
  const ScopeSite *stored = g_hash_table_lookup (j->fields, field);
  if (!stored)
    return;
  ChainStep *step = wmem_new (j->scratch, ChainStep);
  *step = (ChainStep){ stored->call->place, wmem_strdup_printf (j->scratch, "%s() allocates what '%s' of it points to", stored->call->name, field) };
  Value held = *lent;
  held.trail = (ScopeTrail){ 1, step };
  values_add (j, out, held);
}

gboolean
value_lives_long (const Value *value)
{
  return value->kind != VALUE_OBJECT || value->lifetime > LIFETIME_PINFO;
}

gboolean
value_disagrees (const Value *a, const Value *b)
{
  return (a->flag && a->flag == b->flag && a->flag_set != b->flag_set)
         || (a->guard != 0 && b->guard != 0 && ((a->guard - 1) ^ (b->guard - 1)) == 1);
}

/* What is found by reading @field of @object, where no store in sight says better. */
static void
held_by (Judge *j, const Value *object, const char *field, Values *out)
{
  const MemberFacts *facts = facts_member (j->program->facts, field);
  if (facts->points != LIFETIME_UNKNOWN)
    {
      values_add (j, out, value_object (facts->points));
      return;
    }
  switch (object->kind)
    {
    case VALUE_OBJECT:
      {
        if (facts->pool != LIFETIME_UNKNOWN)
          values_add (j, out, (Value){ .kind = VALUE_POOL, .lifetime = facts->pool });
        else if (object->site && facts_function (j->program->facts, object->site->call->name)->holds)
          values_add (j, out, *object);
        else if (object->loan && object->lifetime == LIFETIME_PACKET)
          lent_with (j, object, field, out);
        else if (object->lifetime == LIFETIME_FILE || object->lifetime == LIFETIME_EPAN)
          {
            Value held = value_object (object->lifetime); /* it is there where the object is */
            held.guard = object->guard;
            held.chosen = object->chosen;
            held.flag = object->flag;
            held.flag_set = object->flag_set;
            values_add (j, out, held);
          }
        break;
      }
    case VALUE_PARAMETER:
    case VALUE_HELD:
      values_add (j, out, (Value){
                              .kind = VALUE_HELD,
                              .parameter = object->parameter,
                              .name = object->kind == VALUE_PARAMETER ? field : NULL,
                          });
      break;
    case VALUE_STATIC:
      {
        const Values *contents = values_of_static (j, object->name, field);
        for (guint i = 0; i < contents->n; i++)
          {
            Value value = *contents->values[i];
            value.guard = 0;                                                   /* a parameter of another function */
            if (value.kind == VALUE_OBJECT && value.lifetime == LIFETIME_HEAP) /* the variable keeps it */
              {
                const ScopeSite *made = value.site;
                value = value_object (LIFETIME_EPAN);
                value.site = made;
              }
            if (value.kind == VALUE_OBJECT || value.kind == VALUE_POOL || value.kind == VALUE_STATIC)
              values_add (j, out, value);
          }
        break;
      }
    default:
      break;
    }
}

gboolean
judge_fields_meet (const char *a, const char *b)
{
  return a == b || *a == '*' || *b == '*';
}

gboolean
value_is_symbolic (const Value *value)
{
  return value->kind == VALUE_PARAMETER || value->kind == VALUE_HELD || value->kind == VALUE_POOLED;
}

static void stored_by_call (Judge *j, State *s, guint index, guint argument, const char *field, Values *out);
static void put_in_sight (Judge *j, State *s, guint32 object, const char *field, guint32 until, Values *out);

/* Whether what is stored in a field of origin @a can be read from origin @b: they are one, or one lies in the other. */
static gboolean
objects_meet (const ScopeFunction *f, guint32 a, guint32 b)
{
  if (a == b)
    return TRUE;
  for (const ScopeOrigin *o = function_origin (f, a); o->kind == ORIGIN_MEMBER; o = function_origin (f, o->a))
    if (o->a == b)
      return TRUE;
  for (const ScopeOrigin *o = function_origin (f, b); o->kind == ORIGIN_MEMBER; o = function_origin (f, o->a))
    if (o->a == a)
      return TRUE;
  return FALSE;
}

/* What @field of the variable held whose address is the origin @local, when it was handed on by @call. @field NULL: something
 * that is found there by more than one step. */
static void
contents_of_local (Judge *j, State *s, const ScopeCall *call, guint32 local, const char *field, Values *out)
{
  const ScopeFunction *f = s->function->f;
  if ((s->busy[local] & BUSY_CONTENTS) != 0)
    return; /* a callee puts there what it finds there */
  s->busy[local] |= BUSY_CONTENTS;
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      if (store->base.n != 1 || store->base.ids[0] != local || store->moment.step != call->moment.step
          || (field && !judge_fields_meet (store->field, field)))
        continue;
      Values contents = { 0, { NULL } };
      for (guint k = 0; k < store->value.n; k++)
        {
          const ScopeOrigin *o = function_origin (f, store->value.ids[k]);
          if (o->kind != ORIGIN_OUT || *o->name != '*')
            values_add_all (&contents, values_of_origin (j, s, store->value.ids[k]));
          else if (field) /* the callee says which fields it fills */
            stored_by_call (j, s, o->a, o->b, field, &contents);
        }
      for (guint k = 0; k < contents.n; k++)
        if (field)
          values_add (j, out, *contents.values[k]);
        else
          held_by (j, contents.values[k], j->content, out);
    }
  s->busy[local] &= (guint8) ~BUSY_CONTENTS;
}

/* Putting a caller's arguments in the place of a callee's parameters. */

const char *
value_flag_given (const State *s, const ScopeCall *call, guint argument)
{
  const ScopeSet given = argument < call->n_arguments ? call->arguments[argument] : (ScopeSet){ 0, NULL };
  const ScopeOrigin *load = given.n == 1 ? function_origin (s->function->f, given.ids[0]) : NULL;
  if (!load || load->kind != ORIGIN_LOAD || *load->name != '\0')
    return NULL;
  const ScopeOrigin *object = function_origin (s->function->f, load->a);
  return object->kind == ORIGIN_GLOBAL ? object->name : NULL;
}

/* Whether @value counts in this call; a guard that hangs on the caller's own parameter is handed on. */
static gboolean
guard_holds (const State *s, const ScopeCall *call, Value *value)
{
  if (value->guard == 0)
    return TRUE;
  const guint parameter = (value->guard - 1) / 2, wanted = (value->guard - 1) % 2;
  const guint32 constant = parameter < call->n_arguments && call->constants ? call->constants[parameter]
                                                                            : CONSTANT_UNKNOWN;
  value->guard = 0;
  if (constant == CONSTANT_ZERO || constant == CONSTANT_NOT_ZERO)
    return (constant == CONSTANT_NOT_ZERO) == (wanted == 1);
  if (constant >= CONSTANT_PARAMETER)
    value->guard = 1 + 2 * (constant - CONSTANT_PARAMETER) + wanted;
  else
    {
      const char *flag = !value->flag ? value_flag_given (s, call, parameter) : NULL;
      value->chosen = TRUE;
      if (flag)
        {
          value->flag = flag;
          value->flag_set = wanted == 1;
        }
    }
  return TRUE;
}

void
value_substitute (Judge *j, State *s, const ScopeCall *call, const Value *value, gboolean returned, Values *out)
{
  ScopeTrail trail = value->trail;
  if (returned && value->site && trail.n < MAX_TRAIL)
    trail = trail_joined (j, trail, trail_of_call (j, call, "comes back from"));
  Value moved = *value;
  moved.trail = trail;
  if (!guard_holds (s, call, &moved))
    return;
  if (!value_is_symbolic (value))
    {
      values_add (j, out, moved);
      return;
    }
  if (value->parameter >= call->n_arguments)
    return;
  const ScopeSet origins = call->arguments[value->parameter];
  for (guint i = 0; value->kind == VALUE_HELD && i < origins.n; i++)
    if (function_origin (s->function->f, origins.ids[i])->kind == ORIGIN_LOCAL)
      contents_of_local (j, s, call, origins.ids[i], value->name, out);
    else if (value->name && (s->busy[origins.ids[i]] & BUSY_HELD) == 0) /* a callee may find there what it puts there */
      {
        s->busy[origins.ids[i]] |= BUSY_HELD;
        put_in_sight (j, s, origins.ids[i], value->name, call->moment.step, out);
        s->busy[origins.ids[i]] &= (guint8) ~BUSY_HELD;
      }
  Values argument = { 0, { NULL } };
  values_of_set_where (j, s, origins, call->tested, &argument);
  for (guint i = 0; i < argument.n; i++)
    {
      const Value *given = argument.values[i];
      if (value->kind == VALUE_PARAMETER)
        {
          Value handed = *given;
          handed.guard = handed.guard == 0 ? moved.guard : handed.guard;
          handed.chosen |= moved.chosen;
          values_add (j, out, handed);
        }
      else if (value->kind == VALUE_HELD && !value->name
               && (given->kind == VALUE_PARAMETER || given->kind == VALUE_HELD)) /* still more than a step away */
        values_add (j, out, (Value){ .kind = VALUE_HELD, .parameter = given->parameter });
      else if (value->kind == VALUE_HELD)
        held_by (j, given, !value->name ? j->content : value->name, out);
      else if (given->kind == VALUE_POOL || given->kind == VALUE_PARAMETER) /* the pool to allocate from */
        values_add (j, out, (Value){
                                .kind = given->kind == VALUE_POOL ? VALUE_OBJECT : VALUE_POOLED,
                                .lifetime = given->lifetime,
                                .parameter = given->parameter,
                                .site = value->site,
                                .trail = trail,
                            });
    }
}

State *
judge_callee (const Judge *j, const State *s, guint call)
{
  const ProgramFunction *callee = s->function->callees[call];
  return !callee ? NULL : &j->states[callee->index];
}

/* Whether a fact says that what lies in @value lives as long as that. */
static gboolean
holds_as_long (const Judge *j, const Value *value)
{
  return value->kind == VALUE_OBJECT && value->site && facts_function (j->program->facts, value->site->call->name)->holds;
}

/* What the call gives back, apart from what it allocates by a fact. */
static void
call_values (Judge *j, State *s, guint index, Values *out)
{
  const ScopeCall *call = function_call (s->function->f, index);
  const FunctionFacts *facts = s->function->call_facts[index];
  if (facts->pool != LIFETIME_UNKNOWN)
    {
      values_add (j, out, (Value){ .kind = VALUE_POOL, .lifetime = facts->pool, .site = site_of (j, s, index) });
      return;
    }
  const ScopeLifetime known = facts->allocates != LIFETIME_UNKNOWN ? facts->allocates : facts->gives;
  for (guint a = 0; a < MIN (call->n_arguments, 60); a++)
    {
      if ((facts->passes >> a & 1) != 0)
        values_of_set (j, s, call->arguments[a], out);
      if ((facts->fetches >> a & 1) != 0)
        {
          Values holders = { 0, { NULL } };
          values_of_set (j, s, call->arguments[a], &holders);
          for (guint i = 0; i < holders.n; i++)
            if (known == LIFETIME_UNKNOWN || holds_as_long (j, holders.values[i]))
              held_by (j, holders.values[i], j->content, out);
        }
    }
  if ((facts->passes != 0 || facts->fetches != 0) && (out->n > 0 || known == LIFETIME_UNKNOWN)) /* g_realloc (NULL, …) makes one */
    return;
  if (known != LIFETIME_UNKNOWN)
    {
      Value object = value_object (known);
      object.site = site_of (j, s, index);
      object.maybe = facts->maybe;
      values_add (j, out, object);
      return;
    }
  State *callee = judge_callee (j, s, index);
  if (callee && !facts->takes_pool)
    {
      for (guint i = 0; callee->returns && i < callee->returns->n; i++)
        value_substitute (j, s, call, callee->returns->values[i], TRUE, out);
      return;
    }
  if (call->pool != SCOPE_NO_POOL)
    {
      Values pools = { 0, { NULL } };
      values_of_set (j, s, call->arguments[call->pool], &pools);
      for (guint i = 0; i < pools.n; i++)
        {
          const Value *pool = pools.values[i];
          if (pool->kind == VALUE_POOL)
            {
              Value object = value_object (pool->lifetime);
              object.site = site_of (j, s, index);
              object.from = pool->site;
              values_add (j, out, object);
            }
          else if (pool->kind == VALUE_PARAMETER)
            values_add (j, out, (Value){ .kind = VALUE_POOLED, .parameter = pool->parameter, .site = site_of (j, s, index) });
        }
    }
}

ScopeSet
values_lying_in (Judge *j, const ScopeFunction *f, ScopeSet container)
{
  guint32 ids[MAX_VALUES];
  guint n = 0;
  for (guint32 i = 0; i < f->origins->len && n < MAX_VALUES; i++)
    {
      const ScopeOrigin *o = function_origin (f, i);
      if (o->kind == ORIGIN_LOAD && o->name == j->content && scope_set_contains (container, o->a))
        ids[n++] = i;
    }
  return n == 0 ? (ScopeSet){ 0, NULL } : (ScopeSet){ n, wmem_memdup (j->scratch, ids, n * sizeof *ids) };
}

ScopeCall
value_visit (Judge *j, const State *s, const ScopeCall *call, guint visitor, const ProgramFunction *function)
{
  ScopeCall visit = *call;
  visit.n_arguments = function->f->n_parameters;
  visit.arguments = wmem_alloc0_array (j->scratch, ScopeSet, visit.n_arguments);
  const ScopeSet visited = visitor == 0 ? (ScopeSet){ 0, NULL } : values_lying_in (j, s->function->f, call->arguments[0]);
  for (guint p = 0; p + 1 < visit.n_arguments; p++)
    visit.arguments[p] = visited;
  visit.arguments[visit.n_arguments - 1] = call->arguments[call->n_arguments - 1];
  visit.constants = NULL;
  visit.pool = SCOPE_NO_POOL;
  return visit;
}

/* What the visitors of call number @index store in @field of their user data. */
static void
stored_by_visitors (Judge *j, State *s, guint index, const char *field, Values *out)
{
  const ScopeCall *call = function_call (s->function->f, index);
  for (guint a = 0; a + 1 < MIN (call->n_arguments, 60); a++)
    for (guint i = 0; (s->function->call_facts[index]->calls >> a & 1) != 0 && i < call->arguments[a].n; i++)
      {
        const ScopeOrigin *o = function_origin (s->function->f, call->arguments[a].ids[i]);
        const ProgramFunction *function = o->kind == ORIGIN_FUNCTION ? program_lookup (j->program, o->name) : NULL;
        if (!function || function->f->n_parameters == 0)
          continue;
        const ScopeCall visit = value_visit (j, s, call, a, function);
        const GPtrArray *effects = j->states[function->index].effects;
        for (guint e = 0; e < effects->len; e++)
          {
            const Effect *effect = g_ptr_array_index (effects, e);
            if (effect->target.kind == VALUE_PARAMETER && effect->target.parameter + 1 == visit.n_arguments
                && judge_fields_meet (effect->field, field))
              value_substitute (j, s, &visit, &effect->value, FALSE, out);
          }
      }
}

/* What @call stores in @field of what its argument @argument points to. */
static void
stored_by_call (Judge *j, State *s, guint index, guint argument, const char *field, Values *out)
{
  const ScopeCall *call = function_call (s->function->f, index);
  State *callee = judge_callee (j, s, index);
  for (guint i = 0; callee && i < callee->effects->len; i++)
    {
      const Effect *effect = g_ptr_array_index (callee->effects, i);
      if (effect->target.kind == VALUE_PARAMETER && effect->target.parameter == argument
          && judge_fields_meet (effect->field, field))
        value_substitute (j, s, call, &effect->value, FALSE, out);
    }
  if (!callee && argument + 1 == call->n_arguments && s->function->call_facts[index]->calls != 0)
    stored_by_visitors (j, s, index, field, out);
}

/* What @field holds of an object that nobody knows to outlive the packet, where nothing was ever seen to be stored in that field
 * but packet memory. */
static void
held_by_field (Judge *j, const Values *objects, const char *field, Values *out)
{
  const ScopeSite *site = g_hash_table_lookup (j->fields, field);
  for (guint i = 0; i < objects->n; i++)
    if (objects->values[i]->kind != VALUE_OBJECT || objects->values[i]->lifetime != LIFETIME_PACKET || objects->values[i]->loan)
      return;
  if (!site || g_hash_table_contains (j->other_fields, field))
    return;
  Value held = value_object (LIFETIME_PACKET);
  held.site = site;
  held.assumed = TRUE;
  values_add (j, out, held);
}

/* What the function, before the step @until, puts into @field of the origin @object: itself, or by what it calls. */
static void
put_in_sight (Judge *j, State *s, guint32 object, const char *field, guint32 until, Values *out)
{
  const ScopeFunction *f = s->function->f;
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      for (guint b = 0; store->moment.step < until && b < store->base.n; b++)
        if (judge_fields_meet (store->field, field) && objects_meet (f, store->base.ids[b], object))
          values_of_set (j, s, store->value, out);
    }
  for (guint i = 0; i < s->keepings->len; i++)
    {
      const Keeping *keeping = &g_array_index (s->keepings, Keeping, i);
      for (guint b = 0; keeping->moment.step < until && b < keeping->base.n; b++)
        if (!keeping->contents && judge_fields_meet (keeping->field, field) && objects_meet (f, keeping->base.ids[b], object))
          values_of_set (j, s, keeping->value, out);
    }
  for (guint c = 0; c < f->calls->len; c++)
    {
      const ScopeCall *call = function_call (f, c);
      const State *callee = call->moment.step < until ? judge_callee (j, s, c) : NULL;
      for (guint a = 0; callee && callee->effects->len > 0 && a < call->n_arguments; a++)
        for (guint i = 0; i < call->arguments[a].n; i++)
          if (objects_meet (f, call->arguments[a].ids[i], object))
            stored_by_call (j, s, c, a, field, out);
    }
}

static void
loaded_values (Judge *j, State *s, const ScopeOrigin *load, Values *out)
{
  put_in_sight (j, s, load->a, load->name, G_MAXUINT32, out);
  const Values *objects = values_of_origin (j, s, load->a);
  for (guint i = 0; i < objects->n; i++)
    held_by (j, objects->values[i], load->name, out);
  if (out->n == 0)
    held_by_field (j, objects, load->name, out);
}

/* What a callback is handed, as far as the facts say; of any other function only its callers know. */
static Value
parameter_value (Judge *j, const State *s, guint parameter)
{
  const GArray *loans = s->function->loans;
  for (guint i = 0; loans && i < loans->len; i++)
    {
      const ProgramLoan *loan = &g_array_index (loans, ProgramLoan, i);
      if (loan->fact->parameter != parameter)
        continue;
      Value lent = value_object (loan->fact->lifetime);
      lent.site = site_of (j, &j->states[loan->lender->index], loan->call);
      lent.loan = loan->fact;
      return lent;
    }
  return (Value){ .kind = VALUE_PARAMETER, .parameter = parameter };
}

const Values *
values_of_origin (Judge *j, State *s, guint32 id)
{
  static Value plain = { .kind = VALUE_PLAIN };
  static const Values PLAIN = { 1, { &plain } };
  judge_wake (j, s);
  if (s->memo[id])
    return s->memo[id];
  if ((s->busy[id] & BUSY_VALUES) != 0)
    return values_copied (j->scratch, &(Values){ 0, { NULL } });
  const ScopeOriginKind kind = function_origin (s->function->f, id)->kind;
  if (kind == ORIGIN_LOCAL || kind == ORIGIN_FUNCTION || kind == ORIGIN_TEXT || kind == ORIGIN_CONDITION || kind == ORIGIN_ANSWER)
    return s->memo[id] = &PLAIN;
  s->busy[id] |= BUSY_VALUES;
  Values building = { 0, { NULL } }, *const out = &building;
  const ScopeFunction *f = s->function->f;
  const ScopeOrigin *o = function_origin (f, id);
  switch (o->kind)
    {
    case ORIGIN_PARAMETER:
      {
        const ScopeLifetime typed = o->a < f->n_parameters
                                        ? facts_record (j->program->facts, f->records[o->a])->lifetime
                                        : LIFETIME_UNKNOWN;
        values_add (j, out, typed != LIFETIME_UNKNOWN ? value_object (typed) : parameter_value (j, s, o->a));
        break;
      }
    case ORIGIN_CALL:
      call_values (j, s, o->a, out);
      break;
    case ORIGIN_OUT:
      stored_by_call (j, s, o->a, o->b, o->name, out);
      break;
    case ORIGIN_LOAD:
      loaded_values (j, s, o, out);
      break;
    case ORIGIN_GLOBAL:
      values_add (j, out, (Value){ .kind = VALUE_STATIC, .name = o->name });
      break;
    case ORIGIN_MEMBER:
      values_add_all (out, values_of_origin (j, s, o->a));
      break;
    case ORIGIN_GUARDED:
      add_guarded (j, out, values_of_origin (j, s, o->a), o->b + 1);
      break;
    default:
      break;
    }
  s->busy[id] &= (guint8) ~BUSY_VALUES;
  s->memo[id] = values_copied (j->scratch, out);
  return s->memo[id];
}
