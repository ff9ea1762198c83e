/* SPDX-License-Identifier: MIT */
/*
 * Which units a decision about explicit pools concerns: they have to be analysed again with it.
 *
 * All functions return a (transfer full) array of gboolean, one for each unit, or a graph to be freed with include_graph_free().
 */
#pragma once

#include "pools/pool_plan.h"
#include "run/analysis.h"
#include "run/include_graph.h"

/**
 * The first decision: concerned is who names what gains a parameter, where it can mean that, who has a place that takes a pool which is
 * gained, or that no other unit has, and whose packet_info may be NULL.
 *
 * @param facts     of PoolFacts, by unit; NULL elements allowed.
 * @param names     the rules that came of @a plan.
 * @param accessor  whether the after side has an accessor of each pool: else places are left that were rewritten so far.
 */
GArray *concern_first (const RunAnalysis *analysis, const GPtrArray *facts, const PoolPlan *plan, const RuleSet *names,
                       const gboolean accessor[N_POOLS]);

/**
 * A later one, in which fewer functions gain: concerned is whose last result has a place that is about one of those which gain no more. What
 * the others say of names that mean nothing any more is dropped from their results.
 *
 * @param lost  the rules for what @a plan decides in another way than @a before.
 */
GArray *concern_next (const RunAnalysis *analysis, const PoolPlan *plan, const PoolPlan *before, const RuleSet *lost);

/** A graph by the rules of the run and of the decision: what must not be in a precompiled header. */
IncludeGraph *concern_graph (const RunAnalysis *analysis);
