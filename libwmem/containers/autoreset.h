/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Containers that live in one pool, hold what is in another, and are empty again when the other was freed.
 */
#ifndef WMEM_CONTAINERS_AUTORESET_H
#define WMEM_CONTAINERS_AUTORESET_H

#include "wmem/wmem_user_cb.h"

#include "pools/pool.h"

/** A member of every container that may be autoreset, the first of most. */
typedef struct _wmem_autoreset_t wmem_autoreset_t;

struct _wmem_autoreset_t {
  wmem_allocator_t *metadata;                   /**< pool of the container itself */
  wmem_allocator_t *data;                       /**< pool of its content; the same one where it is not autoreset */
  void (*forget) (wmem_autoreset_t *container); /**< empties the container without freeing: the pool does */
  guint metadata_callback;
  guint data_callback;
};

/** Watches both pools, which differ. */
void
wmem_autoreset_watch (wmem_autoreset_t *autoreset);

/** Fills in the pools, and watches both where they differ. @param forget see wmem_autoreset_t. */
static inline void
wmem_autoreset_start (wmem_autoreset_t *autoreset, wmem_allocator_t *metadata, wmem_allocator_t *data,
                      void (*forget) (wmem_autoreset_t *container))
{
  *autoreset = (wmem_autoreset_t){ .metadata = metadata, .data = data, .forget = forget };
  wmem_pool_container_made (metadata);
  if (metadata != data)
    wmem_autoreset_watch (autoreset);
}

/** Watches no longer: the container is being destroyed. */
void
wmem_autoreset_stop (wmem_autoreset_t *autoreset);

#endif
