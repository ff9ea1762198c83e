/* SPDX-License-Identifier: MIT */
/* The columns of the packet list. */
#ifndef EPAN_COLUMN_INFO_H
#define EPAN_COLUMN_INFO_H

#include <glib.h>

#define COL_MAX_LEN 256
#define COL_MAX_INFO_LEN 4096

enum
{
  COL_NUMBER,
  COL_CLS_TIME,
  COL_DEF_SRC,
  COL_DEF_DST,
  COL_PROTOCOL,
  COL_PACKET_LENGTH,
  COL_INFO,
  NUM_COL_FMTS
};

typedef struct _column_info
{
  gint num_cols;
  const gchar *col_data[NUM_COL_FMTS]; /* what is shown: col_buf, or a string that outlives the packet */
  gchar *col_buf[NUM_COL_FMTS];
  int col_fence[NUM_COL_FMTS];         /* up to here clearing and setting do not reach */
  gboolean writable;
} column_info;

#endif
