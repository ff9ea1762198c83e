/* SPDX-License-Identifier: MIT */
/*
 * What the proof takes back of explicit pools.
 *
 * All that relies on a new signature goes with it, up and down the calls. So a function whose rewrite does not hold keeps its
 * signature, and the decision is made once more: only what then lacks a pool goes without.
 */
#pragma once

#include "model/plan.h"
#include "model/unit_result.h"

/** @return (transfer full) which functions and pointers (by id) the places of @a roll_backs rely on or declare, and why they cannot
 *  gain a pool; texts allocated from @a pool. */
GHashTable *retreat_find (wmem_allocator_t *pool, GPtrArray *results, GPtrArray *roll_backs);
