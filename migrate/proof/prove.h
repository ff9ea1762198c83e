/* SPDX-License-Identifier: MIT */
/*
 * The proof by machine code (migrate/README.md says what it assumes): each unit that reads a changed file is compiled
 * twice, and each function with a change is found identical, different, or not comparable.
 *
 * What differs and is not what a recipe that is known to differ makes of it is taken back, as a failed parse is; the caller then verifies
 * and proves again.
 */
#pragma once

#include "model/run_options.h"
#include "proof/function_proof.h"
#include "rules/rule_set.h"
#include "sources/source_set.h"

typedef struct {
  Plan *plan;
  const RunOptions *options;
  const SourceSet *sources;
  const RuleSet *rules;
  const char *root;
  wmem_allocator_t *pool;
  GPtrArray *roll_backs; /**< of RollBack: what had to be taken back is added here */
  GPtrArray *proofs;     /**< of FunctionProof, by file and line: set anew */
  gboolean taken_back;   /**< set: something was, so the plan has to be verified and proved again */
  void (*progress) (const char *stage, guint done, guint total, const char *name);
} Proving;

/** @return FALSE with @a error set where the run was interrupted, or nothing can be compiled at all. */
gboolean prove_plan (Proving *proving, GError **error);
