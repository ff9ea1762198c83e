/* SPDX-License-Identifier: MIT */
/*
 * Families over the whole program: one decision for all that shares a value of an old type.
 */
#pragma once

#include "plan/plan.h"

/** Joins the occurrences of @a plan by the links of the @a results (of UnitResult, NULL where a unit was not analysed): the
 *  changes of each family get one key in Change.together. Where `void *` parts creator and user so that nothing in the
 *  program shows both ends, the changes become review. */
void plan_join_families (wmem_allocator_t *pool, Plan *plan, GPtrArray *results);

/** Takes back the changes of a family of which any place is left. */
void plan_keep_families (Plan *plan);
