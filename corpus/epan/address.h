/* SPDX-License-Identifier: MIT */
/* Network addresses: a type, a length and bytes that somebody else owns. */
#ifndef EPAN_ADDRESS_H
#define EPAN_ADDRESS_H

#include <string.h>
#include <glib.h>
#include <epan/host_pool.h>

typedef enum
{
  AT_NONE,
  AT_ETHER,
  AT_IPv4,
  AT_IPv6,
  AT_STRINGZ,
  AT_EUI64,
  AT_URI
} address_type;

typedef struct _address
{
  address_type type;
  int hf;
  int len;
  const void *data;
} address;

#define SET_ADDRESS(addr, addr_type, addr_len, addr_data)                                                             \
  G_STMT_START                                                                                                        \
  {                                                                                                                   \
    (addr)->data = (addr_data);                                                                                       \
    (addr)->type = (addr_type);                                                                                       \
    (addr)->hf = -1;                                                                                                  \
    (addr)->len = (addr_len);                                                                                         \
  }                                                                                                                   \
  G_STMT_END

/** Points @a addr at bytes of @a tvb: valid as long as they are. */
#define TVB_SET_ADDRESS(addr, addr_type, tvb, offset, addr_len)                                                       \
  SET_ADDRESS (addr, addr_type, addr_len, tvb_get_ptr (tvb, offset, addr_len))

#define ADDRESSES_EQUAL(a, b)                                                                                         \
  ((a)->type == (b)->type && (a)->len == (b)->len && ((a)->len == 0 || memcmp ((a)->data, (b)->data, (size_t) (a)->len) == 0))

/** Orders by type, then length, then bytes: negative, 0 or positive. */
static inline int
cmp_address (const address *a, const address *b)
{
  if (a->type != b->type)
    return a->type < b->type ? -1 : 1;
  if (a->len != b->len)
    return a->len < b->len ? -1 : 1;
  return a->len == 0 ? 0 : memcmp (a->data, b->data, (size_t) a->len);
}
#define CMP_ADDRESS(a, b) cmp_address ((a), (b))

/** Copies with the bytes put in `allocation`, an expression of the size `copy_len`. */
#define COPY_ADDRESS_INTO_(to, from, allocation)                                                                      \
  G_STMT_START                                                                                                        \
  {                                                                                                                   \
    const size_t copy_len = (size_t) (from)->len;                                                                     \
    void *copy_data = copy_len == 0 ? NULL : (allocation);                                                            \
    if (copy_len != 0)                                                                                                \
      memcpy (copy_data, (from)->data, copy_len);                                                                     \
    SET_ADDRESS (to, (from)->type, (from)->len, copy_data);                                                           \
  }                                                                                                                   \
  G_STMT_END

/** Copies onto the GLib heap: the caller frees `to->data` with g_free(). */
#define COPY_ADDRESS(to, from) COPY_ADDRESS_INTO_ (to, from, g_malloc (copy_len))

#define ADD_ADDRESS_TO_HASH(hash, addr)                                                                               \
  G_STMT_START                                                                                                        \
  {                                                                                                                   \
    const guint8 *hash_data = (const guint8 *) (addr)->data;                                                          \
    for (int hash_index = 0; hash_index < (addr)->len; hash_index++)                                                  \
      (hash) += hash_data[hash_index];                                                                                \
  }                                                                                                                   \
  G_STMT_END

/** What a port number belongs to. */
typedef enum
{
  PT_NONE,
  PT_SCTP,
  PT_TCP,
  PT_UDP,
  PT_DCCP,
  PT_IPX,
  PT_USB,
  PT_ISDN
} port_type;

#include <epan/address_copy.h>

#endif
