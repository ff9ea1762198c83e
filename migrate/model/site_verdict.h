/* SPDX-License-Identifier: MIT */
/*
 * A site's verdict: what the judgement of the program (scope/judgement/) says of one place that takes memory from a pool, apart from
 * how it is shown and what becomes of it in the plan (plan/scope_verdicts.h).
 */
#pragma once

#include <glib.h>

#include "model/place.h"

typedef enum {
  VERDICT_SAFE,     /**< every known way here has the scope */
  VERDICT_UNKNOWN,  /**< nobody can say who calls this */
  VERDICT_NO_SCOPE, /**< some chain gets here without the scope */
  VERDICT_ESCAPES,  /**< the scope is there, but the memory is kept longer than it lives */
} Verdict;

/** What to put in place of the packet pool. */
typedef enum { FIX_NONE,
               FIX_PINFO_POOL,
               FIX_FILE_POOL } ScopeFix;

typedef struct {
  Verdict verdict;
  ScopePlace place;    /**< of the call, where the plan has its occurrence */
  const char *name;    /**< of the function called */
  const char *note;    /**< a sentence for the plan, or NULL */
  ScopeFix fix;        /**< a certain one, or FIX_NONE */
  const char *pinfo;   /**< of FIX_PINFO_POOL: the packet_info's expression */
  GPtrArray *findings; /**< of Finding, or NULL: those that would be repaired with this site, among others */
} SiteVerdict;
