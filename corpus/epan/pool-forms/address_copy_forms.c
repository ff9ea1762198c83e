/* SPDX-License-Identifier: MIT */
/* The new form of copying an address. */
#include <epan/address.h>

void
copy_address_wmem (wmem_allocator_t *pool, address *to, const address *from)
{
  COPY_ADDRESS_INTO_ (to, from, host_alloc (pool, copy_len));
}
