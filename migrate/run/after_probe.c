/* SPDX-License-Identifier: MIT */
/*
 * Asking the after side of every group once.
 */
#include "run/after_probe.h"

#include "find/after_side.h"
#include "run/worker_pool.h"

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

/* In a worker: whether the group has wmem, and the numbers of the rules whose needs it meets. */
static GVariant *
probe_group (guint job, gpointer data)
{
  const ProbeState *state = data;
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  const AfterSide *after = after_side_probe (pool, state->rules, state->options,
                                             state->commands->pdata[first_unit (state, job)]);
  GVariantBuilder met;
  g_variant_builder_init (&met, G_VARIANT_TYPE ("au"));
  for (guint i = 0; i < rule_set_size (state->rules); i++)
    {
      const Rule *rule = rule_set_nth (state->rules, i);
      if (rule->needs && after_side_declares (after, rule->needs))
        g_variant_builder_add (&met, "u", i);
    }
  GVariant *answer = g_variant_new ("(bbbbau)", after_side_has_wmem (after), after_side_declares (after, "wmem_packet_scope"),
                                    after_side_declares (after, "wmem_file_scope"),
                                    after_side_has_packet_info_pool (after), &met);
  wmem_destroy_allocator (pool);
  return answer;
}

static void
note_probe (guint job, JobOutcome outcome, GVariant *answer, const char *detail G_GNUC_UNUSED, gpointer data)
{
  const ProbeState *state = data;
  gboolean has_wmem = FALSE, has_packet = TRUE, has_file = TRUE, has_pool = TRUE;
  g_autoptr (GVariant) met = NULL;
  if (outcome == JOB_DONE)
    g_variant_get (answer, "(bbbb@au)", &has_wmem, &has_packet, &has_file, &has_pool, &met);
  state->probe->without_accessor[POOL_PACKET] |= !has_packet;
  state->probe->without_accessor[POOL_FILE] |= !has_file;
  state->probe->without_packet_info_pool |= !has_pool;
  if (!has_wmem)
    state->probe->without_wmem = MIN (state->probe->without_wmem, first_unit (state, job));
  for (gsize i = 0; met && i < g_variant_n_children (met); i++)
    {
      guint32 number;
      g_variant_get_child (met, i, "u", &number);
      const Rule *rule = rule_set_nth (state->rules, number);
      state->probe->more_rules |= rule->quiet && !rule->met;
      rule_set_met (state->rules, rule);
    }
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
