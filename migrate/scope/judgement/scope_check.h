/* SPDX-License-Identifier: MIT */
/*
 * The scope checker: judges the whole program, and ends with findings and a verdict on each site.
 *
 * Findings by their rule (what suppression comments name):
 *   no-scope      memory is asked of a scope that is not active on some chain of calls
 *   escapes       packet memory is kept by what outlives the packet
 *   never-kept    file memory is allocated for a packet, and nobody keeps it
 *   nested-free   a function frees what it still uses in an outer run of itself
 *   gone-memory   a routine that runs between files looks into memory of the last one
 *   heap-member   a GLib object belongs to a scoped object, and nobody frees it
 *   wrong-free    memory is freed by what did not allocate it: a pool's by g_free(), the heap's by wmem_free()
 *   host-scopes, host-init-routines   notes: what the host has to call, once a run
 */
#pragma once

#include "model/finding.h"
#include "model/site_verdict.h"
#include "rules/facts.h"

typedef struct {
  GPtrArray *summaries; /**< of GVariant, each of SCOPE_SUMMARY_TYPE: taken out one by one, so that none is held twice */
  Facts *facts;
  GHashTable *forms; /**< ScopePlace -> name of the function whose facts hold of the call there: it gets another form than most; or NULL */
} ScopeCheck;

/**
 * Judges, and appends to @a findings (of Finding, allocated from @a pool, with their paths as they are known) and to @a verdicts (of
 * SiteVerdict, one for each site).
 *
 * @return FALSE where a summary is damaged; the others are judged.
 */
gboolean scope_check (wmem_allocator_t *pool, const ScopeCheck *check, GPtrArray *findings, GArray *verdicts);
