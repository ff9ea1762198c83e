/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Pools of one policy by name: the policy for short lives (WMEM_ALLOCATOR_BLOCK_FAST).
 */
#ifndef WMEM_ALLOCATOR_BLOCK_FAST_H
#define WMEM_ALLOCATOR_BLOCK_FAST_H

#include "wmem_core.h"

G_BEGIN_DECLS

/** @return a new pool as from wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST), whatever the override says. */
WMEM_API wmem_allocator_t *wmem_create_block_fast_allocator (void);

G_END_DECLS

#endif
