/* SPDX-License-Identifier: MIT */
#include "scope/judgement/uses.h"

#include "scope/judgement/moments.h"

#define MAX_DEPTH 3 /* helpers inside helpers */

/* Whether one of @set is the origin @id, or was found by way of it. */
static gboolean
leads_to (const ScopeFunction *f, ScopeSet set, guint32 id)
{
  for (guint i = 0; i < set.n; i++)
    {
      guint32 at = set.ids[i];
      for (const ScopeOrigin *o = function_origin (f, at);
           at != id && (o->kind == ORIGIN_LOAD || o->kind == ORIGIN_MEMBER || o->kind == ORIGIN_GUARDED); o = function_origin (f, at))
        at = o->a;
      if (at == id)
        return TRUE;
    }
  return FALSE;
}

void
uses_each (const ScopeFunction *f, guint32 id, void (*visit) (gpointer data, const ScopeUse *use), gpointer data)
{
  for (guint c = 0; c < f->calls->len; c++)
    {
      const ScopeCall *call = function_call (f, c);
      gboolean used = leads_to (f, call->target, id);
      for (guint a = 0; a < call->n_arguments && !used; a++)
        used = leads_to (f, call->arguments[a], id);
      const ScopeUse use = { call->place, call->moment, call->tested };
      if (used)
        visit (data, &use);
    }
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      const ScopeUse use = { store->place, store->moment, store->tested };
      if (leads_to (f, store->value, id) || leads_to (f, store->base, id))
        visit (data, &use);
    }
  const ScopeUse end = { f->place, { G_MAXUINT32 - 1, 0 }, { 0, NULL } };
  if (leads_to (f, f->returns, id))
    visit (data, &end);
}

static gboolean
is_parameter (const ScopeFunction *f, ScopeSet set, guint parameter)
{
  const ScopeOrigin *o = set.n == 1 ? function_origin (f, set.ids[0]) : NULL;
  return o && o->kind == ORIGIN_PARAMETER && o->a == parameter;
}

/* Whether what is called @of behind a pointer is @field of the variable that it points to. */
static gboolean
is_field (const char *of, const char *field)
{
  return of == field || (*of == '*' && *field == '\0');
}

static gboolean
surely_writes (const ProgramFunction *function, guint parameter, const char *field, guint depth)
{
  static const ScopeMoment START = { 0, 0 };
  const ScopeFunction *f = function->f;
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      if (!store->weak && is_parameter (f, store->base, parameter) && (is_field (store->field, field) || *store->field == '*')
          && moment_surely_follows (f, START, store->moment))
        return TRUE;
    }
  for (guint c = 0; depth < MAX_DEPTH && c < f->calls->len; c++)
    for (guint a = 0; function->callees[c] && a < function_call (f, c)->n_arguments; a++)
      if (is_parameter (f, function_call (f, c)->arguments[a], parameter) && surely_writes (function->callees[c], a, field, depth + 1)
          && moment_surely_follows (f, START, function_call (f, c)->moment))
        return TRUE;
  return FALSE;
}

gboolean
uses_surely_writes (const ProgramFunction *function, guint parameter, const char *field)
{
  return surely_writes (function, parameter, field, 0);
}

typedef struct {
  const ScopeFunction *f;
  guint parameter;
  const char *field;
  gboolean found;
} Search;

/* Whether the field is surely written before @use. */
static void
check_use (gpointer data, const ScopeUse *use)
{
  Search *search = data;
  gboolean written = FALSE;
  for (guint i = 0; i < search->f->stores->len && !written; i++)
    {
      const ScopeStore *store = &g_array_index (search->f->stores, ScopeStore, i);
      written = !store->weak && is_parameter (search->f, store->base, search->parameter) && is_field (store->field, search->field)
                && moment_surely_precedes (search->f, store->moment, use->moment);
    }
  search->found |= !written;
}

static gboolean
reads (const ProgramFunction *function, guint parameter, const char *field, guint depth)
{
  const ScopeFunction *f = function->f;
  for (guint32 i = 0; i < f->origins->len; i++)
    {
      const ScopeOrigin *o = function_origin (f, i);
      const ScopeOrigin *object = o->kind == ORIGIN_LOAD ? function_origin (f, o->a) : NULL;
      if (!object || object->kind != ORIGIN_PARAMETER || object->a != parameter || !is_field (o->name, field))
        continue;
      Search search = { f, parameter, field, FALSE };
      uses_each (f, i, check_use, &search);
      if (search.found)
        return TRUE;
    }
  for (guint c = 0; depth < MAX_DEPTH && c < f->calls->len; c++)
    for (guint a = 0; function->callees[c] && a < function_call (f, c)->n_arguments; a++)
      if (is_parameter (f, function_call (f, c)->arguments[a], parameter) && reads (function->callees[c], a, field, depth + 1))
        return TRUE;
  return FALSE;
}

gboolean
uses_read (const ProgramFunction *function, guint parameter, const char *field)
{
  return reads (function, parameter, field, 0);
}
