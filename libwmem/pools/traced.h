/* SPDX-License-Identifier: MIT */
/*
 * The policy of a traced pool: it writes what is asked of it into the trace, and has another policy do it.
 *
 * A traced pool is a watched one: its room is 0, so every call comes by. Pools of a program without WMEM_TRACE have the plain policies:
 * what is not traced costs a look at one number when a pool is made, and nothing else.
 */
#pragma once

#include "pools/pool.h"
#include "trace/trace_file.h"

/* @return @policy's traced form. */
const wmem_policy_t *wmem_traced_form (const wmem_policy_t *policy);

/* @return what a new pool of @policy is to have. */
static inline const wmem_policy_t *
wmem_policy_as_traced (const wmem_policy_t *policy)
{
  if (G_LIKELY (g_atomic_int_get (&trace_state) == TRACE_OFF))
    return policy;
  return wmem_traced_form (policy);
}

/* The pool has another name. */
void wmem_trace_name (const wmem_allocator_t *pool);
