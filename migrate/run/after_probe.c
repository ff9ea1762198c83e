/* SPDX-License-Identifier: MIT */
/*
 * Asking the after side of every group once.
 */
#include "run/after_probe.h"

#include <gio/gio.h>

#include "workers/worker_pool.h"

typedef struct
{
  wmem_allocator_t *pool;
  RuleSet *rules;
  const RunOptions *options;
  GPtrArray *commands;
  const UnitGroups *groups;
  AfterProbe *probe;
  guint first;      /* the group that job 0 asks */
  GError **failure; /* of the first group that nobody could ask */
} ProbeState;

AfterProbe *
after_probe_new (void)
{
  AfterProbe *probe = g_new0 (AfterProbe, 1);
  probe->sides = g_ptr_array_new ();
  probe->without_wmem = G_MAXUINT;
  return probe;
}

void
after_probe_free (AfterProbe *probe)
{
  if (!probe)
    return;
  g_ptr_array_unref (probe->sides);
  g_free (probe);
}

static guint
first_unit (const ProbeState *state, guint group)
{
  return g_array_index ((GArray *) state->groups->members->pdata[group], guint, 0);
}

static GVariant *
numbers (const GArray *array)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, array->data, array->len, sizeof (guint));
}

/* In a worker: what the group's side declares, the numbers of the rules that matter there, and of the forms that hold. */
static GVariant *
probe_group (guint job, gpointer data)
{
  const ProbeState *state = data;
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  const AfterSide *after = after_side_probe (pool, state->rules, state->options,
                                             state->commands->pdata[first_unit (state, state->first + job)]);
  g_autoptr (GArray) heard = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) holding = g_array_new (FALSE, FALSE, sizeof (guint));
  after_side_tell (after, state->rules, heard, holding);
  GVariant *answer = g_variant_new ("(v@au@au)", after_side_pack (after), numbers (heard), numbers (holding));
  wmem_destroy_allocator (pool);
  return answer;
}

/* Tells the rules which of them matter, and which of their forms hold. */
static void
tell_rules (const ProbeState *state, GVariant *heard, GVariant *holding)
{
  gsize count = 0;
  const guint32 *number = g_variant_get_fixed_array (heard, &count, sizeof *number);
  for (gsize i = 0; i < count; i++)
    {
      const Rule *rule = rule_set_nth (state->rules, number[i]);
      state->probe->more_rules |= !rule_counts (rule);
      rule_set_heard (state->rules, rule);
    }
  number = g_variant_get_fixed_array (holding, &count, sizeof *number);
  for (gsize i = 0; i + 1 < count; i += 2)
    rule_set_holds (state->rules, rule_set_nth (state->rules, number[i]), number[i + 1]);
}

static void
note_probe (guint job, JobOutcome outcome, GVariant *answer, const char *detail, gpointer data)
{
  const ProbeState *state = data;
  AfterProbe *probe = state->probe;
  const guint group = state->first + job;
  AfterSide *after = NULL;
  if (outcome == JOB_DONE)
    {
      g_autoptr (GVariant) packed = NULL, heard = NULL, holding = NULL;
      g_variant_get (answer, "(v@au@au)", &packed, &heard, &holding);
      probe->sides->pdata[group] = after = after_side_unpack (state->pool, state->options, packed);
      probe->without_accessor[POOL_PACKET] |= !after_side_declares (after, "wmem_packet_scope");
      probe->without_accessor[POOL_FILE] |= !after_side_declares (after, "wmem_file_scope");
      probe->without_packet_info_pool |= !after_side_has_packet_info_pool (after);
      tell_rules (state, heard, holding);
    }
  else if (!*state->failure)
    {
      /* Not the same as a side without wmem: what is there is not known. */
      const CompileCommand *command = state->commands->pdata[first_unit (state, group)];
      *state->failure = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "cannot look for wmem's headers with the flags of '%s': %s", command->file, detail);
    }
  if (!after || !after_side_has_wmem (after))
    probe->without_wmem = MIN (probe->without_wmem, first_unit (state, group));
}

gboolean
after_probe_run (AfterProbe *probe, wmem_allocator_t *pool, RuleSet *rules, const RunOptions *options, GPtrArray *commands,
                 const UnitGroups *groups, GError **error)
{
  g_autoptr (GError) failure = NULL;
  ProbeState state = {
    .pool = pool,
    .rules = rules,
    .options = options,
    .commands = commands,
    .groups = groups,
    .probe = probe,
    .first = probe->sides->len,
    .failure = &failure,
  };
  g_ptr_array_set_size (probe->sides, (gint) groups->members->len);
  const WorkerJobs jobs = {
    .jobs = probe->sides->len - state.first,
    .workers = options->jobs,
    .timeout_seconds = options->timeout_seconds,
    .work = probe_group,
    .done = note_probe,
    .data = &state,
  };
  if (jobs.jobs > 0 && !worker_pool_run (&jobs, error))
    return FALSE;
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
