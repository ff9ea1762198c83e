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

#include "edit/plan.h"
#include "rules/rule_header.h"

/** The macros that a run's places need, each combination of rule, form and pool once. */
typedef struct ReferenceMacros ReferenceMacros;

/** @param pools  the pool expressions, by RulePool; they must outlive the macros. */
ReferenceMacros *reference_macros_new (const RuleSet *rules, const char *const *pools);
void reference_macros_free (ReferenceMacros *macros);

/**
 * @param values  operands that are named twice are all kept by their value: a second try where an operand has no place in
 *   memory, so that the first does not compile, or where the rewritten code keeps it.
 * @return (transfer full) the header that defines them.
 */
char *reference_macros_header (const ReferenceMacros *macros, gboolean values);

/** @return whether the second try is another than the first. */
gboolean reference_macros_have_places (const ReferenceMacros *macros);

typedef struct {
  GBytes *expected, *found;
} ReferenceTexts;

/** Makes the texts of @a file, and the macros that its places need. */
ReferenceTexts reference_texts_new (const Plan *plan, const PlanFile *file, ReferenceMacros *macros);
void reference_texts_clear (ReferenceTexts *texts);

/** Where a place stands. */
typedef struct {
  char *function;   /**< the function around it; NULL: none */
  guint32 line;     /**< of that function's name */
  gboolean repeats; /**< the new form may read memory again that the old one read once (a known difference) */
} ReferencePlace;

/** @return (transfer full) of ReferencePlace: one for each of the occurrences of @a file, in their order. */
GArray *reference_places (const PlanFile *file, const RuleSet *rules);
