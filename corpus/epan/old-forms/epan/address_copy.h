/* SPDX-License-Identifier: MIT */
/* Copying an address for as long as the file is open, old form. */
#ifndef EPAN_ADDRESS_COPY_H
#define EPAN_ADDRESS_COPY_H

#define SE_COPY_ADDRESS(to, from) COPY_ADDRESS_INTO_ (to, from, se_alloc (copy_len))

#endif
