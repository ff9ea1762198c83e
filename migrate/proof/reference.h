/* SPDX-License-Identifier: MIT */
/*
 * The two texts of a changed file that are compiled and compared.
 *
 * *expected*: the original, in which the name at each rewritten place is that of a macro of the rules
 * (rules/rule_header.h): the preprocessor rewrites it. Which places are rewritten, and which form a recipe chose where
 * the rule leaves one, is the plan's; what the rewritten code looks like is not.
 * *found*: the rewritten file as it would be written.
 *
 * Both have the same lines, so that __LINE__ is the same: where one has fewer, it gets empty ones.
 */
#pragma once

#include "plan/plan.h"
#include "rules/rule_header.h"

/** The macros that a run's places need, each combination of rule, form and pool once. */
typedef struct ReferenceMacros ReferenceMacros;

/** @param pools  the pool expressions, by RulePool; they must outlive the macros. */
ReferenceMacros *reference_macros_new (const RuleSet *rules, const char *const *pools);
void reference_macros_free (ReferenceMacros *macros);

/** Ways to say what the rules mean of an operand that a new form names twice. */
typedef enum {
  REFERENCE_EXACT,    /**< as each operand is written */
  REFERENCE_VALUES,   /**< all are kept by their value: where one has no place in memory, or the rewritten code keeps it */
  REFERENCE_REPEATED, /**< all stand twice, as recipes write them: no proof, but what explains a difference */
  N_REFERENCES
} Reference;

/** @return (nullable, transfer full) the header that defines them; NULL where it would be none but REFERENCE_EXACT. */
char *reference_macros_header (const ReferenceMacros *macros, Reference reference);

typedef struct {
  GBytes *expected, *found;
} ReferenceTexts;

/** Makes the texts of @a file, and the macros that its places need. */
ReferenceTexts reference_texts_new (const Plan *plan, const PlanFile *file, ReferenceMacros *macros);
void reference_texts_clear (ReferenceTexts *texts);

/** Where a place stands. */
typedef struct {
  char *function;       /**< the function around it; NULL: none */
  const char *symbol;   /**< in C++: what the object calls that (Occurrence.symbol) */
  guint32 line, column; /**< of that function's name */
} ReferencePlace;

/** @return (transfer full) of ReferencePlace: one for each of the occurrences of @a file, in their order. */
GArray *reference_places (const PlanFile *file);
