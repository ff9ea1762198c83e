/* SPDX-License-Identifier: MIT */
/*
 * Asking the after side of every group once, before anything is scanned: which rules find there what they need?
 */
#pragma once

#include "model/run_options.h"
#include "rules/rule_set.h"
#include "run/unit_groups.h"

typedef struct {
  gboolean more_rules;  /**< quiet rules have become loud: a scan made before may have missed names */
  gboolean without_accessor[N_POOLS]; /**< some group lacks the pool's accessor, such as wmem_packet_scope() */
  gboolean without_packet_info_pool;  /**< some group's packet_info has no member that is its pool */
  guint without_wmem;   /**< the first unit whose group has no usable wmem header, or G_MAXUINT */
} AfterProbe;

/**
 * Probes all groups in worker processes, and tells @a rules what was found.
 *
 * @param groups  by include path.
 * @return FALSE with @a error set where the run was interrupted or no process can be started.
 */
gboolean after_probe_run (RuleSet *rules, const RunOptions *options, GPtrArray *commands, const UnitGroups *groups,
                          AfterProbe *probe, GError **error);
