/* SPDX-License-Identifier: MIT */
/*
 * Asking the after side of every group once, before anything is scanned: what does it declare, and which rules find there
 * what they need?
 */
#pragma once

#include "model/run_options.h"
#include "rules/rule_set.h"
#include "run/unit_groups.h"
#include "sides/after_side.h"

typedef struct {
  GPtrArray *sides;                   /**< of AfterSide, by group; NULL elements: a worker died over it */
  gboolean more_rules;                /**< quiet rules have become loud: a scan made before may have missed names */
  gboolean without_accessor[N_POOLS]; /**< some group lacks the pool's accessor, such as wmem_packet_scope() */
  gboolean without_packet_info_pool;  /**< some group's packet_info has no member that is its pool */
  guint without_wmem;                 /**< the first unit whose group has no usable wmem header, or G_MAXUINT */
} AfterProbe;

/** @return (transfer full) a probe of nothing yet. */
AfterProbe *after_probe_new (void);

/** Frees @a probe, but not what it has found. NULL is allowed. */
void after_probe_free (AfterProbe *probe);

/**
 * Probes those groups that @a probe does not know, in worker processes, and tells @a rules what was found. Can be called
 * again when there are more @a groups, the numbers of the others as they were.
 *
 * @param pool    owns the sides.
 * @param groups  by include path.
 * @return FALSE with @a error set where the run was interrupted or no process can be started.
 */
gboolean after_probe_run (AfterProbe *probe, wmem_allocator_t *pool, RuleSet *rules, const RunOptions *options,
                          GPtrArray *commands, const UnitGroups *groups, GError **error);
