/* SPDX-License-Identifier: MIT */
/*
 * Asking the after side of every group once.
 */
#include "run/after_probe.h"

#include "sides/after_side.h"
#include "workers/worker_pool.h"

typedef struct
{
  RuleSet *rules;
  const RunOptions *options;
  GPtrArray *commands;
  const UnitGroups *groups;
  AfterProbe *probe;
} ProbeState;

static guint
first_unit (const ProbeState *state, guint group)
{
  return g_array_index ((GArray *)state->groups->members->pdata[group], guint, 0);
}

static GVariant *
numbers (const GArray *array)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, array->data, array->len, sizeof (guint));
}

/* In a worker: whether the group has wmem, the numbers of the rules that matter there, and of the forms that hold. */
static GVariant *
probe_group (guint job, gpointer data)
{
  const ProbeState *state = data;
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  const AfterSide *after = after_side_probe (pool, state->rules, state->options,
                                             state->commands->pdata[first_unit (state, job)]);
  g_autoptr (GArray) heard = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) holding = g_array_new (FALSE, FALSE, sizeof (guint));
  after_side_tell (after, state->rules, heard, holding);
  GVariant *answer = g_variant_new ("(bbbb@au@au)", after_side_has_wmem (after), after_side_declares (after, "wmem_packet_scope"),
                                    after_side_declares (after, "wmem_file_scope"),
                                    after_side_has_packet_info_pool (after), numbers (heard), numbers (holding));
  wmem_destroy_allocator (pool);
  return answer;
}

static void
note_probe (guint job, JobOutcome outcome, GVariant *answer, const char *detail G_GNUC_UNUSED, gpointer data)
{
  const ProbeState *state = data;
  gboolean has_wmem = FALSE, has_packet = TRUE, has_file = TRUE, has_pool = TRUE;
  g_autoptr (GVariant) heard = NULL, holding = NULL;
  if (outcome == JOB_DONE)
    g_variant_get (answer, "(bbbb@au@au)", &has_wmem, &has_packet, &has_file, &has_pool, &heard, &holding);
  state->probe->without_accessor[POOL_PACKET] |= !has_packet;
  state->probe->without_accessor[POOL_FILE] |= !has_file;
  state->probe->without_packet_info_pool |= !has_pool;
  if (!has_wmem)
    state->probe->without_wmem = MIN (state->probe->without_wmem, first_unit (state, job));
  gsize count = 0;
  const guint32 *number = heard ? g_variant_get_fixed_array (heard, &count, sizeof *number) : NULL;
  for (gsize i = 0; i < count; i++)
    {
      const Rule *rule = rule_set_nth (state->rules, number[i]);
      state->probe->more_rules |= !rule_counts (rule);
      rule_set_heard (state->rules, rule);
    }
  count = 0;
  number = holding ? g_variant_get_fixed_array (holding, &count, sizeof *number) : NULL;
  for (gsize i = 0; i + 1 < count; i += 2)
    rule_set_holds (state->rules, rule_set_nth (state->rules, number[i]), number[i + 1]);
}

gboolean
after_probe_run (RuleSet *rules, const RunOptions *options, GPtrArray *commands, const UnitGroups *groups,
                 AfterProbe *probe, GError **error)
{
  ProbeState state
      = { .rules = rules, .options = options, .commands = commands, .groups = groups, .probe = probe };
  *probe = (AfterProbe){ .without_wmem = G_MAXUINT };
  const WorkerJobs jobs = {
    .jobs = groups->members->len,
    .workers = options->jobs,
    .timeout_seconds = options->timeout_seconds,
    .work = probe_group,
    .done = note_probe,
    .data = &state,
  };
  return worker_pool_run (&jobs, error);
}
