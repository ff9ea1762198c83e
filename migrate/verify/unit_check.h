/* SPDX-License-Identifier: MIT */
/*
 * One unit after the rewrite: analysed once more from memory, and what the parser says that it did not say before.
 */
#pragma once

#include "plan/active_edits.h"
#include "plan/plan.h"
#include "sources/compile_command.h"
#include "unit/analyse.h"
#include "verify/compile_check.h"

/** A diagnostic that the rewrite has caused, or something that a second pass would rewrite. */
typedef struct {
  const char *path;   /**< interned; NULL where the parser names no file */
  guint32 line;       /**< in the rewritten file */
  guint severity;     /**< CXDiagnosticSeverity */
  const char *text;
  guint32 from, to;   /**< the bytes before the rewrite that its line came from */
} NewDiagnostic;

typedef struct {
  const Plan *plan;
  const ActiveEdits *edits;       /**< of the plan */
  const PlanUnit *unit;
  GPtrArray *files;               /**< of PlanFile: what the unit reads of the plan */
  const CompileCommand *command;  /**< of the after side */
  AnalysisContext context;        /**< of the unit, without unsaved files */
  gboolean own_after_flags;       /**< the command is not that of the analysis: the baseline is asked for anew */
  const CompileTree *compile_tree; /**< ask the real compiler as well, or NULL */
} UnitCheck;

/**
 * Analyses the unit with the plan's active changes applied: the parser must have nothing new to say, and the rules
 * nothing more to do. Runs in a worker process.
 *
 * @return (transfer full) a floating GVariant for unit_check_read().
 */
GVariant *unit_check_run (const UnitCheck *check);

/**
 * @param pool  owns the texts.
 * @return (transfer full) of NewDiagnostic, worst first, then by place; empty: the rewrite holds.
 */
GArray *unit_check_read (wmem_allocator_t *pool, GVariant *answer);
