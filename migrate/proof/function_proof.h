/* SPDX-License-Identifier: MIT */
/*
 * What --verify=object has shown, function by function: part of what every report is made from.
 */
#pragma once

#include "plan/plan.h"

typedef struct {
  const PlanFile *file;
  const char *function; /**< NULL: what stands outside of functions; proved where all functions and variables of all
                             units that read the file are */
  const char *symbol;   /**< in C++: what the object calls it (Occurrence.symbol); NULL: the same */
  guint32 line, column; /**< of the function's name; 0: none */
  Proof proof;
  gboolean explained; /**< it differs, and is exactly what a recipe that is known to differ makes of it */
  const char *text;   /**< the first difference, or why it is not comparable, in words; NULL where identical */
  GPtrArray *places;  /**< of Occurrence: the rewritten places in it; none: it has changed by what it uses */
} FunctionProof;

/** The counts of a run. compared functions == identical + differing + not comparable, always. */
typedef struct {
  guint functions; /**< with a change */
  guint by_proof[N_PROOFS];
  guint explained; /**< of those that differ */
} ProofCounts;

/** Counts @a proofs (of FunctionProof; NULL: none), without what stands outside of functions. */
ProofCounts proof_counts (const GPtrArray *proofs);
