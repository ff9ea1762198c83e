/* SPDX-License-Identifier: MIT */
/*
 * Where the host itself gets memory, after the migration: from wmem.
 *
 * Names the pools without including wmem.h, so that a dissector which forgot that include does not compile.
 */
#ifndef EPAN_HOST_POOL_H
#define EPAN_HOST_POOL_H

#include <glib.h>

typedef struct _wmem_allocator_t wmem_allocator_t;
typedef wmem_allocator_t *host_pool_t;

/** A packet_info has a `pool`. */
#define HOST_HAS_POOLS 1

wmem_allocator_t *host_packet_pool (void);
wmem_allocator_t *host_file_pool (void);

#define HOST_HEAP_POOL NULL
#define HOST_PACKET_POOL host_packet_pool ()
#define HOST_FILE_POOL host_file_pool ()

void *host_alloc (host_pool_t pool, gsize size);

#endif
