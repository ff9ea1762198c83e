/* SPDX-License-Identifier: MIT */
/*
 * What every report is made from: the plan and what the run knows beside it. The counts are the same in all of them.
 */
#pragma once

#include "model/command.h"
#include "model/finding.h"
#include "plan/plan.h"
#include "proof/function_proof.h"
#include "rules/rule_set.h"
#include "sources/source_set.h"

/** One stage's cost, for --stats. */
typedef struct {
  const char *name;
  double seconds;           /**< on the clock */
  double processor_seconds; /**< of this process and its workers */
  guint64 memory;           /**< bytes: the most that this process has held up to the end of the stage */
} StageTime;

typedef struct {
  const CommandLine *line;
  const RuleSet *rules;
  const SourceSet *sources;
  const Plan *plan;
  GPtrArray *findings;           /**< of Finding, by path and line; with --baseline those that it does not have */
  GPtrArray *known;              /**< of Finding: those that the baseline has, and that are left out above */
  guint gone_findings;           /**< those that the baseline has, and that are not there any more */
  GPtrArray *accepted;           /**< of AcceptedFinding (report/accepted.h): those that the project accepts, left out above */
  guint accepted_places;         /**< places left that the project accepts: their reason says so */
  GPtrArray *unused_acceptances; /**< of Acceptance: they are about nothing that was found */
  GPtrArray *roll_backs;         /**< of RollBack, in the order in which they were made */
  GPtrArray *proofs;             /**< of FunctionProof, by file and line; NULL without --verify=object */
  GArray *stages;                /**< of StageTime */
  guint units_parsed;            /**< of the units of the run: the others name nothing */
  guint units_for_scope;         /**< of the parsed ones: they name nothing to rewrite, but may call what needs a scope */
  guint units_again;             /**< how often one was parsed once more, for a decision about explicit pools */
  guint drawn_by_calls;          /**< of the units that nobody named: they call what needs a scope; the others read what changes */
  guint units_precompiled;       /**< of the parsed ones: with a precompiled header */
  guint units_verified;          /**< those whose last check holds */
  guint64 worker_memory;         /**< bytes: the most that one worker has held, pages shared with others included */
} RunReport;

/** What became of an occurrence. The ledger's rewritten are those rewritten and reviews, its left are residue and
 *  settled. */
typedef enum {
  OUTCOME_REWRITTEN, /**< and safe */
  OUTCOME_REVIEW,    /**< rewritten, and a person should look */
  OUTCOME_RESIDUE,   /**< left, and a person has to deal with it */
  OUTCOME_SETTLED,   /**< left, and nothing is to be done */
  N_OUTCOMES
} Outcome;

Outcome report_outcome (const RunReport *report, const Occurrence *occurrence);

/** A place in a report: an occurrence, and what there is to say about it. */
typedef struct {
  const PlanFile *file;
  const Occurrence *occurrence;
  const char *cause;  /**< the occurrence's own note, or what its reason means */
  const char *advice; /**< what to do, "" where that is nothing */
} ReportPlace;

/** @return (transfer full) the places of the run (of ReportPlace) with this @a outcome, by file and offset. */
GArray *report_places (const RunReport *report, Outcome outcome);

/** @return (transfer full) cause and advice of @a place as one sentence. */
char *report_place_text (const ReportPlace *place);

/** @return how many files change. */
guint report_changed_files (const RunReport *report);

/** @return how many units of the run were looked at by their tokens only: they name nothing, or did not parse. */
guint report_units_by_tokens (const RunReport *report);

/** @return (nullable) the failure of the first unit that did not parse, and how many there are in *@a count. */
const PlanUnit *report_first_failure (const RunReport *report, guint *count);

/** @return whether nothing is left to do once the changes are applied. */
gboolean report_is_clean (const RunReport *report);
