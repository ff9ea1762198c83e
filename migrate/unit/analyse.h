/* SPDX-License-Identifier: MIT */
/*
 * The analysis of one translation unit: parse, find, decide.
 */
#pragma once

#include "model/run_options.h"
#include "model/unit_result.h"
#include "rules/rule_set.h"
#include "sides/after_side.h"
#include "sources/compile_command.h"

struct _PoolPlan;

/** Everything that is the same for all units of a run. */
typedef struct {
  const RuleSet *rules;
  const RunOptions *options;
  const char *root;         /**< canonical folder below which files may be edited */
  const AfterSide *after;   /**< what the after side of the unit's group declares */
  const struct _PoolPlan *threads; /**< which functions gain a pool (pools/pool_plan.h); NULL: not decided yet */
  gboolean has_summary;     /**< the scope checker has its summary of the unit already: none is made */
  const char *precompiled;  /**< a precompiled header that fits the unit's group, or NULL */
  const char *old_api;      /**< the folder of sides/old_api.h: a unit that misses the old API gets it described; or NULL */
  struct CXUnsavedFile *unsaved; /**< contents in place of files on disk: the second pass over what was rewritten */
  guint n_unsaved;
} AnalysisContext;

/**
 * Parses @a command's file and decides about every occurrence in it and in the editable files that it includes.
 * Runs in a worker process: may crash without harm to the run.
 *
 * @return the result, allocated from @a pool; never NULL: a failure is in its status.
 */
UnitResult *unit_analyse (wmem_allocator_t *pool, const AnalysisContext *context, const CompileCommand *command);

/** @return what the parser says of @a command's file as it stands (of UnitDiagnostic, from @a pool), and nothing more. */
GPtrArray *unit_diagnose (wmem_allocator_t *pool, const CompileCommand *command);

/**
 * Decides about a file that no translation unit of the run reads (a header that nothing includes, an `.inc`, a lex
 * source) by its tokens alone: nothing in it is better than CONFIDENCE_REVIEW.
 */
UnitResult *file_analyse (wmem_allocator_t *pool, const AnalysisContext *context, const char *path);
