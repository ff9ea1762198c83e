/* SPDX-License-Identifier: MIT */
/*
 * Host calls: how many places each missing one concerns.
 */
#include "scope/judgement/host_calls.h"

#include "scope/judgement/escape.h"

/* Counts the places in @from, and in what it calls, that need one of @lifetimes (a bit each). What enters a scope has it. */
static guint
count_places (const Program *program, const ProgramFunction *from, guint lifetimes, guint8 *seen)
{
  if (seen[from->index])
    return 0;
  seen[from->index] = TRUE;
  guint places = 0;
  for (guint c = 0; c < from->f->calls->len; c++)
    places += (lifetimes >> escape_site_lifetime (program, from, c) & 1) != 0;
  for (guint i = 0; i < from->edges->len; i++)
    {
      const ProgramFunction *to = g_array_index (from->edges, ProgramEdge, i).to;
      if (to->enters == FACT_NO_CONTEXT)
        places += count_places (program, to, lifetimes, seen);
    }
  return places;
}

static gboolean
is_early (const ProgramFunction *function, ScopePlace *place)
{
  for (guint i = 0; i < function->roots->len; i++)
    {
      const ProgramRoot *root = &g_array_index (function->roots, ProgramRoot, i);
      *place = root->place;
      if (root->early)
        return TRUE;
    }
  return FALSE;
}

static void
find_program_start (wmem_allocator_t *pool, const Program *program, GArray *calls)
{
  g_autofree guint8 *seen = g_new0 (guint8, program->functions->len);
  for (guint i = 0; i < program->functions->len && !program->shows_scopes; i++)
    {
      const ProgramFunction *function = g_ptr_array_index (program->functions, i);
      const guint places = function->facts->program
                               ? count_places (program, function, 1u << LIFETIME_PACKET | 1u << LIFETIME_FILE, seen)
                               : 0;
      if (places == 0)
        continue;
      const HostCall call = { "host-scopes",
                              wmem_strdup_printf (pool, "nothing in this program says where a file or a packet begins, and %u place%s that %s() "
                                                        "gets to ask%s for one of these scopes",
                                                  places, places == 1 ? "" : "s", function->f->name,
                                                  places == 1 ? "s" : ""),
                              "call wmem_init() first, and wmem_enter_file_scope(), wmem_enter_packet_scope(), wmem_leave_packet_scope() and "
                              "wmem_leave_file_scope() around the work",
                              function->f->place };
      g_array_append_val (calls, call);
    }
}

static void
find_early_routines (wmem_allocator_t *pool, const Program *program, GArray *calls)
{
  g_autofree guint8 *seen = g_new0 (guint8, program->functions->len);
  ScopePlace first = { 0 };
  guint places = 0;
  for (guint i = 0; i < program->functions->len; i++)
    {
      const ProgramFunction *function = g_ptr_array_index (program->functions, i);
      ScopePlace place;
      if (!is_early (function, &place))
        continue;
      const guint more = count_places (program, function, 1u << LIFETIME_FILE, seen);
      if (places == 0)
        first = place;
      places += more;
    }
  if (places == 0)
    return;
  const HostCall call = { "host-init-routines",
                          wmem_strdup_printf (pool, "%u place%s in init routines ask%s for the file scope, and a host of emem's time runs these "
                                                    "before the first file, too: each start aborts until it enters the scope there",
                                              places,
                                              places == 1 ? "" : "s", places == 1 ? "s" : ""),
                          "call wmem_enter_file_scope() before the host runs its init routines, and wmem_leave_file_scope() before it runs them "
                          "again",
                          first };
  g_array_append_val (calls, call);
}

void
host_calls_find (wmem_allocator_t *pool, const Program *program, GArray *calls)
{
  find_program_start (pool, program, calls);
  find_early_routines (pool, program, calls);
}
