/* SPDX-License-Identifier: MIT */
/*
 * One unit after the rewrite: analysed once more from memory, and what the parser says that it did not say before.
 */
#pragma once

#include "plan/active_edits.h"
#include "plan/plan.h"
#include "sources/compile_command.h"
#include "verify/compile_check.h"

/** A diagnostic that the rewrite has caused, or something that a second pass would rewrite. */
typedef struct {
  const char *path;     /**< interned; NULL where the parser names no file */
  guint32 line, column; /**< in the rewritten file; 0: unknown */
  guint severity;       /**< CXDiagnosticSeverity */
  const char *text;
  guint32 from, to; /**< the bytes before the rewrite that its line came from */
  guint32 at;       /**< the byte that its place in the line came from */
} NewDiagnostic;

/** A file in memory, in place of the one on disk. */
typedef struct {
  const char *path;
  GBytes *bytes;
} RewrittenFile;

/** The means to analyse a unit again, given by the run, which knows what has to be known for that. In a worker process. */
typedef struct {
  /** @return the analysis (from @a pool) of unit number @a unit of the run, with @a command, as if @a files lay on disk. */
  UnitResult *(*analyse) (wmem_allocator_t *pool, guint unit, const CompileCommand *command, const RewrittenFile *files,
                          guint n_files, gpointer data);
  /** @return (of UnitDiagnostic, from @a pool) what the parser says of @a command's file as it lies on disk. */
  GPtrArray *(*diagnose) (wmem_allocator_t *pool, const CompileCommand *command);
  gpointer data;
} Reanalysis;

typedef struct {
  const Plan *plan;
  const ActiveEdits *edits; /**< of the plan */
  const PlanUnit *unit;
  GPtrArray *files;              /**< of PlanFile: what the unit reads of the plan */
  const CompileCommand *command; /**< of the after side */
  Reanalysis again;
  gboolean own_after_flags;        /**< the command is not that of the analysis: the baseline is asked for anew */
  const CompileTree *compile_tree; /**< ask the real compiler as well, or NULL */
  guint timeout_seconds;           /**< for the compiler */
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
