/* SPDX-License-Identifier: MIT */
/* Addresses as text, new form: in the pool that comes first. */
#ifndef EPAN_TO_STR_COPY_H
#define EPAN_TO_STR_COPY_H

#include <epan/host_pool.h>

gchar *address_to_str (wmem_allocator_t *pool, const address *addr);

#endif
