/* SPDX-License-Identifier: MIT */
/*
 * What the judgement of the program says of one allocation site: kept apart from how it is shown and applied.
 */
#pragma once

#include "model/finding.h"
#include "scope/judgement/escape.h"

typedef enum {
  VERDICT_SAFE,     /**< every known way here has the scope */
  VERDICT_UNKNOWN,  /**< nobody can say who calls this */
  VERDICT_NO_SCOPE, /**< some chain gets here without the scope */
  VERDICT_ESCAPES,  /**< the scope is there, but the memory is kept longer than it lives */
} Verdict;

/** What to put in place of the packet pool. */
typedef enum { FIX_NONE, FIX_PINFO_POOL, FIX_FILE_POOL } ScopeFix;

typedef struct {
  Verdict verdict;
  ScopePlace place;     /**< of the call, where the plan has its occurrence */
  const char *name;     /**< of the function called */
  const char *note;     /**< a sentence for the plan, or NULL */
  ScopeFix fix;         /**< a certain one, or FIX_NONE */
  const char *pinfo;    /**< of FIX_PINFO_POOL: the packet_info's expression */
  GPtrArray *findings;  /**< of Finding, or NULL: those that would be repaired with this site, among others */
} SiteVerdict;

/**
 * Judges all sites of @a program.
 *
 * @param pool  of findings and notes: they point to nothing of the program.
 * @param findings (of Finding): the finding of each bug is appended.
 * @param verdicts (of SiteVerdict): one for each site.
 */
void verdict_judge (wmem_allocator_t *pool, Program *program, GPtrArray *findings, GArray *verdicts);
