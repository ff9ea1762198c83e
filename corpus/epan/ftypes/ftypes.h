/* SPDX-License-Identifier: MIT */
/* The types that a field of the protocol tree can have. */
#ifndef EPAN_FTYPES_H
#define EPAN_FTYPES_H

#include <glib.h>
#include <epan/host_pool.h>

typedef enum ftenum
{
  FT_NONE,     /* text without a value */
  FT_PROTOCOL,
  FT_BOOLEAN,  /* `display` holds the width of the bit field's parent */
  FT_UINT8,
  FT_UINT16,
  FT_UINT24,
  FT_UINT32,
  FT_UINT64,
  FT_INT8,
  FT_INT16,
  FT_INT24,
  FT_INT32,
  FT_INT64,
  FT_FLOAT,
  FT_DOUBLE,
  FT_ABSOLUTE_TIME,
  FT_RELATIVE_TIME,
  FT_STRING,
  FT_STRINGZ,     /* NUL-terminated in the packet */
  FT_EBCDIC,
  FT_UINT_STRING, /* length first, then the text */
  FT_ETHER,
  FT_BYTES,
  FT_UINT_BYTES,  /* length first, then the bytes */
  FT_IPv4,
  FT_IPv6,
  FT_IPXNET,
  FT_FRAMENUM,
  FT_GUID,
  FT_OID,
  FT_EUI64,
  FT_NUM_TYPES
} ftenum_t;

#define FT_ETHER_LEN 6
#define FT_GUID_LEN 16
#define FT_IPv4_LEN 4
#define FT_IPv6_LEN 16
#define FT_IPXNET_LEN 4
#define FT_EUI64_LEN 8

#define IS_FT_INT(ft) ((ft) >= FT_INT8 && (ft) <= FT_INT64)
#define IS_FT_UINT(ft) ((ft) >= FT_UINT8 && (ft) <= FT_UINT64)

#endif
