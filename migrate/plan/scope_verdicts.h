/* SPDX-License-Identifier: MIT */
/*
 * What the judgement of scopes does to the plan, and what the plan's suppression comments do to its findings.
 */
#pragma once

#include "model/finding.h"
#include "model/run_options.h"
#include "model/site_verdict.h"
#include "plan/plan.h"

typedef struct {
  const RunOptions *options;
  Plan *plan;               /**< its occurrences learn the verdicts; or NULL */
  const GPtrArray *results; /**< of UnitResult, some NULL: which macro bodies the sites come from; or NULL */
} ScopeApplication;

/**
 * Which calls the plan gives a form that needs another scope than the old name did, among them those that come out of macros.
 *
 * @return (transfer full) ScopePlace -> name of the function that needs what the new form does.
 */
GHashTable *plan_other_forms (const Plan *plan, const GPtrArray *results);

/**
 * In the plan: sites that are reached without their scope are rolled back (REASON_NO_SCOPE), sites with unknown callers and
 * sites whose memory escapes become reviews; with --fix-scope certain proposals are put into their edits. Removes from @a findings (of
 * Finding, all of them from @a pool) those that a comment suppresses, and gives the others the paths that people are shown.
 *
 * @param verdicts  of SiteVerdict, made with the findings.
 */
void plan_apply_verdicts (wmem_allocator_t *pool, const ScopeApplication *application, const GArray *verdicts, GPtrArray *findings);
