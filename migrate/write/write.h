/* SPDX-License-Identifier: MIT */
/*
 * Writing the rewritten files: in place, or into another folder. (The diff is a report: see report/reports.h.)
 */
#pragma once

#include "model/run_options.h"
#include "plan/plan.h"
#include "sources/source_set.h"

typedef struct {
  const Plan *plan;
  const RunOptions *options;
  const SourceSet *sources; /**< knows a file's further names */
  gboolean allow_dirty;
  const char *root;                  /**< what --output-dir's paths are relative to */
  gboolean (*stop) (GError **error); /**< asked before each file */
} WriteRequest;

/**
 * Writes what the options ask for, all files or none; nothing where they ask for a diff, a check or a lint.
 *
 * @return FALSE with @a error set: nothing was written.
 */
gboolean write_plan (const WriteRequest *request, GError **error);
