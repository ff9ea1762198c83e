/* SPDX-License-Identifier: MIT */
/*
 * By what facts say of functions that free, and of those that allocate.
 */
#include "scope/judgement/wrong_free.h"

#include <string.h>

#define MAX_DEPTH 4 /* helpers inside helpers */
#define MAX_LOADS 3 /* what is found by way of more is taken for what it was found in (summary/origins.c) */

/* Of which lifetime the memory is that @value was made as; LIFETIME_UNKNOWN where nobody says that it was made there. */
static ScopeLifetime
made_as (const Judge *j, const Value *value)
{
  const ScopeCall *call = value->site->call;
  const FunctionFacts *facts = facts_call (j->program->facts, call->name, call->n_arguments);
  if (facts->allocates != LIFETIME_UNKNOWN)
    return facts->allocates;
  if (facts->gives != LIFETIME_UNKNOWN)
    return facts->gives == LIFETIME_HEAP ? LIFETIME_HEAP : LIFETIME_UNKNOWN;
  return value->lifetime;
}

/* Whether @value is memory that was made as something other than @right. */
static gboolean
is_wrong (const Judge *j, const Value *value, ScopeLifetime right)
{
  if (value->kind != VALUE_OBJECT || !value->site || value->loan)
    return FALSE;
  const ScopeLifetime made = made_as (j, value);
  return made != LIFETIME_UNKNOWN && made != right;
}

static void
report (Judge *j, const State *s, const Effect *effect)
{
  g_autofree char *key = g_strdup_printf ("free %p:%u:%p", (gconstpointer) effect->place.path, effect->place.offset, (gconstpointer) effect->value.site);
  if (j->round + 1 < ROUNDS || !g_hash_table_add (j->reported, g_strdup (key)))
    return;
  WrongFree *wrong = wmem_new0 (j->pool, WrongFree);
  wrong->function = s->function;
  wrong->place = effect->place;
  wrong->site = effect->value.site;
  wrong->made = made_as (j, &effect->value);
  wrong->right = effect->target.lifetime;
  wrong->freer = effect->text;
  wrong->chosen = effect->chosen;
  wrong->mixed = effect->mixed || effect->keeper_mixed || effect->value.guard != 0 || effect->value.chosen || effect->value.assumed;
  wrong->trail = trail_kept (j, trail_joined (j, effect->value.trail, effect->trail));
  g_ptr_array_add (j->result->wrong_frees, wrong);
}

void
wrong_free_keep (Judge *j, State *s, Effect effect)
{
  const Value *value = &effect.value;
  if (is_wrong (j, value, effect.target.lifetime))
    report (j, s, &effect);
  if (!value_is_symbolic (value) || (value->kind == VALUE_HELD && !value->name))
    return;
  for (guint i = 0; i < s->effects->len; i++)
    {
      Effect *known = g_ptr_array_index (s->effects, i);
      if (!known->frees || !value_same (&known->target, &effect.target) || !value_same (&known->value, value))
        continue;
      known->assumed &= effect.assumed;
      return;
    }
  if (s->effects->len < MAX_EFFECTS)
    g_ptr_array_add (s->effects, effect_kept (j, &effect));
}

/* Fields */

void
wrong_free_note_field (Judge *j, const State *s, const char *field, const Value *value)
{
  if (*field == '*' || *field == '\0')
    return;
  const gboolean callers_tell = value && value_is_symbolic (value) && value->kind != VALUE_HELD && s->function->called && !s->function->handed_over
                                && s->function->roots->len == 0;
  if (callers_tell)
    return;
  const ScopeLifetime made = value && value->kind == VALUE_OBJECT && value->site && !value->loan ? made_as (j, value) : LIFETIME_UNKNOWN;
  if (made == LIFETIME_UNKNOWN || made == LIFETIME_HEAP)
    g_hash_table_add (j->unpooled_fields, (gpointer) field);
  else if (!g_hash_table_contains (j->pool_fields, field))
    g_hash_table_insert (j->pool_fields, (gpointer) field, value_kept (j, value));
}

/* What is freed by a field's name, of an object that nobody knows: nothing but a pool's memory was ever seen in it. */
static const Value *
known_by_field (const Judge *j, const ScopeFunction *f, guint32 id)
{
  const ScopeOrigin *o = function_origin (f, id);
  while (o->kind == ORIGIN_GUARDED)
    o = function_origin (f, o->a);
  return o->kind != ORIGIN_LOAD || g_hash_table_contains (j->unpooled_fields, o->name) ? NULL : g_hash_table_lookup (j->pool_fields, o->name);
}

static gboolean
has_site (const Values *values)
{
  for (guint i = 0; i < values->n; i++)
    if (values->values[i]->kind == VALUE_OBJECT && values->values[i]->site)
      return TRUE;
  return FALSE;
}

/* Whether the origin @id is so deep that it may be something else. */
static gboolean
is_blurred (const ScopeFunction *f, guint32 id)
{
  guint depth = 0;
  for (const ScopeOrigin *o = function_origin (f, id); o->kind == ORIGIN_LOAD || o->kind == ORIGIN_MEMBER || o->kind == ORIGIN_GUARDED;
       o = function_origin (f, o->a))
    depth += o->kind == ORIGIN_LOAD;
  return depth >= MAX_LOADS;
}

static ScopeSet
without_blurred (Judge *j, const ScopeFunction *f, ScopeSet set)
{
  guint32 *ids = set.n == 0 ? NULL : wmem_alloc_array (j->scratch, guint32, set.n);
  guint n = 0;
  for (guint i = 0; i < set.n; i++)
    if (!is_blurred (f, set.ids[i]))
      ids[n++] = set.ids[i];
  return (ScopeSet){ n, ids };
}

static gboolean may_be_other (Judge *j, State *s, ScopeSet set, ScopeLifetime right, guint depth);

/* Whether @s may put something like that where its parameter number @parameter points to. */
static gboolean
puts_other (Judge *j, State *s, guint parameter, ScopeLifetime right, guint depth)
{
  const ScopeFunction *f = s->function->f;
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      const ScopeOrigin *base = store->base.n == 1 ? function_origin (f, store->base.ids[0]) : NULL;
      if (base && base->kind == ORIGIN_PARAMETER && base->a == parameter && may_be_other (j, s, store->value, right, depth))
        return TRUE;
    }
  for (guint c = 0; c < f->calls->len; c++)
    for (guint a = 0; a < function_call (f, c)->n_arguments; a++)
      {
        const ScopeSet given = function_call (f, c)->arguments[a];
        const ScopeOrigin *o = given.n == 1 ? function_origin (f, given.ids[0]) : NULL;
        State *callee = o && o->kind == ORIGIN_PARAMETER && o->a == parameter ? judge_callee (j, s, c) : NULL;
        if (callee && (depth == MAX_DEPTH || puts_other (j, callee, a, right, depth + 1)))
          return TRUE;
      }
  return FALSE;
}

/* Whether one of @set may be something that may be freed as @right, or of which nobody knows where it comes from. */
static gboolean
may_be_other (Judge *j, State *s, ScopeSet set, ScopeLifetime right, guint depth)
{
  for (guint i = 0; i < set.n; i++)
    {
      const ScopeOrigin *o = function_origin (s->function->f, set.ids[i]);
      while (o->kind == ORIGIN_GUARDED)
        o = function_origin (s->function->f, o->a);
      State *callee = o->kind == ORIGIN_CALL || o->kind == ORIGIN_OUT ? judge_callee (j, s, o->a) : NULL;
      const FunctionFacts *facts = !callee ? NULL : s->function->call_facts[o->a];
      const gboolean told = facts && (facts->allocates != LIFETIME_UNKNOWN || facts->gives != LIFETIME_UNKNOWN || facts->takes_pool);
      const Values *values = values_of_origin (j, s, set.ids[i]);
      for (guint v = 0; v < values->n; v++)
        if (values->values[v]->kind == VALUE_OBJECT && !is_wrong (j, values->values[v], right))
          return TRUE;
      if (values->n == 0)
        return TRUE;
      if (!callee || told)
        continue;
      if (depth == MAX_DEPTH || (o->kind == ORIGIN_CALL ? may_be_other (j, callee, callee->function->f->returns, right, depth + 1) : puts_other (j, callee, o->b, right, depth + 1)))
        return TRUE;
    }
  return FALSE;
}

/* Calls that free */

static gboolean
branch_is_in (const ScopeFunction *f, guint32 branch, guint32 outer)
{
  while (branch != outer && branch != 0)
    branch = g_array_index (f->branches, ScopeBranch, branch).parent;
  return branch == outer;
}

/* Whether something is asked for on the way to @call from @site, where what comes there was made, or (NULL) from the beginning: for whose it
 * is, as it may be. */
static gboolean
is_asked_between (const State *s, const ScopeCall *call, const ScopeSite *site)
{
  const ScopeFunction *f = s->function->f;
  for (guint32 branch = call->moment.branch; branch != 0; branch = g_array_index (f->branches, ScopeBranch, branch).parent)
    if (g_array_index (f->branches, ScopeBranch, branch).asks
        && !(site && site->function == s->function && branch_is_in (f, site->call->moment.branch, branch)))
      return TRUE;
  return FALSE;
}

/* What is freed by @freer as memory of @right: all that @set may be. */
static void
free_set (Judge *j, State *s, ScopeSet set, const ScopeCall *call, ScopeLifetime right, const char *freer)
{
  const ScopeFunction *f = s->function->f;
  Effect effect = {
    .target = value_object (right),
    .field = j->none,
    .text = freer,
    .frees = TRUE,
    .place = call->place,
    .moment = call->moment,
    .assumed = assumptions_of (f, call->tested),
  };
  Values values = { 0, { NULL } };
  set = without_blurred (j, f, set);
  values_of_set_where (j, s, set, call->tested, &values);
  effect.mixed = may_be_other (j, s, set, right, 0);
  for (guint i = 0; i < set.n; i++)
    {
      const ScopeOriginKind kind = function_origin (f, set.ids[i])->kind;
      const Values *each = values_of_origin (j, s, set.ids[i]);
      const gboolean of_static = kind == ORIGIN_LOAD && function_origin (f, function_origin (f, set.ids[i])->a)->kind == ORIGIN_GLOBAL;
      effect.mixed |= each->n == 0 || (kind == ORIGIN_LOAD && !of_static);
      const Value *held = j->round > 0 && !has_site (each) ? known_by_field (j, f, set.ids[i]) : NULL;
      if (!held)
        continue;
      Effect assumed = effect;
      assumed.value = *held;
      assumed.value.guard = 0;
      assumed.mixed = TRUE;
      assumed.chosen = is_asked_between (s, call, held->site);
      wrong_free_keep (j, s, assumed);
    }
  for (guint i = 0; i < values.n; i++)
    effect.mixed |= values.values[i]->kind != VALUE_PLAIN && !value_is_symbolic (values.values[i]) && !is_wrong (j, values.values[i], right);
  for (guint i = 0; i < values.n; i++)
    {
      const guint guard = values.values[i]->guard;
      if (guard != 0 && guard <= 2 * ASSUMED_PARAMETERS && assumptions_contradict (G_GUINT64_CONSTANT (1) << (guard - 1), effect.assumed))
        continue;
      effect.value = *values.values[i];
      const ScopeSite *site = effect.value.site;
      const gboolean loaded = set.n > 0 && function_origin (f, set.ids[0])->kind == ORIGIN_LOAD;
      effect.chosen = effect.mixed && ((site && site->function != s->function && !loaded) || ((site || loaded) && is_asked_between (s, call, site)));
      wrong_free_keep (j, s, effect);
    }
}

/* Of what the memory has to be that is freed as one of the pool that argument @pool of @call is; LIFETIME_UNKNOWN: nobody knows. */
static ScopeLifetime
right_pool (Judge *j, State *s, const ScopeCall *call, guint pool)
{
  if (pool == FACT_HEAP)
    return LIFETIME_HEAP;
  if (pool >= call->n_arguments)
    return LIFETIME_UNKNOWN;
  if (call->constants && call->constants[pool] == CONSTANT_ZERO)
    return LIFETIME_HEAP;
  Values pools = { 0, { NULL } };
  values_of_set_where (j, s, call->arguments[pool], call->tested, &pools);
  return pools.n == 1 && pools.values[0]->kind == VALUE_POOL ? pools.values[0]->lifetime : LIFETIME_UNKNOWN;
}

/* The name of a function as its author wrote it. */
static const char *
plain_name (const char *id)
{
  const char *colon = strrchr (id, ':');
  return !colon ? id : colon + 1;
}

/* As what the function @id frees the first thing that it gets; LIFETIME_UNKNOWN: it does not, or somebody else decides. */
static ScopeLifetime
freed_first (const Judge *j, const char *id)
{
  const ProgramFunction *function = program_lookup (j->program, id);
  const GPtrArray *effects = !function ? NULL : j->states[function->index].effects;
  for (guint i = 0; effects && i < effects->len; i++)
    {
      const Effect *effect = g_ptr_array_index (effects, i);
      if (effect->frees && effect->value.kind == VALUE_PARAMETER && effect->value.parameter == 0)
        return effect->target.lifetime;
    }
  const GArray *frees = function ? NULL : facts_function (j->program->facts, plain_name (id))->frees_from;
  for (guint i = 0; frees && i < frees->len; i++)
    if (g_array_index (frees, FactFlow, i).from == 0 && g_array_index (frees, FactFlow, i).to == FACT_HEAP)
      return LIFETIME_HEAP;
  return LIFETIME_UNKNOWN;
}

/* What the function handed over as argument @visitor of call number @index frees of what lies in the first argument. */
static void
free_visited (Judge *j, State *s, guint index, guint visitor)
{
  const ScopeCall *call = function_call (s->function->f, index);
  for (guint i = 0; visitor > 0 && i < call->arguments[visitor].n; i++)
    {
      const ScopeOrigin *o = function_origin (s->function->f, call->arguments[visitor].ids[i]);
      const ScopeLifetime right = o->kind != ORIGIN_FUNCTION ? LIFETIME_UNKNOWN : freed_first (j, o->name);
      if (right == LIFETIME_UNKNOWN)
        continue;
      free_set (j, s, call->arguments[0], call, right, plain_name (o->name)); /* a list is what it holds */
      free_set (j, s, values_lying_in (j, s->function->f, call->arguments[0]), call, right, plain_name (o->name));
    }
}

/* What the call keeps that gave the origin @id of the function is freed by a function that it was told, as memory of @right. */
static void
free_kept (Judge *j, State *s, guint32 id, const ScopeCall *call, ScopeLifetime right, const char *freer)
{
  const ScopeOrigin *o = function_origin (s->function->f, id);
  if (o->kind != ORIGIN_CALL)
    return;
  const ScopeCall *maker = function_call (s->function->f, o->a);
  const GArray *keeps = s->function->call_facts[o->a]->keeps;
  for (guint i = 0; i < keeps->len; i++)
    {
      const guint kept = g_array_index (keeps, FactKeep, i).argument;
      if (kept < maker->n_arguments)
        free_set (j, s, maker->arguments[kept], call, right, freer);
    }
}

/* The function that @call hands over at @callback frees what was kept by what gave its argument @argument. */
static void
free_disposed (Judge *j, State *s, const ScopeCall *call, guint callback, guint argument)
{
  const ScopeSet handed = callback < call->n_arguments && argument < call->n_arguments ? call->arguments[callback] : (ScopeSet){ 0, NULL };
  const ScopeOrigin *o = handed.n == 1 ? function_origin (s->function->f, handed.ids[0]) : NULL;
  const ScopeLifetime right = o && o->kind == ORIGIN_FUNCTION ? freed_first (j, o->name) : LIFETIME_UNKNOWN;
  for (guint i = 0; right != LIFETIME_UNKNOWN && i < call->arguments[argument].n; i++)
    free_kept (j, s, call->arguments[argument].ids[i], call, right, plain_name (o->name));
}

void
wrong_free_of_call (Judge *j, State *s, guint index)
{
  const ScopeCall *call = function_call (s->function->f, index);
  const FunctionFacts *facts = s->function->call_facts[index];
  for (guint i = 0; i < facts->frees_from->len; i++)
    {
      const FactFlow *flow = &g_array_index (facts->frees_from, FactFlow, i);
      const ScopeLifetime right = flow->from < call->n_arguments ? right_pool (j, s, call, flow->to) : LIFETIME_UNKNOWN;
      if (right != LIFETIME_UNKNOWN)
        free_set (j, s, call->arguments[flow->from], call, right, call->name);
    }
  for (guint i = 0; i < facts->disposes->len; i++)
    free_disposed (j, s, call, g_array_index (facts->disposes, FactFlow, i).from, g_array_index (facts->disposes, FactFlow, i).to);
  for (guint a = 0; facts->calls != 0 && a < MIN (call->n_arguments, 60); a++)
    if ((facts->calls >> a & 1) != 0)
      free_visited (j, s, index, a);
}

void
wrong_free_by_owner (Judge *j, State *s, const Effect *effect)
{
  const ScopeSite *made = effect->target.kind == VALUE_OBJECT ? effect->target.site : NULL;
  const GArray *owns = !made ? NULL : facts_call (j->program->facts, made->call->name, made->call->n_arguments)->owns;
  for (guint i = 0; owns && i < owns->len; i++)
    {
      const FactFlow *flow = &g_array_index (owns, FactFlow, i);
      if (flow->to + 1 != effect->slot || flow->from >= made->call->n_arguments)
        continue;
      const ScopeSet callback = made->call->arguments[flow->from];
      const ScopeOrigin *o = callback.n == 1 ? function_origin (made->function->f, callback.ids[0]) : NULL;
      const ScopeLifetime right = o && o->kind == ORIGIN_FUNCTION ? freed_first (j, o->name) : LIFETIME_UNKNOWN;
      if (right == LIFETIME_UNKNOWN)
        continue;
      Effect freed = *effect;
      freed.frees = TRUE;
      freed.slot = 0;
      freed.field = j->none;
      freed.target = value_object (right);
      freed.text = plain_name (o->name);
      wrong_free_keep (j, s, freed);
    }
}
