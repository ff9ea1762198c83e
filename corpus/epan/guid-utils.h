/* SPDX-License-Identifier: MIT */
/* A globally unique identifier with its parts in host byte order. */
#ifndef EPAN_GUID_UTILS_H
#define EPAN_GUID_UTILS_H

#include <glib.h>

#define GUID_LEN 16

typedef struct _e_guid_t
{
  guint32 data1;
  guint16 data2;
  guint16 data3;
  guint8 data4[8];
} e_guid_t;

#endif
