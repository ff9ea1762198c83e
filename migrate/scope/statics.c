/* SPDX-License-Identifier: MIT */
/*
 * Reads before writes, through calls: one depth-first walk for each variable that is asked about.
 */
#include "scope/statics.h"

#include <string.h>

typedef enum { UNSEEN, CLEAN, STALE } Seen;

struct _Statics {
  const Program *program;
  GHashTable *known;  /* "variable field" -> StaleRead, or NO_READ */
};

static StaleRead NO_READ;

typedef struct {
  Statics *statics;
  const Program *program;
  const char *variable, *field;
  gboolean tables;   /* follow calls through pointers, too */
  guint8 *seen;
  ScopePlace *reads; /* where a function that is STALE, or one that it calls, reads */
} Search;

/* Whether @written says that @field of @variable is. */
static gboolean
writes (const ScopeFunction *f, ScopeSet written, const char *variable, const char *field)
{
  for (guint i = 0; i < written.n; i++)
    {
      const ScopeOrigin *o = function_origin (f, written.ids[i]);
      if (o->kind == ORIGIN_GLOBAL ? o->name == variable
                                   : o->name == field && function_origin (f, o->a)->name == variable)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_written_before (const Search *search, const ScopeFunction *f, const ScopeCall *call)
{
  return writes (f, call->written, search->variable, search->field);
}

/* Flags */

static gboolean
stores_to (const ScopeFunction *f, const char *variable)
{
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      for (guint b = 0; store->value.n > 0 && b < store->base.n; b++)
        {
          const ScopeOrigin *o = function_origin (f, store->base.ids[b]);
          if (o->kind == ORIGIN_GLOBAL && o->name == variable)
            return TRUE;
        }
    }
  return FALSE;
}

/* Whether @f makes @field of @variable something other than 0, as far as can be told. */
static gboolean
sets_flag (const ProgramFunction *function, const char *variable, const char *field)
{
  const ScopeFunction *f = function->f;
  for (guint i = 0; i < f->flags->len; i++)
    {
      const ScopeFlag *flag = &g_array_index (f->flags, ScopeFlag, i);
      if (flag->variable == variable && flag->field == field && !flag->zero)
        return TRUE;
    }
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      if (store->value.n > 0 && store->base.n == 1 && store->field == field
          && function_origin (f, store->base.ids[0])->kind == ORIGIN_GLOBAL
          && function_origin (f, store->base.ids[0])->name == variable)
        return TRUE;
    }
  for (guint c = 0; c < f->calls->len; c++)
    for (guint a = 0; !function->call_facts[c]->reads && a < function_call (f, c)->n_arguments; a++)
      {
        const ScopeSet argument = function_call (f, c)->arguments[a];
        for (guint i = 0; i < argument.n; i++)
          if (function_origin (f, argument.ids[i])->kind == ORIGIN_GLOBAL
              && function_origin (f, argument.ids[i])->name == variable)
            return TRUE;
      }
  return FALSE;
}

/* Whether one of @tested says that the variable searched for was written by this entry. */
static gboolean
is_vouched_for (Search *search, const ScopeFunction *f, ScopeSet tested)
{
  for (guint i = 0; i < tested.n; i++)
    {
      const ScopeOrigin *load = function_origin (f, tested.ids[i]);
      if (load->kind != ORIGIN_LOAD || function_origin (f, load->a)->kind != ORIGIN_GLOBAL)
        continue;
      const char *flag = function_origin (f, load->a)->name;
      if (flag == search->variable && load->name == search->field)
        continue;
      gboolean together = TRUE;
      for (guint k = 0; k < search->program->functions->len && together; k++)
        {
          const ProgramFunction *function = g_ptr_array_index (search->program->functions, k);
          together = !sets_flag (function, flag, load->name) || stores_to (function->f, search->variable);
        }
      if (together && statics_stale_read (search->statics, flag, load->name) == NULL)
        return TRUE;
    }
  return FALSE;
}

static const ScopeCall *
call_at (const ScopeFunction *f, ScopePlace place)
{
  for (guint i = 0; i < f->calls->len; i++)
    {
      const ScopeCall *call = function_call (f, i);
      if (call->place.offset == place.offset && call->place.path == place.path)
        return call;
    }
  return NULL;
}

static gboolean
is_safe_call (Search *search, const ScopeFunction *f, const ScopeCall *call)
{
  return is_written_before (search, f, call) || is_vouched_for (search, f, call->tested);
}

static gboolean
reads_stale (Search *search, const ProgramFunction *function)
{
  if (search->seen[function->index] != UNSEEN)
    return search->seen[function->index] == STALE;
  search->seen[function->index] = CLEAN; /* while it is walked: recursion adds nothing */
  const ScopeFunction *f = function->f;
  for (guint i = 0; i < f->reads->len; i++)
    {
      const ScopeRead *read = &g_array_index (f->reads, ScopeRead, i);
      if (read->variable == search->variable && (read->field == search->field || *read->field == '*' || *search->field == '*')
          && !is_vouched_for (search, f, read->tested))
        {
          search->reads[function->index] = read->place;
          search->seen[function->index] = STALE;
          return TRUE;
        }
    }
  for (guint i = 0; i < function->edges->len; i++)
    {
      const ProgramEdge *edge = &g_array_index (function->edges, ProgramEdge, i);
      if (!reads_stale (search, edge->to))
        continue;
      /* An edge stands for all calls of the pair, so each of them has to come after a write. */
      gboolean all_written = TRUE, direct = FALSE;
      for (guint c = 0; c < f->calls->len; c++)
        {
          const ScopeCall *call = function_call (f, c);
          if (call->callee != edge->to->f->id)
            continue;
          direct = TRUE;
          all_written = all_written && is_safe_call (search, f, call);
        }
      const ScopeCall *other = direct ? NULL : call_at (f, edge->place);
      if (!direct && !search->tables)
        continue;
      if (!direct)
        all_written = other != NULL && is_safe_call (search, f, other);
      if (all_written)
        continue;
      search->reads[function->index] = search->reads[edge->to->index];
      search->seen[function->index] = STALE;
      return TRUE;
    }
  return FALSE;
}

/* Whether the program enters at @function. One that is known by what it takes alone is called from a table, as far as
 * anybody knows. */
static gboolean
is_entry (const Search *search, const ProgramFunction *function)
{
  if (function->roots->len > 0)
    return search->tables || !g_array_index (function->roots, ProgramRoot, 0).assumed;
  return function->handed_over || !function->called;
}

static gboolean
find_entry (Search *search, StaleRead *read)
{
  for (guint i = 0; i < search->program->functions->len; i++)
    {
      const ProgramFunction *function = g_ptr_array_index (search->program->functions, i);
      if (is_entry (search, function) && reads_stale (search, function))
        {
          *read = (StaleRead){ function, search->reads[function->index], search->tables };
          return TRUE;
        }
    }
  return FALSE;
}

/* The packet's end */

/* Adds to @reaches all functions from which one of it is called. */
static void
spread_to_callers (const Program *program, guint8 *reaches)
{
  for (gboolean changed = TRUE; changed;)
    {
      changed = FALSE;
      for (guint i = 0; i < program->functions->len; i++)
        {
          const ProgramFunction *function = g_ptr_array_index (program->functions, i);
          for (guint e = 0; e < function->edges->len && !reaches[i]; e++)
            changed |= reaches[i] = reaches[g_array_index (function->edges, ProgramEdge, e).to->index];
        }
    }
}

/* Whether all packets that write @variable have a routine run at their end that surely writes it again. */
static gboolean
is_closed (const Program *program, const char *variable, const char *field)
{
  g_autofree guint8 *stores = g_new0 (guint8, program->functions->len);
  g_autofree guint8 *registers = g_new0 (guint8, program->functions->len);
  gboolean any = FALSE;
  for (guint i = 0; i < program->closings->len; i++)
    {
      const ProgramClosing *closing = &g_array_index (program->closings, ProgramClosing, i);
      if (!writes (closing->routine->f, closing->routine->f->written, variable, field))
        continue;
      registers[closing->registrar->index] = TRUE;
      any = TRUE;
    }
  if (!any)
    return FALSE;
  for (guint i = 0; i < program->functions->len; i++)
    stores[i] = stores_to (((const ProgramFunction *) g_ptr_array_index (program->functions, i))->f, variable);
  spread_to_callers (program, stores);
  spread_to_callers (program, registers);
  for (guint i = 0; i < program->functions->len; i++)
    {
      const ProgramFunction *function = g_ptr_array_index (program->functions, i);
      if (function->roots->len > 0 && !g_array_index (function->roots, ProgramRoot, 0).assumed && stores[i] && !registers[i])
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_stale_read (Statics *statics, const char *variable, const char *field, StaleRead *read)
{
  const guint n = statics->program->functions->len;
  g_autofree guint8 *seen = g_new0 (guint8, n);
  g_autofree ScopePlace *reads = g_new0 (ScopePlace, n);
  Search search = { statics, statics->program, variable, field, FALSE, seen, reads };
  if (is_closed (statics->program, variable, field))
    return FALSE;
  if (find_entry (&search, read))
    return TRUE;
  memset (seen, UNSEEN, n);
  search.tables = TRUE;
  return find_entry (&search, read);
}

const StaleRead *
statics_stale_read (Statics *statics, const char *variable, const char *field)
{
  g_autofree char *key = g_strdup_printf ("%s %s", variable, field);
  StaleRead *known = g_hash_table_lookup (statics->known, key);
  if (known != NULL)
    return known == &NO_READ ? NULL : known;
  StaleRead *read = g_new0 (StaleRead, 1);
  g_hash_table_insert (statics->known, g_strdup (key), read); /* while it is looked for: two flags vouch for nobody */
  if (find_stale_read (statics, variable, field, read))
    return read;
  g_hash_table_insert (statics->known, g_steal_pointer (&key), &NO_READ);
  return NULL;
}

static void
free_read (gpointer read)
{
  if (read != &NO_READ)
    g_free (read);
}

Statics *
statics_new (const Program *program)
{
  Statics *statics = g_new (Statics, 1);
  *statics = (Statics){ program, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_read) };
  return statics;
}

void
statics_free (Statics *statics)
{
  g_hash_table_unref (statics->known);
  g_free (statics);
}
