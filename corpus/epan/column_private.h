/* SPDX-License-Identifier: MIT */
/* Making and emptying the columns: the host's side of column-utils.h. */
#ifndef EPAN_COLUMN_PRIVATE_H
#define EPAN_COLUMN_PRIVATE_H

#include <epan/column_info.h>

void col_init (column_info *cinfo);
void col_reset (column_info *cinfo);
void col_cleanup (column_info *cinfo);

#endif
