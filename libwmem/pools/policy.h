/* SPDX-License-Identifier: MIT */
/*
 * Which policy a pool gets.
 */
#pragma once

#include "pools/pool.h"

/* @return the policy of @type, or what the environment puts in its place. */
const wmem_policy_t *wmem_policy_choose (wmem_allocator_type_t type);

/* Reads the environment again: for wmem_init(). Aborts on a name that no policy has. */
void wmem_policy_read_override (void);
