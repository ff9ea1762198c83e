/* SPDX-License-Identifier: MIT */
/*
 * The decisions of a run as a file that a person can edit: --emit-plan writes it, --apply-plan takes it back.
 *
 *     { "tool": "wmem-migrate", "plan": 1,
 *       "decisions": [ { "path": "…", "line": N, "column": N, "name": "…", "rule": "…", "confidence": "…",
 *                        "reason": "CODE", "apply": BOOL } ] }
 *
 * Only "apply" is meant to be edited; the rest says which place it is. A place that is not found any more, because
 * the file has changed since, is an error.
 */
#pragma once

#include "report/run_report.h"

/** Appends the decisions of @a report: one for each occurrence that a change would rewrite. */
void plan_file_append (GString *out, const RunReport *report);

/**
 * Applies the decisions of the file at @a path to @a plan: what says false is left, what says true is rewritten
 * although its confidence is below what was asked for.
 *
 * @return FALSE with @a error set: the file cannot be read, is broken, or names a place that the plan does not have.
 */
gboolean plan_file_apply (Plan *plan, const char *path, GError **error);
