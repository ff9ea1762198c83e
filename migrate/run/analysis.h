/* SPDX-License-Identifier: MIT */
/*
 * The analysis of all units: scan, probe of the after side, precompiled headers, and the jobs themselves.
 */
#pragma once

#include "model/run_options.h"
#include "model/unit_result.h"
#include "rules/facts.h"
#include "run/after_probe.h"
#include "run/precompiled.h"
#include "run/unit_groups.h"
#include "sides/after_side.h"
#include "sources/source_set.h"
#include "unit/analyse.h"

typedef struct {
  RuleSet *rules;
  Facts *facts;
  const RunOptions *options;
  SourceSet *sources; /**< units are drawn in where they read what is to change, or call into those that were named */
  const char *root;
  gboolean alone; /**< nothing is drawn in */
  /** Called now and then with the number of units that are done. */
  void (*progress) (const char *stage, guint done, guint total, const char *name);
} AnalysisRequest;

/** What the analysis found out, and what the verification uses again. */
typedef struct {
  AnalysisRequest request;
  RunOptions options;       /**< the request's; with explicit pools where nothing was asked for and the after side has no accessor */
  GPtrArray *results;       /**< of UnitResult: one for each command, NULL where it names nothing; behind them
                                       those of files that no unit reads */
  guint units_parsed;       /**< the others were looked at by their tokens only */
  guint units_for_scope;    /**< of these: for what they call alone, since they name nothing to rewrite */
  guint units_again;        /**< how often one was parsed once more, for a decision about explicit pools */
  guint drawn_by_calls;     /**< of the units that were drawn in: since they call what needs a scope; others read what changes */
  UnitGroups *groups;       /**< by arguments */
  UnitGroups *probe_groups; /**< by include path */
  PrecompiledHeaders *headers;
  wmem_allocator_t *pool;          /**< of the run */
  RuleSet *threaded_rules;         /**< while functions that gain a pool are looked for: the rules for them as well; else NULL */
  const struct _PoolPlan *threads; /**< likewise */
  char *old_api;                   /**< the folder of sides/old_api.h, or NULL */
  AfterProbe *after;               /**< by probe group */
  struct _AnalysisState *state;    /**< what a second decision about explicit pools goes on with */
} RunAnalysis;

/**
 * Analyses all units that are worth it.
 *
 * @param pool  owns the results.
 * @return (transfer full) what was found; NULL with @a error set: interrupted, no process, or no usable wmem header
 *   while the options ask for a verification.
 */
RunAnalysis *analysis_run (wmem_allocator_t *pool, const AnalysisRequest *request, GError **error);

/**
 * Decides about explicit pools once more, so that some functions keep their signatures, and analyses again what that concerns.
 *
 * @param given_up  id (interned) -> why.
 * @return FALSE: there is nothing new in it; or with @a error set: interrupted.
 */
gboolean analysis_retreat (RunAnalysis *analysis, GHashTable *given_up, GError **error);

/**
 * In a worker: what unit_analyse() has to know for @a unit.
 *
 * @return a context without unsaved files; it points into @a analysis.
 */
AnalysisContext analysis_context (RunAnalysis *analysis, guint unit);

/** Frees @a analysis, but not the results. NULL is allowed. */
void analysis_free (RunAnalysis *analysis);
