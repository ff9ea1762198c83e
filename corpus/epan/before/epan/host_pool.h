/* SPDX-License-Identifier: MIT */
/* Where the host itself gets memory, before the migration: from emem. */
#ifndef EPAN_HOST_POOL_H
#define EPAN_HOST_POOL_H

#include <epan/emem.h>

/** How long a block lives. */
typedef enum host_pool
{
  HOST_HEAP_POOL, /* until g_free() */
  HOST_PACKET_POOL,
  HOST_FILE_POOL
} host_pool_t;

void *host_alloc (host_pool_t pool, gsize size);

#endif
