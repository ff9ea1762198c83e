/* SPDX-License-Identifier: MIT */
/* Copying an address into a pool, new form. */
#ifndef EPAN_ADDRESS_COPY_H
#define EPAN_ADDRESS_COPY_H

void copy_address_wmem (wmem_allocator_t *pool, address *to, const address *from);

#endif
