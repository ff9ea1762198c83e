/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Pools of one policy by name: the policy that checks everything (WMEM_ALLOCATOR_STRICT).
 */
#ifndef WMEM_ALLOCATOR_STRICT_H
#define WMEM_ALLOCATOR_STRICT_H

#include "wmem_core.h"

G_BEGIN_DECLS

/** @return a new pool as from wmem_allocator_new (WMEM_ALLOCATOR_STRICT), whatever the override says. */
WMEM_API wmem_allocator_t *wmem_create_strict_allocator (void);

G_END_DECLS

#endif
