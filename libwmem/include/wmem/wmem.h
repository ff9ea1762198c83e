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

#include "wmem_array.h"
#include "wmem_core.h"
#include "wmem_interval_tree.h"
#include "wmem_list.h"
#include "wmem_map.h"
#include "wmem_miscutl.h"
#include "wmem_multimap.h"
#include "wmem_pool.h"
#include "wmem_queue.h"
#include "wmem_scopes.h"
#include "wmem_session.h"
#include "wmem_stack.h"
#include "wmem_strbuf.h"
#include "wmem_strutl.h"
#include "wmem_tree.h"
#include "wmem_user_cb.h"

#endif
