/* SPDX-License-Identifier: MIT */
/*
 * The pipeline: options -> sources -> scan -> parse -> find -> decide -> merge -> scope -> verify -> write -> report.
 *
 * This file knows the order of the stages and nothing of what they do.
 */
#pragma once

#include "model/command.h"
#include "report/run_report.h"
#include "rules/rule_set.h"

/** Exit statuses: the same for all forms of a run. */
typedef enum {
  RUN_CLEAN = 0, /**< nothing left to do */
  RUN_WORK_LEFT, /**< changes proposed, residue left, or findings */
  RUN_FAILED,    /**< usage, I/O or parse failure: nothing was written */
} RunStatus;

/**
 * Does what @a line asks for: reads, decides, proves, writes, reports.
 *
 * @param rules  the rules of the run; which of them the after side can meet is noted in them.
 * @return RUN_FAILED with @a error set, or another status.
 */
RunStatus pipeline_run (const CommandLine *line, RuleSet *rules, GError **error);

/** A run for somebody who wants its result rather than its words. */
typedef struct {
  const CommandLine *line;
  RuleSet *rules;
  const char *only_path; /**< interned; with it only the change of the place at @a only_offset of this file is made, and what
                              belongs together with it; NULL: all */
  guint32 only_offset;
  gboolean alone; /**< only what was named is analysed: what other units have to do with it is not known then */
  /** Called now and then with what is done of a stage; NULL: the terminal shows it. */
  void (*progress) (const char *stage, guint done, guint total, const char *name);
  /** Takes the result, before it is freed. */
  gboolean (*take) (const RunReport *report, gpointer data, GError **error);
  gpointer data;
} PipelineRequest;

/** As pipeline_run(), but what stands at its end is given to @a request's take() instead of being printed. */
RunStatus pipeline_run_for (const PipelineRequest *request, GError **error);
