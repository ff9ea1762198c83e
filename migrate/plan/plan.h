/* SPDX-License-Identifier: MIT */
/*
 * The plan: all units' results met per file. The one model that verify, write and every report read.
 */
#pragma once

#include "model/plan.h"

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

/** @return (transfer none) the content of @a file that was analysed: what an active change edits is read when the plan is merged, other
 *  files when they are first asked for; empty where it can't be read, or is another one since. */
GBytes *plan_file_bytes (const PlanFile *file);

/** @return (transfer full) the edits (of Edit) that active changes make in @a file, in the order in which they apply:
 *  several may insert at one offset, the last of them may replace there. */
GArray *plan_file_edits (const PlanFile *file);

/** @return a number that tells which changes are active in @a file; 0: none. */
guint64 plan_file_state (const PlanFile *file);

/** @return (transfer full) the bytes of @a file with all active changes applied; the same GBytes where none is. */
GBytes *plan_file_after (const PlanFile *file);

/** Counts @a file, or the whole plan where @a file is NULL. */
Ledger plan_ledger (const Plan *plan, const PlanFile *file);
