/* SPDX-License-Identifier: MIT */
/*
 * One run for the editor, in a process of its own: it can be ended at any time, and a crash is one answer less.
 *
 * The process is forked, so it knows options, rules and documents; a view (lsp/editor_view.h) comes back. The server itself runs
 * nothing and never calls libclang.
 */
#pragma once

#include "cli/command_line.h"
#include "lsp/editor_view.h"
#include "rules/rule_set.h"

typedef struct {
  const CommandLine *line; /**< the options of every run; its sources are the document's */
  RuleSet *rules;
  EditorSide side;
  const char *named;     /**< the file to run for */
  gboolean alone;        /**< as in PipelineRequest */
  const char *only_path; /**< (nullable) as in PipelineRequest */
  guint32 only_offset;
} EditorRun;

typedef struct AnalysisProcess AnalysisProcess;

/** @return (transfer full) the process of @a run; NULL with @a error set where there can be none. */
AnalysisProcess *analysis_process_start (const EditorRun *run, GError **error);

/** @return what to poll for reading. */
int analysis_process_descriptor (const AnalysisProcess *process);

typedef enum {
  ANALYSIS_RUNS,
  ANALYSIS_ADVANCED, /**< it is somewhere: { "stage", "done", "total" } */
  ANALYSIS_ENDED,    /**< with its view, or that it failed */
} AnalysisState;

/** Reads what there is, once. @param said  gets (transfer full) what came of it, unless the process just runs. */
AnalysisState analysis_process_read (AnalysisProcess *process, JsonNode **said);

/** Asks it to end; it is killed at the deadline if it has not. */
void analysis_process_stop (AnalysisProcess *process);

/** @return when analysis_process_kill_overdue() wants to be called (monotonic microseconds); G_MAXINT64: never. */
gint64 analysis_process_deadline (const AnalysisProcess *process);

/** Kills it where it was asked to end and is overdue. */
void analysis_process_kill_overdue (AnalysisProcess *process);

/** Ends @a process at once, if need be, and frees it. NULL is allowed. */
void analysis_process_free (AnalysisProcess *process);
