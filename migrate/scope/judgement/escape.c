/* SPDX-License-Identifier: MIT */
/*
 * Escape, function by function from the callees up, in a few rounds: the first tells what is kept in variables of
 * static lifetime, the later ones know.
 */
#include "scope/judgement/escape.h"

#include "model/text_intern.h"
#include "scope/judgement/effects.h"
#include "scope/judgement/moments.h"
#include "scope/judgement/owners.h"
#include "scope/judgement/values.h"
#include "scope/judgement/wrong_free.h"

#include <string.h>

/* Keeping */

static gboolean
same_set (ScopeSet a, ScopeSet b)
{
  return a.n == b.n && (a.n == 0 || memcmp (a.ids, b.ids, a.n * sizeof *a.ids) == 0);
}

/* Whether all of @values are @base, or lie in it. */
static gboolean
is_inside (const ScopeFunction *f, ScopeSet values, ScopeSet base)
{
  for (guint i = 0; i < values.n; i++)
    {
      guint32 id = values.ids[i];
      while (!scope_set_contains (base, id) && function_origin (f, id)->kind == ORIGIN_MEMBER)
        id = function_origin (f, id)->a;
      if (!scope_set_contains (base, id))
        return FALSE;
    }
  return values.n > 0 && values.n >= base.n;
}

/* Whether origin @id is what @field of one of @base holds. */
static gboolean
is_own_value (const ScopeFunction *f, guint32 id, ScopeSet base, const char *field)
{
  const ScopeOrigin *o = function_origin (f, id);
  return o->kind == ORIGIN_LOAD && judge_fields_meet (o->name, field) && scope_set_contains (base, o->a);
}

/* What @store puts there, but for what is put back where it was: that changes nothing. */
static ScopeSet
without_own_value (Judge *j, const ScopeFunction *f, const ScopeStore *store)
{
  guint32 *ids = NULL;
  guint n = 0;
  for (guint i = 0; i < store->value.n; i++)
    {
      const gboolean own = is_own_value (f, store->value.ids[i], store->base, store->field);
      if (own && !ids)
        {
          ids = wmem_memdup (j->scratch, store->value.ids, store->value.n * sizeof *ids);
          n = i;
        }
      else if (!own && ids)
        ids[n++] = store->value.ids[i];
    }
  return !ids ? store->value : (ScopeSet){ n, ids };
}

/* Whether the origin @inner of @callee is what @outer is of the function that makes @call of it: the argument, or the same struct
 * inside it. */
static gboolean
is_handed (const ScopeFunction *callee, guint32 inner, const ScopeFunction *f, guint32 outer, const ScopeCall *call)
{
  const ScopeOrigin *x = function_origin (callee, inner), *y = function_origin (f, outer);
  for (; x->kind == ORIGIN_MEMBER && y->kind == ORIGIN_MEMBER && x->name == y->name; y = function_origin (f, outer))
    {
      x = function_origin (callee, x->a);
      outer = y->a;
    }
  return x->kind == ORIGIN_PARAMETER && x->a < call->n_arguments && call->arguments[x->a].n == 1 && call->arguments[x->a].ids[0] == outer;
}

/* Whether @store writes all of what @effect wrote; @base is that of the store. */
static gboolean
covers (const ScopeFunction *f, const ScopeStore *store, const Effect *effect)
{
  return !store->weak && store->base.n == 1
         && (store->field == effect->field || (*store->field == '*' && function_origin (f, store->base.ids[0])->kind == ORIGIN_MEMBER));
}

/* Whether call number @index surely writes the same place again. */
static gboolean
is_overwritten_by (const State *s, const Effect *effect, guint index)
{
  const ProgramFunction *callee = s->function->callees[index];
  for (guint i = 0; callee && i < callee->f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (callee->f->stores, ScopeStore, i);
      if (covers (callee->f, store, effect)
          && is_handed (callee->f, store->base.ids[0], s->function->f, effect->base.ids[0], function_call (s->function->f, index))
          && moment_surely_follows (callee->f, (ScopeMoment){ 0, 0 }, store->moment))
        return TRUE;
    }
  return FALSE;
}

/* Whether the function surely writes the same place again before it ends: puts back what was there before, as with the
 * packet's addresses while another dissector runs, or clears it. */
static gboolean
is_overwritten (const State *s, const Effect *effect)
{
  const ScopeFunction *f = s->function->f;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (ScopeMoment));
  for (guint i = 0; effect->base.n == 1 && i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      if (same_set (store->base, effect->base) && covers (f, store, effect) && store->moment.step > effect->moment.step)
        g_array_append_val (places, store->moment);
    }
  for (guint c = 0; effect->base.n == 1 && c < f->calls->len; c++)
    if (function_call (f, c)->moment.step > effect->moment.step && is_overwritten_by (s, effect, c))
      g_array_append_val (places, function_call (f, c)->moment);
  return moments_surely_follow (f, effect->moment, (const ScopeMoment *) (gconstpointer) places->data, places->len);
}

/* Whether anybody but @storer and what it calls reads @field: what a callback keeps for itself alone, until it returns,
 * is nobody's concern. */
static gboolean
is_read_elsewhere (const Judge *j, const ProgramFunction *storer, const char *field)
{
  if (*field == '*' || *field == '\0')
    return TRUE;
  for (guint i = 0; i < j->program->functions->len; i++)
    {
      const ProgramFunction *reader = g_ptr_array_index (j->program->functions, i);
      gboolean is_called = FALSE;
      for (guint e = 0; e < storer->edges->len; e++)
        is_called |= g_array_index (storer->edges, ProgramEdge, e).to == reader;
      for (guint32 o = 0; !is_called && o < reader->f->origins->len; o++)
        if (function_origin (reader->f, o)->kind == ORIGIN_LOAD && function_origin (reader->f, o)->name == field)
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_certain (const Escape *escape)
{
  return !(escape->mixed || escape->keeper_mixed || escape->chosen || escape->maybe || escape->lent);
}

/* What is said already of the memory of @effect and of what is written in its line: `list = append (list, memory)` puts one
 * thing into the list, and the list where it was. */
static Escape *
told_before (const Judge *j, const State *s, const Effect *effect)
{
  for (guint i = j->result->escapes->len; i > 0; i--)
    {
      Escape *known = g_ptr_array_index (j->result->escapes, i - 1);
      if (known->variable == (effect->target.kind == VALUE_STATIC ? effect->target.name : NULL)
          && known->function == s->function && known->site == effect->value.site && known->place.path == effect->place.path
          && known->place.line == effect->place.line)
        return known;
    }
  return NULL;
}

static void
report (Judge *j, State *s, const Effect *effect)
{
  const Value *value = &effect->value;
  const FactLoan *loan = value->loan ? value->loan : effect->target.loan;
  if (j->round + 1 < ROUNDS || is_overwritten (s, effect)
      || (loan && !is_read_elsewhere (j, s->function, effect->field)))
    return;
  g_autofree char *key = g_strdup_printf ("%p:%u:%s:%p", (gconstpointer) effect->place.path, effect->place.offset,
                                          effect->field, (gconstpointer) value->site);
  if (!g_hash_table_add (j->reported, g_strdup (key)))
    return;
  Escape *told = told_before (j, s, effect);
  if (told && !is_certain (told))
    *told = (Escape){ .function = NULL };
  else if (told)
    return;
  Escape *escape = told ? told : wmem_new0 (j->pool, Escape);
  escape->function = s->function;
  escape->place = effect->place;
  escape->site = value->site;
  escape->lifetime = value->lifetime;
  escape->keeper = keeper_lifetime (&effect->target);
  escape->variable = effect->target.kind == VALUE_STATIC ? effect->target.name : NULL;
  escape->field = effect->field;
  escape->text = effect->text;
  escape->mixed = effect->mixed || value->guard != 0 || value->assumed;
  escape->chosen = value->chosen;
  escape->maybe = value->maybe;
  escape->lent = !loan ? NULL : loan->text;
  escape->owned = effect->owned;
  escape->keeper_mixed = effect->keeper_mixed || effect->target.chosen;
  escape->trail = trail_kept (j, trail_joined (j, value->trail, effect->trail));
  if (!told)
    g_ptr_array_add (j->result->escapes, escape);
}

static void
report_heap_member (Judge *j, State *s, const Effect *effect)
{
  if (j->round + 1 < ROUNDS || !effect->target.site || effect->target.loan || *effect->field == '*' || *effect->field == '\0')
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
  if (effect->target.site == effect->value.site) /* the next of its list */
    return;
  if (!before || before != field)
    g_hash_table_insert (j->owners, (gpointer) effect->value.site, (gpointer) (!before ? field : j->none));
}

/* Notes that @field of some object gets @value; what a parameter is, its callers note. */
static void
note_field (Judge *j, const State *s, const char *field, const Value *value)
{
  wrong_free_note_field (j, s, field, value);
  if (*field == '*' || *field == '\0' || value->kind == VALUE_PARAMETER)
    return;
  if (value->kind != VALUE_OBJECT || value->lifetime != LIFETIME_PACKET || !value->site || value->loan || value->maybe)
    g_hash_table_add (j->other_fields, (gpointer) field);
  else if (!g_hash_table_contains (j->fields, field))
    g_hash_table_insert (j->fields, (gpointer) field, (gpointer) value->site);
}

void
escape_keep (Judge *j, State *s, Effect effect)
{
  const Value *target = &effect.target, *value = &effect.value;
  if (effect.frees)
    {
      wrong_free_keep (j, s, effect);
      return;
    }
  if (effect.slot != 0)
    wrong_free_by_owner (j, s, &effect);
  if (target->kind == VALUE_PLAIN || value->kind == VALUE_PLAIN || (value->kind == VALUE_HELD && !value->name)
      || value->kind == VALUE_POOL || value->kind == VALUE_STATIC)
    return;
  if (!effect.text && facts_member (j->program->facts, effect.field)->spared)
    return;
  note_field (j, s, effect.field, value);
  if (value_is_symbolic (target) || value_is_symbolic (value))
    {
      const gboolean is_heap = value->kind == VALUE_OBJECT && value->lifetime == LIFETIME_HEAP && value->site;
      const gboolean is_member = *effect.field != '*' && *effect.field != '\0';
      if (is_heap && target->kind == VALUE_PARAMETER && !is_member)
        g_hash_table_insert (j->owners, (gpointer) value->site, (gpointer) j->none); /* the caller's table has it, too */
      if (value->kind == VALUE_OBJECT && value->lifetime != LIFETIME_PACKET && value->lifetime != LIFETIME_PINFO && !(is_heap && is_member) && effect.slot == 0)
        return;
      if (!value_is_symbolic (target) && keeper_lifetime (target) <= LIFETIME_PACKET)
        return;
      for (guint i = 0; i < s->effects->len; i++)
        {
          Effect *known = g_ptr_array_index (s->effects, i);
          if (!value_same (&known->target, target) || !value_same (&known->value, value) || known->field != effect.field || known->frees || known->slot != effect.slot)
            continue;
          known->assumed &= effect.assumed;
          return;
        }
      if (s->effects->len < MAX_EFFECTS)
        g_ptr_array_add (s->effects, effect_kept (j, &effect));
      return;
    }
  if (value->lifetime == LIFETIME_HEAP && value->site)
    note_owner (j, &effect);
  if (value->lifetime == LIFETIME_HEAP && target->kind == VALUE_OBJECT
      && (target->lifetime == LIFETIME_PACKET || target->lifetime == LIFETIME_FILE))
    report_heap_member (j, s, &effect);
  if ((value->lifetime == LIFETIME_PACKET || value->lifetime == LIFETIME_PINFO) && value->site
      && keeper_lifetime (target) > value->lifetime)
    report (j, s, &effect);
}

/* Whether @value is one of @values: a list that was appended to in an earlier round of a loop. */
static gboolean
is_among (const Value *value, const Values *values)
{
  for (guint i = 0; i < values->n; i++)
    if (value_same (values->values[i], value))
      return TRUE;
  return FALSE;
}

/* Whether @value cannot be at a place where @assumed holds: the parameter that decides for the value decides otherwise. */
static gboolean
is_ruled_out (const Value *value, Assumptions assumed)
{
  return value->guard != 0 && value->guard <= 2 * ASSUMED_PARAMETERS
         && assumptions_contradict (G_GUINT64_CONSTANT (1) << (value->guard - 1), assumed);
}

/* Whether both are made by this function, on ways that exclude each other. */
static gboolean
exclude_each_other (const State *s, const Value *a, const Value *b)
{
  return a->site && b->site && a->site->function == s->function && b->site->function == s->function
         && assumptions_exclude (s->function->f, a->site->call->tested, b->site->call->tested);
}

static void
keep_all (Judge *j, State *s, const Values *targets, const Values *values, const char *field, const char *text,
          const Keeping *at)
{
  for (guint i = 0; i < values->n; i++)
    note_field (j, s, field, values->values[i]);
  if (targets->n == 0 || values->n == 0)
    return;
  if (!text && targets->n == 1 && targets->values[0]->kind == VALUE_STATIC)
    values_keep (j, values_of_static (j, targets->values[0]->name, field), values);
  gboolean mixed = FALSE, keeper_mixed = FALSE;
  const Assumptions assumed = assumptions_of (s->function->f, at->tested);
  for (guint i = 0; i < values->n; i++)
    mixed |= value_lives_long (values->values[i]) && values->n > 1;
  for (guint i = 0; i < targets->n; i++)
    keeper_mixed |= keeper_lifetime (targets->values[i]) <= LIFETIME_PACKET && !value_is_symbolic (targets->values[i])
                    && !is_among (targets->values[i], values);
  Values owned = { 0, { NULL } };
  values_add_all (&owned, targets);
  for (guint i = 0; j->round > 0 && i < targets->n; i++)
    {
      const guint before = owned.n;
      owners_of (j, s, targets->values[i], &owned);
      keeper_mixed |= owned.n > before;
    }
  const guint n_targets = targets->n;
  targets = &owned;
  for (guint t = 0; t < targets->n; t++)
    for (guint v = 0; v < values->n; v++)
      {
        const gboolean may_be_packets = values->values[v]->kind == VALUE_PARAMETER
                                        || (values->values[v]->kind == VALUE_OBJECT && !value_lives_long (values->values[v]));
        if ((t >= n_targets && !may_be_packets) || is_ruled_out (values->values[v], assumed) || exclude_each_other (s, targets->values[t], values->values[v])
            || value_disagrees (targets->values[t], values->values[v]))
          continue;
        const char *kept_in = t >= n_targets && targets->values[t]->kind == VALUE_STATIC ? j->none : field;
        const Effect effect = {
          *targets->values[t],
          *values->values[v],
          kept_in,
          text,
          mixed,
          keeper_mixed,
          t >= n_targets,
          at->place,
          at->base,
          at->moment,
          assumed,
          { 0, NULL },
          NULL,
          FALSE,
          at->slot,
          FALSE,
          FALSE,
        };
        escape_keep (j, s, effect);
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
          const Keeping keeping = { call->place, call->moment, call->arguments[flow->to], call->arguments[flow->from],
                                    call->tested, FALSE, j->content, 1 + flow->from };
          g_array_append_val (s->keepings, keeping);
        }
      for (guint i = 0; i < facts->copies->len; i++)
        {
          const FactFlow *flow = &g_array_index (facts->copies, FactFlow, i);
          if (flow->from >= call->n_arguments || (flow->to != FACT_RESULT && flow->to >= call->n_arguments))
            continue;
          Keeping keeping = { call->place, call->moment, { 0, NULL }, call->arguments[flow->from], call->tested, TRUE, j->content, 0 };
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

static gboolean
sets_meet (ScopeSet a, ScopeSet b)
{
  for (guint i = 0; i < a.n; i++)
    if (scope_set_contains (b, a.ids[i]))
      return TRUE;
  return FALSE;
}

/* Whether the origin @id is the copy that @copied makes, or was found where that was stored. */
static gboolean
is_the_copy (const ScopeFunction *f, const Keeping *copied, guint32 id)
{
  const ScopeOrigin *o = function_origin (f, id);
  if (scope_set_contains (copied->base, id))
    return TRUE;
  for (guint k = 0; o->kind == ORIGIN_LOAD && k < f->stores->len; k++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, k);
      if (store->field == o->name && scope_set_contains (store->base, o->a) && sets_meet (store->value, copied->base))
        return TRUE;
    }
  return FALSE;
}

/* Whether the function puts something else into @field of the copy that @copied makes; NULL: into any. */
static gboolean
is_replaced_in_copy (const ScopeFunction *f, const Keeping *copied, const char *field)
{
  for (guint k = 0; k < f->stores->len; k++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, k);
      for (guint b = 0; store->moment.step > copied->moment.step && b < store->base.n; b++)
        if ((!field || store->field == field) && is_the_copy (f, copied, store->base.ids[b]))
          return TRUE;
    }
  return FALSE;
}

/* What the object was seen to hold whose bytes @copied takes along, and what only a caller knows of it. */
static void
contents_of (Judge *j, State *s, const Keeping *copied, Values *out)
{
  const ScopeFunction *f = s->function->f;
  const ScopeSet set = copied->value;
  for (guint i = 0; i < set.n; i++)
    {
      for (guint k = 0; k < f->stores->len; k++)
        {
          const ScopeStore *store = &g_array_index (f->stores, ScopeStore, k);
          if (scope_set_contains (store->base, set.ids[i]) && !assumptions_exclude (f, store->tested, copied->tested)
              && !is_replaced_in_copy (f, copied, store->field))
            values_of_set_where (j, s, store->value, copied->tested, out);
        }
      const ScopeOrigin *o = function_origin (f, set.ids[i]);
      if (o->kind == ORIGIN_PARAMETER && !is_replaced_in_copy (f, copied, NULL))
        values_add (j, out, (Value){ .kind = VALUE_HELD, .parameter = o->a, .name = j->content });
    }
}

/* Whether what call number @index gives has surely been freed when the function ends: a buffer, and what it keeps. */
static gboolean
is_freed_again (const Judge *j, const State *s, guint index)
{
  const ScopeFunction *f = s->function->f;
  for (guint32 i = 0; i < f->origins->len; i++)
    {
      const ScopeOrigin *o = function_origin (f, i);
      if (o->kind == ORIGIN_CALL && o->a == index)
        return freed_surely (j->freed, s->function, i, function_call (f, index)->moment);
    }
  return FALSE;
}

/* Whether @set is what a variable of static lifetime held when the function began. */
static gboolean
is_of_variable (const ScopeFunction *f, ScopeSet set)
{
  const ScopeOrigin *o = set.n == 1 ? function_origin (f, set.ids[0]) : NULL;
  return o && o->kind == ORIGIN_LOAD && *o->name == '\0' && function_origin (f, o->a)->kind == ORIGIN_GLOBAL && function_origin (f, o->a)->a == 0;
}

static void
judge_function (Judge *j, State *s)
{
  const ScopeFunction *f = s->function->f;
  judge_wake (j, s);
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      Values targets = { 0, { NULL } }, values = { 0, { NULL } };
      if (is_inside (f, store->value, store->base)) /* an object that points into itself */
        continue;
      const ScopeSet given = without_own_value (j, f, store);
      values_of_set_where (j, s, given, store->tested, &values);
      for (guint k = 0; k < given.n; k++)
        if (values_of_origin (j, s, given.ids[k])->n == 0)
          wrong_free_note_field (j, s, store->field, NULL);
      if (values.n == 0)
        continue;
      values_of_set_where (j, s, store->base, store->tested, &targets);
      const Keeping at = { .place = store->place, .moment = store->moment, .base = store->base, .tested = store->tested };
      keep_all (j, s, &targets, &values, store->field, NULL, &at);
    }
  for (guint i = 0; i < s->keepings->len; i++)
    {
      const Keeping *keeping = &g_array_index (s->keepings, Keeping, i);
      Values targets = { 0, { NULL } }, values = { 0, { NULL } };
      if (keeping->contents)
        contents_of (j, s, keeping, &values);
      else
        values_of_set_where (j, s, keeping->value, keeping->tested, &values);
      if (values.n == 0)
        continue;
      values_of_set_where (j, s, keeping->base, keeping->tested, &targets);
      if (targets.n == 0 && keeping->slot != 0 && j->round > 0 && is_of_variable (f, keeping->base)) /* made by somebody else */
        {
          values_add (j, &targets, value_object (LIFETIME_EPAN));
          targets.values[0]->chosen = TRUE;
        }
      const Keeping at = { .place = keeping->place, .moment = keeping->moment, .tested = keeping->tested, .slot = keeping->slot };
      keep_all (j, s, &targets, &values, keeping->field, NULL, &at);
    }
  for (guint c = 0; c < f->calls->len; c++)
    {
      const ScopeCall *call = function_call (f, c);
      const FunctionFacts *facts = s->function->call_facts[c];
      for (guint i = 0; i < facts->keeps->len; i++)
        {
          const FactKeep *fact = &g_array_index (facts->keeps, FactKeep, i);
          if (fact->argument >= call->n_arguments || is_freed_again (j, s, c))
            continue;
          Values values = { 0, { NULL } }, targets = { 0, { NULL } };
          values_of_set_where (j, s, call->arguments[fact->argument], call->tested, &values);
          values_add (j, &targets, value_object (fact->lifetime));
          const Keeping at = { .place = call->place, .moment = call->moment, .tested = call->tested };
          keep_all (j, s, &targets, &values, j->none, fact->text, &at);
        }
      if (!facts->known || facts->calls != 0)
        effects_of_call (j, s, c);
      wrong_free_of_call (j, s, c);
    }
  Values returns = { 0, { NULL } };
  values_of_set (j, s, f->returns, &returns);
  s->returns = values_kept (j, &returns);
  judge_rest (j);
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
escape_analyse (Program *program, const Freed *freed, EscapeResult *result)
{
  result->escapes = g_ptr_array_new ();
  result->heap_members = g_ptr_array_new ();
  result->wrong_frees = g_ptr_array_new ();
  Judge j = {
    .program = program,
    .freed = freed,
    .pool = program->pool,
    .scratch = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST),
    .awake = g_ptr_array_new (),
    .result = result,
    .statics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .reported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .fields = g_hash_table_new (NULL, NULL),
    .other_fields = g_hash_table_new (NULL, NULL),
    .owners = g_hash_table_new (NULL, NULL),
    .pool_fields = g_hash_table_new (NULL, NULL),
    .unpooled_fields = g_hash_table_new (NULL, NULL),
    .content = text_intern ("*"),
    .none = text_intern (""),
  };
  j.states = g_new0 (State, program->functions->len);
  for (guint i = 0; i < program->functions->len; i++)
    {
      State *s = &j.states[i];
      s->function = g_ptr_array_index (program->functions, i);
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
      g_free (s->sites);
      g_ptr_array_unref (s->effects);
      g_array_unref (s->keepings);
    }
  g_free (j.states);
  g_ptr_array_unref (j.awake);
  wmem_destroy_allocator (j.scratch);
  g_hash_table_unref (j.statics);
  g_hash_table_unref (j.reported);
  for (guint i = result->heap_members->len; i > 0; i--)
    {
      const HeapMember *member = g_ptr_array_index (result->heap_members, i - 1);
      if (g_hash_table_lookup (j.owners, member->site) == j.none)
        g_ptr_array_remove_index (result->heap_members, i - 1);
    }
  g_hash_table_unref (j.fields);
  g_hash_table_unref (j.other_fields);
  g_hash_table_unref (j.pool_fields);
  g_hash_table_unref (j.unpooled_fields);
  g_hash_table_unref (j.owners);
}

void
escape_result_clear (EscapeResult *result)
{
  g_ptr_array_unref (result->escapes);
  g_ptr_array_unref (result->heap_members);
  g_ptr_array_unref (result->wrong_frees);
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
