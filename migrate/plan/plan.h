/* SPDX-License-Identifier: MIT */
/*
 * The plan: all units' results met per file. The one model that verify, write and every report read.
 */
#pragma once

#include <glib.h>

#include "model/change.h"
#include "model/unit_result.h"
#include "wmem/wmem.h"

/** One file of the plan. */
typedef struct {
  const char *path;       /**< canonical absolute path, interned */
  const char *shown;      /**< the path to show: relative to the working directory where it lies below it */
  GBytes *bytes;          /**< the content that was analysed */
  GPtrArray *occurrences; /**< of Occurrence, by offset, each place once; .change indexes Plan.changes */
  GArray *suppressions;   /**< of Suppression: those with used FALSE are reported */
  GArray *users;          /**< of guint: the units (by index in Plan.units) that read this file */
  GPtrArray *changes;     /**< of Change: those with an edit in this file, by id, active or not */
  guint64 proved;         /**< the plan_file_state() that the proof has seen and found good, or 0: nothing else is
                               written */
} PlanFile;

/** A translation unit as the verifier needs it. */
typedef struct {
  guint command;          /**< index into the run's compile commands */
  UnitStatus status;
  const char *failure;
  GPtrArray *diagnostics; /**< of UnitDiagnostic, before the rewrite */
} PlanUnit;

typedef struct {
  GPtrArray *files;   /**< of PlanFile, by path */
  GPtrArray *changes; /**< of Change, unit results' changes merged: identical ones once, overlapping ones inactive */
  GPtrArray *units;   /**< of PlanUnit, in command order */
  GHashTable *by_path; /**< PlanFile by its path, by pointer */
} Plan;

/** The counts of one file or of the run; the ledger. found == rewritten + left, always. */
typedef struct {
  guint found, rewritten, left;
  guint residue;                    /**< those of left that a person has to deal with */
  guint signatures, calls;          /**< of the rewritten ones: declarations that got a pool, calls that pass it on */
  guint by_confidence[N_CONFIDENCES]; /**< of the rewritten ones */
  guint by_reason[N_REASONS];       /**< of the left ones */
} Ledger;

/** Merges @a results (of UnitResult, NULL where a unit was not analysed) into one plan, allocated from @a pool. */
Plan *plan_merge (wmem_allocator_t *pool, GPtrArray *results);

/** @param path  interned. @return (nullable) the file of the plan at @a path. */
PlanFile *plan_find_file (const Plan *plan, const char *path);

/** @return (nullable) the occurrence of @a file that begins at @a offset. */
Occurrence *plan_file_occurrence (const PlanFile *file, guint32 offset);

/**
 * Confines the plan to what was named: other units that read a changed file are in it, too, but their own files change
 * only where they have to, with something that was named (Change.together).
 *
 * @param own    the units (by index in Plan.units) below it were asked for; those up to @a units were drawn in.
 * @param mains  set of interned paths: the main files of all units.
 */
void plan_confine (Plan *plan, guint own, guint units, GHashTable *mains);

/** Says something of the file at @a path. */
typedef gboolean (*PathTest) (const char *path, gpointer data);

/** Leaves the files that @a is_excluded says so of as they are: what would edit one is taken back for good, with all that belongs
 *  together with it. */
void plan_exclude (Plan *plan, PathTest is_excluded, gpointer data);

/** Makes all changes that are less sure than @a only inactive. Their occurrences keep them: a person may ask for them
 *  by name. */
void plan_limit (Plan *plan, Confidence only);

/** Takes back all changes but that of the place at @a offset of @a path (interned), and what belongs together with it. */
void plan_limit_to_place (Plan *plan, const char *path, guint32 offset);

/** @return (transfer full) the edits (of Edit) that active changes make in @a file, in the order in which they apply:
 *  several may insert at one offset, the last of them may replace there. */
GArray *plan_file_edits (const PlanFile *file);

/** @return a number that tells which changes are active in @a file; 0: none. */
guint64 plan_file_state (const PlanFile *file);

/** @return (transfer full) the bytes of @a file with all active changes applied; the same GBytes where none is. */
GBytes *plan_file_after (const PlanFile *file);

/** Counts @a file, or the whole plan where @a file is NULL. */
Ledger plan_ledger (const Plan *plan, const PlanFile *file);
