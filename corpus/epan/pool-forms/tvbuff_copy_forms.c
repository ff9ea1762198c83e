/* SPDX-License-Identifier: MIT */
/* The new forms of the copies: the pool is a parameter. */
#include "../tvbuff_private.h"

guint8 *
tvb_get_string (wmem_allocator_t *pool, tvbuff_t *tvb, gint offset, gint length)
{
  return host_tvb_string (pool, tvb, offset, length, ENC_ASCII);
}

guint8 *
tvb_get_string_enc (wmem_allocator_t *pool, tvbuff_t *tvb, gint offset, gint length, guint encoding)
{
  return host_tvb_string (pool, tvb, offset, length, encoding);
}

guint8 *
tvb_get_stringz (wmem_allocator_t *pool, tvbuff_t *tvb, gint offset, gint *lengthp)
{
  return host_tvb_stringz (pool, tvb, offset, lengthp, ENC_ASCII);
}

guint8 *
tvb_get_stringz_enc (wmem_allocator_t *pool, tvbuff_t *tvb, gint offset, gint *lengthp, guint encoding)
{
  return host_tvb_stringz (pool, tvb, offset, lengthp, encoding);
}

gchar *
tvb_get_unicode_string (wmem_allocator_t *pool, tvbuff_t *tvb, gint offset, gint length, guint encoding)
{
  return host_tvb_unicode (pool, tvb, offset, length, encoding);
}

gchar *
tvb_get_unicode_stringz (wmem_allocator_t *pool, tvbuff_t *tvb, gint offset, gint *lengthp, guint encoding)
{
  return host_tvb_unicodez (pool, tvb, offset, lengthp, encoding);
}

char *
tvb_get_faked_unicode (wmem_allocator_t *pool, tvbuff_t *tvb, int offset, int length, gboolean little_endian)
{
  return host_tvb_faked_unicode (pool, tvb, offset, length, little_endian);
}

void *
tvb_memdup (wmem_allocator_t *pool, tvbuff_t *tvb, gint offset, size_t length)
{
  return host_tvb_memdup (pool, tvb, offset, length > G_MAXINT ? G_MAXINT : (gint) length);
}

guint8 *
wmem_packet_tvb_get_bits (tvbuff_t *tvb, guint bit_offset, gint no_of_bits, gboolean lsb0)
{
  return host_tvb_bits (HOST_PACKET_POOL, tvb, bit_offset, no_of_bits, lsb0);
}

const gchar *
tvb_bcd_dig_to_wmem_packet_str (tvbuff_t *tvb, const gint offset, const gint length, dgt_set_t *dgt,
                                gboolean skip_first)
{
  return host_tvb_bcd (HOST_PACKET_POOL, tvb, offset, length, dgt, skip_first);
}
