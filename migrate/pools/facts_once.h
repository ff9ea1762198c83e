/* SPDX-License-Identifier: MIT */
/*
 * The pool facts of many units: what they all say of a header that they read is kept once.
 */
#pragma once

#include "model/pool_facts.h"

typedef struct FactsOnce FactsOnce;

/** @return (transfer full) nothing has been said yet. Free with facts_once_free(). */
FactsOnce *facts_once_new (void);
void facts_once_free (FactsOnce *once);

/**
 * Unpacks what one unit says.
 *
 * @param pool  owns the facts; those of all units have to last as long as @a once.
 * @return its facts without those that another unit has said before. Places that want a pool, calls without a packet and the functions that
 *   it defines are always there: they say what the unit itself is about.
 */
PoolFacts *facts_once_take (FactsOnce *once, wmem_allocator_t *pool, GVariant *packed);
