/* SPDX-License-Identifier: MIT */
/*
 * The proof: every unit that reads a rewritten file is parsed again from memory, with the flags of the after side.
 * What brings a new error or warning is rolled back, change by change, until the rest holds.
 *
 * A roll-back bars its changes (plan/roll_back.h), so each one leaves fewer of them, and the search ends. What is
 * left at the end has been checked as it stands: every unit that reads a changed file has a last check without a new
 * diagnostic, over the very changes that are active. PlanFile.proved says so, and write_plan() writes nothing else.
 */
#pragma once

#include "plan/plan.h"
#include "rules/rule_set.h"
#include "sources/source_set.h"
#include "verify/unit_check.h"

typedef struct {
  Plan *plan;
  const RunOptions *options;
  const SourceSet *sources;
  const RuleSet *rules;
  const char *root; /**< below which files are rewritten */
  Reanalysis again;
  wmem_allocator_t *pool;
  GPtrArray *roll_backs; /**< of RollBack: what had to be taken back is added here */
  GHashTable *known;     /**< command -> guint64 *: what was proved before of the same sources, and is added to; or NULL */
  guint units_verified;  /**< set: those whose last check holds */
  void (*progress) (const char *stage, guint done, guint total, const char *name);
} Verification;

/**
 * Verifies the plan and makes what does not hold inactive.
 *
 * @return FALSE with @a error set where the run was interrupted or no process can be started.
 */
gboolean verify_plan (Verification *verification, GError **error);
