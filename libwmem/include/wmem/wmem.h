/* SPDX-License-Identifier: MIT */
/**
 * @file
 * libwmem: everything in one include.
 *
 *     #include <wmem/wmem.h>                   // cc $(pkg-config --cflags --libs wmem)
 *
 *     wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
 *     char *name = wmem_strdup (pool, "freed with its pool");
 *     wmem_free_all (pool);                    // name is gone, the pool is empty
 *     wmem_destroy_allocator (pool);
 */
#ifndef WMEM_H
#define WMEM_H

#include "wmem_core.h"
#include "wmem_pool.h"
#include "wmem_session.h"
#include "wmem_scopes.h"
#include "wmem_user_cb.h"

#endif
