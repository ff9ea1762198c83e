/* SPDX-License-Identifier: MIT */
/*
 * Explicit pools in a run: what all units say of them, the decision, and the units that it concerns.
 */
#pragma once

#include "edit/pool_plan.h"
#include "run/after_probe.h"
#include "run/analysis.h"
#include "run/include_graph.h"

/** What was decided. */
typedef struct {
  PoolPlan *plan;
  RuleSet *rules;      /**< those of the run, and one for each function that gains a pool */
  IncludeGraph *graph; /**< by these rules; free it with include_graph_free() */
  GArray *concerned;   /**< of gboolean, one for each unit: it has to be analysed again; unref it */
} Threading;

/**
 * Decides for the whole program, in the parent.
 *
 * @param analysis  its units have been analysed once: their results' pool facts are let go.
 * @return FALSE where nothing is to be decided: no explicit pools, or nothing that needs one.
 */
gboolean threading_decide (RunAnalysis *analysis, const AfterProbe *after, Threading *threading);
