/* SPDX-License-Identifier: MIT */
/*
 * The scope stage of a run: the run's summaries and the saved index met, judged with the facts that the user gave.
 */
#pragma once

#include "model/run_options.h"
#include "model/unit_result.h"
#include "scope/judgement/scope_check.h"

/** @return the facts of the run: those that come with the tool, the user's, and what the rules say; NULL with @a error
 *  set where a roots or sinks file has a mistake. */
Facts *scope_facts (wmem_allocator_t *pool, const RuleSet *rules, const RunOptions *options, GError **error);

typedef struct {
  Facts *facts;
  GHashTable *forms;  /**< as in ScopeCheck */
  const char *index;  /**< path of the saved index, or NULL */
  GPtrArray *results; /**< of UnitResult, NULL where a unit was not analysed; their summaries are let go, unless */
  gboolean again;     /**< they may be wanted once more */
} ScopeRun;

/**
 * Judges, as scope_check() does, and writes the index with this run's units in it.
 *
 * @return FALSE with @a error set where the index is damaged or cannot be
 *   read or written.
 */
gboolean scope_run (wmem_allocator_t *pool, const ScopeRun *run, GPtrArray *findings, GArray *verdicts, GError **error);
