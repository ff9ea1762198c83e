/* SPDX-License-Identifier: MIT */
/*
 * Reads before writes, through calls: one depth-first walk for each variable that is asked about.
 */
#include "scope/statics.h"

#include <string.h>

typedef enum { UNSEEN, CLEAN, STALE } Seen;

typedef struct {
  const Program *program;
  const char *variable, *field;
  gboolean tables;   /* follow calls through pointers, too */
  guint8 *seen;
  ScopePlace *reads; /* where a function that is STALE, or one that it calls, reads */
} Search;

static gboolean
is_written_before (const Search *search, const ScopeFunction *f, const ScopeCall *call)
{
  for (guint i = 0; i < call->written.n; i++)
    if (function_origin (f, call->written.ids[i])->name == search->variable)
      return TRUE;
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
reads_stale (Search *search, const ProgramFunction *function)
{
  if (search->seen[function->index] != UNSEEN)
    return search->seen[function->index] == STALE;
  search->seen[function->index] = CLEAN; /* while it is walked: recursion adds nothing */
  const ScopeFunction *f = function->f;
  for (guint i = 0; i < f->reads->len; i++)
    {
      const ScopeRead *read = &g_array_index (f->reads, ScopeRead, i);
      if (read->variable == search->variable && (read->field == search->field || *read->field == '*' || *search->field == '*'))
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
          all_written = all_written && is_written_before (search, f, call);
        }
      const ScopeCall *other = direct ? NULL : call_at (f, edge->place);
      if (!direct && !search->tables)
        continue;
      if (!direct)
        all_written = other != NULL && is_written_before (search, f, other);
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

gboolean
statics_stale_read (const Program *program, const char *variable, const char *field, StaleRead *read)
{
  const guint n = program->functions->len;
  g_autofree guint8 *seen = g_new0 (guint8, n);
  g_autofree ScopePlace *reads = g_new0 (ScopePlace, n);
  Search search = { program, variable, field, FALSE, seen, reads };
  if (find_entry (&search, read))
    return TRUE;
  memset (seen, UNSEEN, n);
  search.tables = TRUE;
  return find_entry (&search, read);
}
