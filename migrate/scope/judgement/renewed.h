/* SPDX-License-Identifier: MIT */
/*
 * Memory that is gone: a routine that runs between two files (the fact `early`) looks into what a static variable keeps from
 * the last one, and that was file memory.
 */
#pragma once

#include "scope/judgement/program.h"

typedef struct {
  const ProgramFunction *routine; /**< that runs between files */
  const ProgramFunction *reader;  /**< that looks into the memory: the routine, or what it has called */
  const ScopeCall *visit;         /**< by which the reader is called for each entry, or that fetches one; NULL: neither */
  ScopePlace place;               /**< of the look, as near as can be told */
  const char *variable;           /**< id of what keeps the memory */
  const ScopeCall *site;          /**< that allocates it */
  ScopePlace kept;                /**< where the variable gets it */
} GoneMemory;

/** @return (transfer full) the ids of all variables of static lifetime that a routine which runs when a file begins or ends, or what it
 *  calls, surely writes: what they kept of the last file is forgotten. */
GHashTable *renewed_by_routines (const Program *program);

/** Appends to @a found (of GoneMemory) at most one for each variable of @a program. */
void renewed_find (const Program *program, GArray *found);
