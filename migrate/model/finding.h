/* SPDX-License-Identifier: MIT */
/*
 * Findings: what a check says about a place without rewriting it, such as the scope checker's "reached where no
 * packet is in scope". Every report shows them beside the residue.
 *
 * A finding is of one *rule*, has one place, and the *steps* that lead there; what is sure (CONFIDENCE_SAFE) is an error, what rests on
 * an assumption a warning, and a note counts for nothing.
 */
#pragma once

#include "model/change.h"

typedef enum {
  FINDING_NOTE,    /**< worth knowing: counts for nothing */
  FINDING_WARNING, /**< somebody should look */
  FINDING_ERROR,   /**< the converted code would abort, or use memory that is gone */
} FindingSeverity;

/** A step of the chain that leads to the place: a caller, or an assignment. */
typedef struct {
  const char *path; /**< as shown to people */
  guint32 line;
  const char *text; /**< "called from dissect_foo()", … */
} FindingStep;

typedef struct {
  const char *rule; /**< stable id, such as "no-scope": suppressions and reports name it */
  FindingSeverity severity;
  Confidence certainty; /**< how sure it is: safe means certain */
  const char *path;     /**< canonical absolute path */
  const char *shown;    /**< as shown to people */
  guint32 line, column;
  const char *message; /**< one sentence */
  const char *advice;  /**< what to do, or NULL */
  GPtrArray *steps;    /**< of FindingStep, from the root to the place; may be empty or NULL */
  guint sites;         /**< how many allocations it is about, as far as a change could repair them */
  GPtrArray *repairs;  /**< of Change, or NULL: what gives an allocation of it another pool (--fix-scope) */
} Finding;

/** @return whether active changes repair all that @a finding is about: then there is nothing left to say. */
gboolean finding_is_repaired (const Finding *finding);

/** @return "note", "warning" or "error". */
const char *finding_severity_name (FindingSeverity severity);
