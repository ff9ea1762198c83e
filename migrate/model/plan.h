/* SPDX-License-Identifier: MIT */
/*
 * The rows of the plan, in which the results of all units meet (plan/plan.h makes and reads it).
 *
 *   ledger   found == rewritten + left: of each file, and so of the run. An occurrence is rewritten where it has a change
 *            that is active.
 *   proved   a file is written only where its state is the one that the proof has seen.
 *
 * Files, changes and units are named by their places in the plan's arrays, which never change once it is merged; what
 * becomes of a change is in Change.active.
 */
#pragma once

#include <glib.h>

#include "model/change.h"
#include "model/unit_result.h"

/** One file of the plan. */
typedef struct {
  const char *path;       /**< canonical absolute path, interned */
  const char *shown;      /**< the path to show: relative to the working directory where it lies below it */
  GBytes *bytes;          /**< what plan_file_bytes() has read, or NULL */
  guint64 content_hash;   /**< of what was analysed, as FileFindings.content_hash */
  gboolean is_stale;      /**< somebody changed it between an analysis and the plan: no change edits it */
  GPtrArray *occurrences; /**< of Occurrence, by offset, each place once; .change indexes Plan.changes */
  GArray *suppressions;   /**< of Suppression: those with used FALSE are reported */
  GArray *users;          /**< of guint: the units (by index in Plan.units) that read this file */
  GPtrArray *changes;     /**< of Change: those with an edit in this file, by id, active or not */
  guint64 proved;         /**< the plan_file_state() that the proof has seen and found good, or 0: nothing else is
                               written */
} PlanFile;

/** A translation unit as the verifier needs it. */
typedef struct {
  guint command; /**< index into the run's compile commands */
  UnitStatus status;
  const char *failure;
  GPtrArray *diagnostics; /**< of UnitDiagnostic, before the rewrite */
} PlanUnit;

typedef struct {
  GPtrArray *files;    /**< of PlanFile, by path */
  GPtrArray *changes;  /**< of Change, unit results' changes merged: identical ones once, overlapping ones inactive */
  GPtrArray *units;    /**< of PlanUnit, in command order */
  GHashTable *by_path; /**< PlanFile by its path, by pointer */
} Plan;

/** A place whose rewrite was taken back. */
typedef struct {
  const char *place; /**< "@PATH:OFFSET", interned, as in Link */
  const char *name;
} RolledBackPlace;

/** A file whose changes the proof took back, in whole or in part. */
typedef struct {
  const char *shown;    /**< where the parser complained */
  guint32 line, column; /**< in the rewritten file; 0: unknown */
  const char *message;  /**< what it said */
  const char *culprit;  /**< "FILE:LINE: NAME" of the change that was taken back, or NULL: all of the file */
  GArray *places;       /**< of RolledBackPlace: those of it, without what only belongs together with it */
} RollBack;

/** The counts of one file or of the run; the ledger. found == rewritten + left, always. */
typedef struct {
  guint found, rewritten, left;
  guint residue;                      /**< those of left that a person has to deal with */
  guint signatures, calls;            /**< of the rewritten ones: declarations that got a pool, calls that pass it on */
  guint by_confidence[N_CONFIDENCES]; /**< of the rewritten ones */
  guint by_reason[N_REASONS];         /**< of the left ones */
} Ledger;
