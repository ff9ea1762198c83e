/* SPDX-License-Identifier: MIT */
/*
 * Escape, function by function from the callees up, in a few rounds: the first tells what is kept in variables of
 * static lifetime, the later ones know.
 */
#include "scope/escape.h"

#include "scope/environment.h"

#include <string.h>

#define ROUNDS 3
#define MAX_VALUES 16   /* ways for one value */
#define MAX_EFFECTS 96  /* of one function */
#define MAX_TRAIL 6     /* calls between where memory comes from and where it is kept */

typedef enum {
  VALUE_OBJECT,    /* something that lives for lifetime; site: where it was allocated, or NULL */
  VALUE_PARAMETER, /* what parameter n is */
  VALUE_HELD,      /* something found by way of parameter n */
  VALUE_POOLED,    /* memory from the pool that parameter n is */
  VALUE_POOL,      /* a pool of lifetime */
  VALUE_STATIC,    /* the variable name itself */
  VALUE_PLAIN      /* a literal, a function, something on the stack: nobody's memory */
} ValueKind;

typedef struct {
  ValueKind kind;
  ScopeLifetime lifetime;
  guint parameter;
  const char *name;
  const ScopeSite *site;
  gboolean maybe;
  gboolean chosen;       /* an argument that nobody can tell decided for it */
  guint guard;           /* 1 + what ORIGIN_GUARDED says in b; 0: counts always */
  ScopeTrail trail;      /* of returns, from the site on */
} Value;

typedef struct {
  guint n;
  Value *values[MAX_VALUES];
} Values;

/* A store that happens when the function is called. */
typedef struct {
  Value target, value;
  const char *field, *text;
  gboolean mixed, keeper_mixed;
  ScopePlace place;
  ScopeTrail trail;      /* of calls, down to the place */
} Effect;

/* A store that a fact makes of a call, beside those that the summary has. */
typedef struct {
  ScopePlace place;
  ScopeSet base, value;
  gboolean contents;     /* what the value points to is copied, not the value */
  const char *field;
} Keeping;

typedef struct {
  ProgramFunction *function;
  const Values **memo;
  guint8 *busy;
  GArray *keepings;      /* of Keeping */
  ScopeSite **sites;     /* one for each call, made when needed */
  GPtrArray *effects;    /* of Effect */
  Values returns;
} State;

typedef struct {
  Program *program;
  wmem_allocator_t *pool;
  State *states;
  GHashTable *statics;   /* "id field" -> Values: what static variables were seen to hold */
  GHashTable *reported;
  GHashTable *owners;    /* ScopeSite of a GLib object -> the one field that keeps it, or "" where several do */
  EscapeResult *result;
  guint round;
  const char *content, *none;
} Judge;

static const Values *origin_values (Judge *j, State *s, guint32 id);

/* Values */

static gboolean
same_value (const Value *a, const Value *b)
{
  return a->kind == b->kind && a->lifetime == b->lifetime && a->parameter == b->parameter && a->name == b->name
    && a->site == b->site && a->guard == b->guard;
}

static void
add_value (Judge *j, Values *to, Value value)
{
  for (guint i = 0; i < to->n; i++)
    if (same_value (to->values[i], &value))
      return;
  if (to->n < MAX_VALUES)
    to->values[to->n++] = wmem_memdup (j->pool, &value, sizeof value);
}

/* Values are never changed once they are in a set, so sets share them. */
static void
add_values (Values *to, const Values *from)
{
  for (guint i = 0; i < from->n; i++)
    {
      guint k = 0;
      while (k < to->n && !same_value (to->values[k], from->values[i]))
        k++;
      if (k == to->n && to->n < MAX_VALUES)
        to->values[to->n++] = from->values[i];
    }
}

static ScopeTrail
joined (Judge *j, ScopeTrail a, ScopeTrail b)
{
  if (a.n == 0 || b.n == 0)
    return a.n == 0 ? b : a;
  ChainStep *steps = wmem_alloc_array (j->pool, ChainStep, a.n + b.n);
  memcpy (steps, a.steps, a.n * sizeof *steps);
  memcpy (steps + a.n, b.steps, b.n * sizeof *steps);
  return (ScopeTrail){ a.n + b.n, steps };
}

static ScopeTrail
step (Judge *j, const ScopeCall *call, const char *what)
{
  ChainStep *only = wmem_new (j->pool, ChainStep);
  *only = (ChainStep){ call->place, wmem_strdup_printf (j->pool, "%s %s()", what, call->name == NULL ? "?" : call->name) };
  return (ScopeTrail){ 1, only };
}

static const ScopeSite *
site_of (Judge *j, State *s, guint call)
{
  if (s->sites[call] == NULL)
    {
      s->sites[call] = wmem_new (j->pool, ScopeSite);
      *s->sites[call] = (ScopeSite){ s->function, function_call (s->function->f, call) };
    }
  return s->sites[call];
}

static Value
object_of (ScopeLifetime lifetime)
{
  return (Value){ .kind = VALUE_OBJECT, .lifetime = lifetime };
}

static void
set_values (Judge *j, State *s, ScopeSet set, Values *out)
{
  for (guint i = 0; i < set.n; i++)
    add_values (out, origin_values (j, s, set.ids[i]));
}

static Values *
static_contents (Judge *j, const char *id, const char *field)
{
  g_autofree char *key = g_strdup_printf ("%p %p", (gconstpointer) id, (gconstpointer) field);
  Values *values = g_hash_table_lookup (j->statics, key);
  if (values == NULL)
    {
      values = wmem_new0 (j->pool, Values);
      g_hash_table_insert (j->statics, g_steal_pointer (&key), values);
    }
  return values;
}

/* What is found by reading @field of @object, where no store in sight says better. */
static void
held_by (Judge *j, const Value *object, const char *field, Values *out)
{
  switch (object->kind)
    {
    case VALUE_OBJECT:
      {
        const MemberFacts *facts = facts_member (j->program->facts, field);
        if (facts->pool != LIFETIME_UNKNOWN)
          add_value (j, out, (Value){ .kind = VALUE_POOL, .lifetime = facts->pool });
        else if (object->lifetime == LIFETIME_FILE || object->lifetime == LIFETIME_EPAN)
          add_value (j, out, object_of (object->lifetime));
        break;
      }
    case VALUE_PARAMETER:
    case VALUE_HELD:
      add_value (j, out, (Value){ .kind = VALUE_HELD, .parameter = object->parameter });
      break;
    case VALUE_STATIC:
      {
        const Values *contents = static_contents (j, object->name, field);
        for (guint i = 0; i < contents->n; i++)
          {
            Value value = *contents->values[i];
            if (value.kind == VALUE_OBJECT && value.lifetime == LIFETIME_HEAP)
              value = object_of (LIFETIME_EPAN); /* the variable keeps it */
            if (value.kind == VALUE_OBJECT || value.kind == VALUE_POOL || value.kind == VALUE_STATIC)
              add_value (j, out, value);
          }
        break;
      }
    default:
      break;
    }
}

static gboolean
fields_meet (const char *a, const char *b)
{
  return a == b || *a == '*' || *b == '*';
}

static gboolean
is_symbolic (const Value *value)
{
  return value->kind == VALUE_PARAMETER || value->kind == VALUE_HELD || value->kind == VALUE_POOLED;
}

/* Putting a caller's arguments in the place of a callee's parameters. */

/* Whether @value counts in this call; a guard that hangs on the caller's own parameter is handed on. */
static gboolean
guard_holds (const ScopeCall *call, Value *value)
{
  if (value->guard == 0)
    return TRUE;
  const guint parameter = (value->guard - 1) / 2, wanted = (value->guard - 1) % 2;
  const guint32 constant = parameter < call->n_arguments && call->constants != NULL ? call->constants[parameter]
                                                                                    : CONSTANT_UNKNOWN;
  value->guard = 0;
  if (constant == CONSTANT_ZERO || constant == CONSTANT_NOT_ZERO)
    return (constant == CONSTANT_NOT_ZERO) == (wanted == 1);
  if (constant >= CONSTANT_PARAMETER)
    value->guard = 1 + 2 * (constant - CONSTANT_PARAMETER) + wanted;
  else
    value->chosen = TRUE;
  return TRUE;
}

static void
substitute (Judge *j, State *s, const ScopeCall *call, const Value *value, gboolean returned, Values *out)
{
  ScopeTrail trail = value->trail;
  if (returned && value->site != NULL && trail.n < MAX_TRAIL)
    trail = joined (j, trail, step (j, call, "comes back from"));
  Value moved = *value;
  moved.trail = trail;
  if (!guard_holds (call, &moved))
    return;
  if (!is_symbolic (value))
    {
      add_value (j, out, moved);
      return;
    }
  if (value->parameter >= call->n_arguments)
    return;
  Values argument = { 0, { NULL } };
  set_values (j, s, call->arguments[value->parameter], &argument);
  for (guint i = 0; i < argument.n; i++)
    {
      const Value *given = argument.values[i];
      if (value->kind == VALUE_PARAMETER)
        {
          Value handed = *given;
          handed.guard = handed.guard == 0 ? moved.guard : handed.guard;
          handed.chosen |= moved.chosen;
          add_value (j, out, handed);
        }
      else if (value->kind == VALUE_HELD)
        held_by (j, given, j->content, out);
      else if (given->kind == VALUE_POOL || given->kind == VALUE_PARAMETER) /* the pool to allocate from */
        add_value (j, out, (Value){ .kind = given->kind == VALUE_POOL ? VALUE_OBJECT : VALUE_POOLED,
                                    .lifetime = given->lifetime, .parameter = given->parameter, .site = value->site,
                                    .trail = trail });
    }
}

static State *
callee_state (const Judge *j, const State *s, guint call)
{
  const ProgramFunction *callee = s->function->callees[call];
  return callee == NULL ? NULL : &j->states[callee->index];
}

/* What the call gives back, apart from what it allocates by a fact. */
static void
call_values (Judge *j, State *s, guint index, Values *out)
{
  const ScopeCall *call = function_call (s->function->f, index);
  const FunctionFacts *facts = s->function->call_facts[index];
  if (facts->pool != LIFETIME_UNKNOWN)
    {
      add_value (j, out, (Value){ .kind = VALUE_POOL, .lifetime = facts->pool });
      return;
    }
  for (guint a = 0; a < MIN (call->n_arguments, 60); a++)
    {
      if ((facts->passes >> a & 1) != 0)
        set_values (j, s, call->arguments[a], out);
      if ((facts->fetches >> a & 1) != 0)
        {
          Values holders = { 0, { NULL } };
          set_values (j, s, call->arguments[a], &holders);
          for (guint i = 0; i < holders.n; i++)
            held_by (j, holders.values[i], j->content, out);
        }
    }
  if (facts->passes != 0 || facts->fetches != 0)
    return;
  const ScopeLifetime known = facts->allocates != LIFETIME_UNKNOWN ? facts->allocates : facts->gives;
  if (known != LIFETIME_UNKNOWN)
    {
      Value object = object_of (known);
      object.site = site_of (j, s, index);
      object.maybe = facts->maybe;
      add_value (j, out, object);
      return;
    }
  State *callee = callee_state (j, s, index);
  if (callee != NULL && !facts->takes_pool)
    {
      for (guint i = 0; i < callee->returns.n; i++)
        substitute (j, s, call, callee->returns.values[i], TRUE, out);
      return;
    }
  if (call->pool != SCOPE_NO_POOL)
    {
      Values pools = { 0, { NULL } };
      set_values (j, s, call->arguments[call->pool], &pools);
      for (guint i = 0; i < pools.n; i++)
        {
          const Value *pool = pools.values[i];
          if (pool->kind == VALUE_POOL)
            {
              Value object = object_of (pool->lifetime);
              object.site = site_of (j, s, index);
              add_value (j, out, object);
            }
          else if (pool->kind == VALUE_PARAMETER)
            add_value (j, out, (Value){ .kind = VALUE_POOLED, .parameter = pool->parameter,
                                        .site = site_of (j, s, index) });
        }
    }
}

/* What @call stores in @field of what its argument @argument points to. */
static void
stored_by_call (Judge *j, State *s, guint index, guint argument, const char *field, Values *out)
{
  const ScopeCall *call = function_call (s->function->f, index);
  State *callee = callee_state (j, s, index);
  for (guint i = 0; callee != NULL && i < callee->effects->len; i++)
    {
      const Effect *effect = g_ptr_array_index (callee->effects, i);
      if (effect->target.kind == VALUE_PARAMETER && effect->target.parameter == argument
          && fields_meet (effect->field, field))
        substitute (j, s, call, &effect->value, FALSE, out);
    }
}

static void
loaded_values (Judge *j, State *s, const ScopeOrigin *load, Values *out)
{
  for (guint i = 0; i < s->function->f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (s->function->f->stores, ScopeStore, i);
      for (guint b = 0; b < store->base.n; b++)
        if (store->base.ids[b] == load->a && fields_meet (store->field, load->name))
          set_values (j, s, store->value, out);
    }
  for (guint i = 0; i < s->keepings->len; i++)
    {
      const Keeping *keeping = &g_array_index (s->keepings, Keeping, i);
      for (guint b = 0; b < keeping->base.n; b++)
        if (keeping->base.ids[b] == load->a && !keeping->contents && fields_meet (keeping->field, load->name))
          set_values (j, s, keeping->value, out);
    }
  for (guint c = 0; c < s->function->f->calls->len; c++)
    {
      const ScopeCall *call = function_call (s->function->f, c);
      const State *callee = callee_state (j, s, c);
      for (guint a = 0; callee != NULL && callee->effects->len > 0 && a < call->n_arguments; a++)
        for (guint i = 0; i < call->arguments[a].n; i++)
          if (call->arguments[a].ids[i] == load->a)
            stored_by_call (j, s, c, a, load->name, out);
    }
  const Values *objects = origin_values (j, s, load->a);
  for (guint i = 0; i < objects->n; i++)
    held_by (j, objects->values[i], load->name, out);
}

static const Values *
origin_values (Judge *j, State *s, guint32 id)
{
  static const Values NOTHING = { 0, { NULL } };
  if (s->memo[id] != NULL)
    return s->memo[id];
  if (s->busy[id])
    return &NOTHING;
  s->busy[id] = TRUE;
  Values building = { 0, { NULL } }, *const out = &building;
  const ScopeFunction *f = s->function->f;
  const ScopeOrigin *o = function_origin (f, id);
  switch (o->kind)
    {
    case ORIGIN_PARAMETER:
      {
        const ScopeLifetime typed = o->a < f->n_parameters
          ? facts_record (j->program->facts, f->records[o->a])->lifetime : LIFETIME_UNKNOWN;
        add_value (j, out, typed != LIFETIME_UNKNOWN ? object_of (typed)
                                                     : (Value){ .kind = VALUE_PARAMETER, .parameter = o->a });
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
      add_value (j, out, (Value){ .kind = VALUE_STATIC, .name = o->name });
      break;
    case ORIGIN_GUARDED:
      {
        const Values *inner = origin_values (j, s, o->a);
        for (guint i = 0; i < inner->n; i++)
          {
            Value value = *inner->values[i];
            if (value.guard == 0)
              value.guard = o->b + 1;
            add_value (j, out, value);
          }
        break;
      }
    default:
      add_value (j, out, (Value){ .kind = VALUE_PLAIN });
      break;
    }
  s->busy[id] = FALSE;
  /* Only as much of it as is used: there is one for each origin of the program. */
  s->memo[id] = out->n == 0 ? &NOTHING : wmem_memdup (j->pool, out, G_STRUCT_OFFSET (Values, values) + out->n * sizeof out->values[0]);
  return s->memo[id];
}

/* Keeping */

static ScopeLifetime
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

/* Whether origin @id is what @field of one of @base holds. */
static gboolean
is_own_value (const ScopeFunction *f, guint32 id, ScopeSet base, const char *field)
{
  const ScopeOrigin *o = function_origin (f, id);
  return o->kind == ORIGIN_LOAD && fields_meet (o->name, field) && scope_set_contains (base, o->a);
}

/* Whether the function later puts back into the same field what was there before: the packet's addresses, while
 * another dissector runs. */
static gboolean
is_put_back (const State *s, const Effect *effect)
{
  const ScopeFunction *f = s->function->f;
  if (*effect->field == '\0' || *effect->field == '*')
    return FALSE;
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      if (store->field != effect->field || store->place.path != effect->place.path
          || store->place.offset <= effect->place.offset)
        continue;
      for (guint v = 0; v < store->value.n; v++)
        if (is_own_value (f, store->value.ids[v], store->base, store->field))
          return TRUE;
    }
  return FALSE;
}

static void
report (Judge *j, State *s, const Effect *effect)
{
  const Value *value = &effect->value;
  if (j->round + 1 < ROUNDS || is_put_back (s, effect))
    return;
  g_autofree char *key = g_strdup_printf ("%p:%u:%s:%p", (gconstpointer) effect->place.path, effect->place.offset,
                                          effect->field, (gconstpointer) value->site);
  if (!g_hash_table_add (j->reported, g_strdup (key)))
    return;
  Escape *escape = wmem_new0 (j->pool, Escape);
  escape->function = s->function;
  escape->place = effect->place;
  escape->site = value->site;
  escape->lifetime = value->lifetime;
  escape->keeper = keeper_lifetime (&effect->target);
  escape->variable = effect->target.kind == VALUE_STATIC ? effect->target.name : NULL;
  escape->field = effect->field;
  escape->text = effect->text;
  escape->mixed = effect->mixed || value->guard != 0;
  escape->chosen = value->chosen;
  escape->maybe = value->maybe;
  escape->keeper_mixed = effect->keeper_mixed;
  escape->trail = joined (j, value->trail, effect->trail);
  g_ptr_array_add (j->result->escapes, escape);
}

static void
report_heap_member (Judge *j, State *s, const Effect *effect)
{
  if (j->round + 1 < ROUNDS || effect->target.site == NULL || *effect->field == '*' || *effect->field == '\0')
    return;
  HeapMember *member = wmem_new0 (j->pool, HeapMember);
  *member = (HeapMember){ s->function, effect->place, effect->field, effect->value.site, effect->target.lifetime };
  g_ptr_array_add (j->result->heap_members, member);
}

/* A GLib object that several places keep belongs to none of them alone. */
static void
note_owner (Judge *j, const Effect *effect)
{
  const gboolean scoped = effect->target.kind == VALUE_OBJECT && effect->target.lifetime != LIFETIME_HEAP;
  const char *field = scoped ? effect->field : j->none;
  const char *before = g_hash_table_lookup (j->owners, effect->value.site);
  if (before == NULL || before != field)
    g_hash_table_insert (j->owners, (gpointer) effect->value.site, (gpointer) (before == NULL ? field : j->none));
}

/* What becomes of one value in one keeper: nothing, a finding, or an effect that the callers have to judge. */
static void
keep (Judge *j, State *s, Effect effect)
{
  const Value *target = &effect.target, *value = &effect.value;
  if (target->kind == VALUE_PLAIN || value->kind == VALUE_PLAIN || value->kind == VALUE_HELD
      || value->kind == VALUE_POOL || value->kind == VALUE_STATIC)
    return;
  if (effect.text == NULL && facts_member (j->program->facts, effect.field)->spared)
    return;
  if (is_symbolic (target) || is_symbolic (value))
    {
      if (value->kind == VALUE_OBJECT && value->lifetime != LIFETIME_PACKET && value->lifetime != LIFETIME_PINFO)
        return;
      if (!is_symbolic (target) && keeper_lifetime (target) <= LIFETIME_PACKET)
        return;
      for (guint i = 0; i < s->effects->len; i++)
        {
          const Effect *known = g_ptr_array_index (s->effects, i);
          if (same_value (&known->target, target) && same_value (&known->value, value) && known->field == effect.field)
            return;
        }
      if (s->effects->len < MAX_EFFECTS)
        g_ptr_array_add (s->effects, wmem_memdup (j->pool, &effect, sizeof effect));
      return;
    }
  if (value->lifetime == LIFETIME_HEAP && value->site != NULL)
    note_owner (j, &effect);
  if (value->lifetime == LIFETIME_HEAP && target->kind == VALUE_OBJECT
      && (target->lifetime == LIFETIME_PACKET || target->lifetime == LIFETIME_FILE))
    report_heap_member (j, s, &effect);
  if ((value->lifetime == LIFETIME_PACKET || value->lifetime == LIFETIME_PINFO) && value->site != NULL
      && keeper_lifetime (target) > value->lifetime)
    report (j, s, &effect);
}

static gboolean
lives_long (const Value *value)
{
  return value->kind != VALUE_OBJECT || value->lifetime > LIFETIME_PINFO;
}

/* Whether @value is one of @values: a list that was appended to in an earlier round of a loop. */
static gboolean
is_among (const Value *value, const Values *values)
{
  for (guint i = 0; i < values->n; i++)
    if (same_value (values->values[i], value))
      return TRUE;
  return FALSE;
}

static void
keep_all (Judge *j, State *s, const Values *targets, const Values *values, const char *field, const char *text,
          ScopePlace place)
{
  if (targets->n == 0 || values->n == 0)
    return;
  if (text == NULL && targets->n == 1 && targets->values[0]->kind == VALUE_STATIC)
    add_values (static_contents (j, targets->values[0]->name, field), values);
  gboolean mixed = FALSE, keeper_mixed = FALSE;
  for (guint i = 0; i < values->n; i++)
    mixed |= lives_long (values->values[i]) && values->n > 1;
  for (guint i = 0; i < targets->n; i++)
    keeper_mixed |= keeper_lifetime (targets->values[i]) <= LIFETIME_PACKET && !is_symbolic (targets->values[i])
      && !is_among (targets->values[i], values);
  for (guint t = 0; t < targets->n; t++)
    for (guint v = 0; v < values->n; v++)
      {
        const Effect effect = { *targets->values[t], *values->values[v], field, text, mixed, keeper_mixed, place,
                                { 0, NULL } };
        keep (j, s, effect);
      }
}

/* The effects of a callee with this caller's arguments. */
static void
keep_by_call (Judge *j, State *s, guint index)
{
  const ScopeCall *call = function_call (s->function->f, index);
  const State *callee = callee_state (j, s, index);
  if (callee == NULL)
    return;
  for (guint i = 0; i < callee->effects->len; i++)
    {
      const Effect *effect = g_ptr_array_index (callee->effects, i);
      Values targets = { 0, { NULL } }, values = { 0, { NULL } };
      substitute (j, s, call, &effect->target, FALSE, &targets);
      substitute (j, s, call, &effect->value, FALSE, &values);
      gboolean mixed = effect->mixed;
      for (guint v = 0; v < values.n; v++)
        mixed |= values.n > 1 && lives_long (values.values[v]);
      for (guint t = 0; t < targets.n; t++)
        for (guint v = 0; v < values.n; v++)
          {
            Effect here = *effect;
            here.target = *targets.values[t];
            here.value = *values.values[v];
            here.mixed = mixed;
            if (effect->trail.n < MAX_TRAIL)
              here.trail = joined (j, step (j, call, "is passed to"), effect->trail);
            keep (j, s, here);
          }
    }
}

static void
note_keepings (Judge *j, State *s)
{
  const ScopeFunction *f = s->function->f;
  for (guint c = 0; c < f->calls->len; c++)
    {
      const ScopeCall *call = function_call (f, c);
      const FunctionFacts *facts = s->function->call_facts[c];
      for (guint i = 0; i < facts->inserts->len; i++)
        {
          const FactFlow *flow = &g_array_index (facts->inserts, FactFlow, i);
          if (flow->from >= call->n_arguments || flow->to >= call->n_arguments || flow->from == flow->to)
            continue;
          const Keeping keeping = { call->place, call->arguments[flow->to], call->arguments[flow->from], FALSE,
                                    j->content };
          g_array_append_val (s->keepings, keeping);
        }
      for (guint i = 0; i < facts->copies->len; i++)
        {
          const FactFlow *flow = &g_array_index (facts->copies, FactFlow, i);
          if (flow->from >= call->n_arguments || (flow->to != FACT_RESULT && flow->to >= call->n_arguments))
            continue;
          Keeping keeping = { call->place, { 0, NULL }, call->arguments[flow->from], TRUE, j->content };
          if (flow->to != FACT_RESULT)
            keeping.base = call->arguments[flow->to];
          else
            for (guint32 o = 0; o < f->origins->len; o++)
              {
                const ScopeOrigin *origin = function_origin (f, o);
                if (origin->kind == ORIGIN_CALL && origin->a == c)
                  keeping.base = (ScopeSet){ 1, wmem_memdup (j->pool, &o, sizeof o) };
              }
          g_array_append_val (s->keepings, keeping);
        }
    }
}

/* What the object that @set points to was seen to hold: what a copy of its bytes takes along. */
static void
contents_of (Judge *j, State *s, ScopeSet set, Values *out)
{
  const ScopeFunction *f = s->function->f;
  for (guint i = 0; i < set.n; i++)
    for (guint k = 0; k < f->stores->len; k++)
      {
        const ScopeStore *store = &g_array_index (f->stores, ScopeStore, k);
        if (scope_set_contains (store->base, set.ids[i]))
          set_values (j, s, store->value, out);
      }
}

static gboolean
same_set (ScopeSet a, ScopeSet b)
{
  return a.n == b.n && (a.n == 0 || memcmp (a.ids, b.ids, a.n * sizeof *a.ids) == 0);
}

static void
judge_function (Judge *j, State *s)
{
  const ScopeFunction *f = s->function->f;
  memset (s->memo, 0, f->origins->len * sizeof *s->memo);
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      Values targets = { 0, { NULL } }, values = { 0, { NULL } };
      if (same_set (store->value, store->base)) /* an object that points into itself */
        continue;
      for (guint v = 0; v < store->value.n; v++) /* what is put back where it was changes nothing */
        if (!is_own_value (f, store->value.ids[v], store->base, store->field))
          add_values (&values, origin_values (j, s, store->value.ids[v]));
      if (values.n == 0)
        continue;
      set_values (j, s, store->base, &targets);
      keep_all (j, s, &targets, &values, store->field, NULL, store->place);
    }
  for (guint i = 0; i < s->keepings->len; i++)
    {
      const Keeping *keeping = &g_array_index (s->keepings, Keeping, i);
      Values targets = { 0, { NULL } }, values = { 0, { NULL } };
      if (keeping->contents)
        contents_of (j, s, keeping->value, &values);
      else
        set_values (j, s, keeping->value, &values);
      if (values.n == 0)
        continue;
      set_values (j, s, keeping->base, &targets);
      keep_all (j, s, &targets, &values, keeping->field, NULL, keeping->place);
    }
  for (guint c = 0; c < f->calls->len; c++)
    {
      const ScopeCall *call = function_call (f, c);
      const FunctionFacts *facts = s->function->call_facts[c];
      for (guint i = 0; i < facts->keeps->len; i++)
        {
          const FactKeep *fact = &g_array_index (facts->keeps, FactKeep, i);
          if (fact->argument >= call->n_arguments)
            continue;
          Values values = { 0, { NULL } }, targets = { 0, { NULL } };
          set_values (j, s, call->arguments[fact->argument], &values);
          add_value (j, &targets, object_of (fact->lifetime));
          keep_all (j, s, &targets, &values, j->none, fact->text, call->place);
        }
      if (!facts->known)
        keep_by_call (j, s, c);
    }
  Values returns = { 0, { NULL } };
  set_values (j, s, f->returns, &returns);
  s->returns = returns;
}

/* Callees before callers, as far as there is no recursion. */
static void
order_from (const ProgramFunction *function, guint8 *seen, GPtrArray *order)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) functions = g_ptr_array_new ();
  const guint zero = 0;
  seen[function->index] = TRUE;
  g_ptr_array_add (functions, (gpointer) function);
  g_array_append_val (stack, zero);
  while (functions->len > 0)
    {
      const ProgramFunction *at = g_ptr_array_index (functions, functions->len - 1);
      guint *next = &g_array_index (stack, guint, stack->len - 1);
      if (*next == at->edges->len)
        {
          g_ptr_array_add (order, (gpointer) at);
          g_ptr_array_set_size (functions, functions->len - 1);
          g_array_set_size (stack, stack->len - 1);
          continue;
        }
      const ProgramFunction *to = g_array_index (at->edges, ProgramEdge, (*next)++).to;
      if (seen[to->index])
        continue;
      seen[to->index] = TRUE;
      g_ptr_array_add (functions, (gpointer) to);
      g_array_append_val (stack, zero);
    }
}

void
escape_analyse (Program *program, EscapeResult *result)
{
  result->escapes = g_ptr_array_new ();
  result->heap_members = g_ptr_array_new ();
  Judge j = { .program = program, .pool = program->pool, .result = result,
              .statics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
              .reported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
              .owners = g_hash_table_new (NULL, NULL),
              .content = g_intern_static_string ("*"), .none = g_intern_static_string ("") };
  j.states = g_new0 (State, program->functions->len);
  for (guint i = 0; i < program->functions->len; i++)
    {
      State *s = &j.states[i];
      s->function = g_ptr_array_index (program->functions, i);
      s->memo = g_new0 (const Values *, s->function->f->origins->len);
      s->busy = g_new0 (guint8, s->function->f->origins->len);
      s->sites = g_new0 (ScopeSite *, s->function->f->calls->len);
      s->effects = g_ptr_array_new ();
      s->keepings = g_array_new (FALSE, FALSE, sizeof (Keeping));
      note_keepings (&j, s);
    }
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autofree guint8 *seen = g_new0 (guint8, program->functions->len);
  for (guint i = 0; i < program->functions->len; i++)
    if (!seen[i])
      order_from (g_ptr_array_index (program->functions, i), seen, order);
  for (j.round = 0; j.round < ROUNDS; j.round++)
    for (guint i = 0; i < order->len; i++)
      judge_function (&j, &j.states[((ProgramFunction *) g_ptr_array_index (order, i))->index]);
  for (guint i = 0; i < program->functions->len; i++)
    {
      State *s = &j.states[i];
      g_free (s->memo);
      g_free (s->busy);
      g_free (s->sites);
      g_ptr_array_unref (s->effects);
      g_array_unref (s->keepings);
    }
  g_free (j.states);
  g_hash_table_unref (j.statics);
  g_hash_table_unref (j.reported);
  for (guint i = result->heap_members->len; i > 0; i--)
    {
      const HeapMember *member = g_ptr_array_index (result->heap_members, i - 1);
      if (g_hash_table_lookup (j.owners, member->site) == j.none)
        g_ptr_array_remove_index (result->heap_members, i - 1);
    }
  g_hash_table_unref (j.owners);
}

void
escape_result_clear (EscapeResult *result)
{
  g_ptr_array_unref (result->escapes);
  g_ptr_array_unref (result->heap_members);
}

ScopeLifetime
escape_site_lifetime (const Program *program, const ProgramFunction *function, guint index)
{
  const ScopeCall *call = function_call (function->f, index);
  if (function->call_facts[index]->allocates != LIFETIME_UNKNOWN)
    return function->call_facts[index]->allocates;
  if (call->pool == SCOPE_NO_POOL || call->pool >= call->n_arguments)
    return LIFETIME_UNKNOWN;
  const ScopeSet pool = call->arguments[call->pool];
  if (pool.n != 1)
    return LIFETIME_UNKNOWN;
  const ScopeOrigin *o = function_origin (function->f, pool.ids[0]);
  if (o->kind == ORIGIN_LOAD)
    return facts_member (program->facts, o->name)->pool;
  return o->kind == ORIGIN_CALL ? function->call_facts[o->a]->pool : LIFETIME_UNKNOWN;
}
