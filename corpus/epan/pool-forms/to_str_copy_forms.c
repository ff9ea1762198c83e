/* SPDX-License-Identifier: MIT */
/* The new form of addresses as text. */
#include "../to_str_private.h"

gchar *
address_to_str (wmem_allocator_t *pool, const address *addr)
{
  return host_address_text (pool, addr);
}
