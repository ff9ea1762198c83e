/* SPDX-License-Identifier: MIT */
/*
 * Reachability: in which contexts each function runs, and by which shortest chain of calls.
 */
#pragma once

#include "scope/judgement/program.h"

/** One step of a chain, as it is shown. */
typedef struct {
  ScopePlace place;
  const char *text;
} ChainStep;

typedef struct _Reach Reach;

/** Follows all chains from all roots. Free with reach_free(), before the program's pool. */
Reach *reach_new (const Program *program);
void reach_free (Reach *reach);

/** @return whether @a function runs in @a context on some chain. CONTEXT_UNKNOWN: someone calls it (or what calls it)
 *  that the run does not know. */
gboolean reach_has (const Reach *reach, const ProgramFunction *function, ScopeContext context);

/** @return whether @a function makes @a call in @a context on some chain: one whose arguments do not rule it out. */
gboolean reach_makes (const Reach *reach, const ProgramFunction *function, const ScopeCall *call, ScopeContext context);

/** Fills the empty @a chain (of ChainStep, texts allocated from @a pool) with the shortest way to @a call of @a function
 *  in @a context, the root first. */
void reach_chain (const Reach *reach, wmem_allocator_t *pool, const ProgramFunction *function, const ScopeCall *call,
                  ScopeContext context, GArray *chain);
