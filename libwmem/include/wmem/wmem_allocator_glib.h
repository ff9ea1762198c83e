/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Pools of one policy by name: every piece from the GLib heap (WMEM_ALLOCATOR_SIMPLE).
 */
#ifndef WMEM_ALLOCATOR_GLIB_H
#define WMEM_ALLOCATOR_GLIB_H

#include "wmem_core.h"

G_BEGIN_DECLS

/** @return a new pool as from wmem_allocator_new (WMEM_ALLOCATOR_SIMPLE), whatever the override says. */
WMEM_API wmem_allocator_t *wmem_create_glib_allocator (void);

G_END_DECLS

#endif
