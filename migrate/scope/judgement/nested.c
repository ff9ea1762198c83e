/* SPDX-License-Identifier: MIT */
#include "scope/judgement/nested.h"

#include "scope/judgement/moments.h"

#define MAX_FUNCTIONS 64 /* to look at between a call and the function again */

/* Whether @from is @function or calls it, by however many steps. */
static gboolean
leads_to (const ProgramFunction *from, const ProgramFunction *function)
{
  g_autoptr (GPtrArray) queue = g_ptr_array_new ();
  g_ptr_array_add (queue, (gpointer) from);
  for (guint i = 0; i < queue->len && i < MAX_FUNCTIONS; i++)
    {
      const ProgramFunction *at = g_ptr_array_index (queue, i);
      if (at == function)
        return TRUE;
      for (guint e = 0; e < at->edges->len; e++)
        if (!g_ptr_array_find (queue, g_array_index (at->edges, ProgramEdge, e).to, NULL))
          g_ptr_array_add (queue, g_array_index (at->edges, ProgramEdge, e).to);
    }
  return FALSE;
}

/* Whether the inner run finds the same object that the origin @id is: by way of a variable of static lifetime, of the
 * packet_info, or of a parameter that a direct call hands on as it is. */
static gboolean
is_shared (const Program *program, const ProgramFunction *function, guint32 id, const ScopeCall *nested)
{
  const ScopeFunction *f = function->f;
  const ScopeOrigin *o = function_origin (f, id);
  while (o->kind == ORIGIN_LOAD || o->kind == ORIGIN_MEMBER)
    o = function_origin (f, id = o->a);
  if (o->kind != ORIGIN_PARAMETER || o->a >= f->n_parameters)
    return o->kind == ORIGIN_GLOBAL;
  if (nested->callee == f->id)
    return o->a < nested->n_arguments && nested->arguments[o->a].n == 1 && nested->arguments[o->a].ids[0] == id;
  return facts_record (program->facts, f->records[o->a])->lifetime == LIFETIME_PINFO;
}

static gboolean
is_new (const ScopeFunction *f, const ScopeStore *store)
{
  for (guint i = 0; i < store->value.n; i++)
    if (function_origin (f, store->value.ids[i])->kind != ORIGIN_CALL)
      return FALSE;
  return store->value.n > 0;
}

/* The store that @field of @base is as it was left by when @nested is called, if that is after @since. */
static const ScopeStore *
last_store (const ScopeFunction *f, guint32 base, const char *field, ScopeMoment since, const ScopeCall *nested)
{
  const ScopeStore *last = NULL;
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      if (store->field == field && scope_set_contains (store->base, base) && store->moment.step > since.step
          && store->moment.step < nested->moment.step && (!last || store->moment.step > last->moment.step))
        last = store;
    }
  return last;
}

/* Where the function, after @nested, surely uses what @field of @base holds or @store put there; before it puts
 * something else there. */
static const ScopeCall *
use_after (const ScopeFunction *f, guint32 base, const ScopeStore *store, const ScopeCall *nested)
{
  guint32 until = G_MAXUINT32;
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *other = &g_array_index (f->stores, ScopeStore, i);
      if (other->field == store->field && other->moment.step > nested->moment.step)
        until = MIN (until, other->moment.step);
    }
  for (guint c = 0; c < f->calls->len; c++)
    {
      const ScopeCall *call = function_call (f, c);
      if (call->moment.step >= until || !moment_surely_follows (f, nested->moment, call->moment))
        continue;
      for (guint a = 0; a < call->n_arguments; a++)
        for (guint i = 0; i < call->arguments[a].n; i++)
          {
            const ScopeOrigin *o = function_origin (f, call->arguments[a].ids[i]);
            if (scope_set_contains (store->value, call->arguments[a].ids[i])
                || (o->kind == ORIGIN_LOAD && o->name == store->field && o->a == base))
              return call;
          }
    }
  return NULL;
}

/* Whether @function frees, by @freeing, what the load @id finds, and @nested does so again under its feet. */
static gboolean
find_in (const Program *program, const ProgramFunction *function, guint32 id, const ScopeCall *freeing,
         const ScopeCall *nested, NestedFree *found)
{
  const ScopeFunction *f = function->f;
  const ScopeOrigin *load = function_origin (f, id);
  if (nested->moment.step <= freeing->moment.step || !moments_meet (f, freeing->moment, nested->moment)
      || !is_shared (program, function, load->a, nested))
    return FALSE;
  const ScopeStore *store = last_store (f, load->a, load->name, freeing->moment, nested);
  const ScopeCall *use = !store || !is_new (f, store) ? NULL : use_after (f, load->a, store, nested);
  if (!use)
    return FALSE;
  const ScopeOrigin *object = function_origin (f, load->a);
  const char *name = object->kind == ORIGIN_GLOBAL && *load->name == '\0' ? object->name : load->name;
  *found = (NestedFree){ function, nested, name, freeing->place, use->place };
  return TRUE;
}

static gboolean
judge (const Program *program, const Freed *freed, const ProgramFunction *function, NestedFree *found)
{
  const ScopeFunction *f = function->f;
  for (guint c = 0; c < f->calls->len; c++)
    {
      const ScopeCall *freeing = function_call (f, c);
      const guint64 mask = freed_by_call (freed, function, c);
      for (guint a = 0; mask != 0 && a < MIN (freeing->n_arguments, 60); a++)
        for (guint i = 0; (mask >> a & 1) != 0 && i < freeing->arguments[a].n; i++)
          {
            const guint32 id = freeing->arguments[a].ids[i];
            if (function_origin (f, id)->kind != ORIGIN_LOAD)
              continue;
            for (guint n = 0; n < f->calls->len; n++)
              if (function->callees[n] && n != c && leads_to (function->callees[n], function)
                  && find_in (program, function, id, freeing, function_call (f, n), found))
                return TRUE;
          }
    }
  return FALSE;
}

void
nested_find (const Program *program, const Freed *freed, GArray *found)
{
  for (guint i = 0; i < program->functions->len; i++)
    {
      NestedFree one;
      if (judge (program, freed, g_ptr_array_index (program->functions, i), &one))
        g_array_append_val (found, one);
    }
}
