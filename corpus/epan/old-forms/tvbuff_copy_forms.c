/* SPDX-License-Identifier: MIT */
/* The old forms of the copies: the lifetime is in the name. */
#include "../tvbuff_private.h"

static gint
checked_length (size_t length)
{
  return length > G_MAXINT ? G_MAXINT : (gint) length;
}

guint8 *
tvb_get_string (tvbuff_t *tvb, gint offset, gint length)
{
  return host_tvb_string (HOST_HEAP_POOL, tvb, offset, length, ENC_ASCII);
}

guint8 *
tvb_get_stringz (tvbuff_t *tvb, gint offset, gint *lengthp)
{
  return host_tvb_stringz (HOST_HEAP_POOL, tvb, offset, lengthp, ENC_ASCII);
}

gchar *
tvb_get_unicode_string (tvbuff_t *tvb, gint offset, gint length, guint encoding)
{
  return host_tvb_unicode (HOST_HEAP_POOL, tvb, offset, length, encoding);
}

char *
tvb_fake_unicode (tvbuff_t *tvb, int offset, int length, gboolean little_endian)
{
  return host_tvb_faked_unicode (HOST_HEAP_POOL, tvb, offset, length, little_endian);
}

void *
tvb_memdup (tvbuff_t *tvb, gint offset, size_t length)
{
  return host_tvb_memdup (HOST_HEAP_POOL, tvb, offset, checked_length (length));
}

guint8 *
tvb_get_ephemeral_string (tvbuff_t *tvb, gint offset, gint length)
{
  return host_tvb_string (HOST_PACKET_POOL, tvb, offset, length, ENC_ASCII);
}

guint8 *
tvb_get_ephemeral_string_enc (tvbuff_t *tvb, gint offset, gint length, guint encoding)
{
  return host_tvb_string (HOST_PACKET_POOL, tvb, offset, length, encoding);
}

guint8 *
tvb_get_ephemeral_stringz (tvbuff_t *tvb, gint offset, gint *lengthp)
{
  return host_tvb_stringz (HOST_PACKET_POOL, tvb, offset, lengthp, ENC_ASCII);
}

guint8 *
tvb_get_ephemeral_stringz_enc (tvbuff_t *tvb, gint offset, gint *lengthp, guint encoding)
{
  return host_tvb_stringz (HOST_PACKET_POOL, tvb, offset, lengthp, encoding);
}

gchar *
tvb_get_ephemeral_unicode_string (tvbuff_t *tvb, gint offset, gint length, guint encoding)
{
  return host_tvb_unicode (HOST_PACKET_POOL, tvb, offset, length, encoding);
}

gchar *
tvb_get_ephemeral_unicode_stringz (tvbuff_t *tvb, gint offset, gint *lengthp, guint encoding)
{
  return host_tvb_unicodez (HOST_PACKET_POOL, tvb, offset, lengthp, encoding);
}

char *
tvb_get_ephemeral_faked_unicode (tvbuff_t *tvb, int offset, int length, gboolean little_endian)
{
  return host_tvb_faked_unicode (HOST_PACKET_POOL, tvb, offset, length, little_endian);
}

void *
ep_tvb_memdup (tvbuff_t *tvb, gint offset, size_t length)
{
  return host_tvb_memdup (HOST_PACKET_POOL, tvb, offset, checked_length (length));
}

guint8 *
ep_tvb_get_bits (tvbuff_t *tvb, guint bit_offset, gint no_of_bits, gboolean lsb0)
{
  return host_tvb_bits (HOST_PACKET_POOL, tvb, bit_offset, no_of_bits, lsb0);
}

const gchar *
tvb_bcd_dig_to_ep_str (tvbuff_t *tvb, const gint offset, const gint length, dgt_set_t *dgt, gboolean skip_first)
{
  return host_tvb_bcd (HOST_PACKET_POOL, tvb, offset, length, dgt, skip_first);
}

guint8 *
tvb_get_seasonal_string (tvbuff_t *tvb, gint offset, gint length)
{
  return host_tvb_string (HOST_FILE_POOL, tvb, offset, length, ENC_ASCII);
}

guint8 *
tvb_get_seasonal_stringz (tvbuff_t *tvb, gint offset, gint *lengthp)
{
  return host_tvb_stringz (HOST_FILE_POOL, tvb, offset, lengthp, ENC_ASCII);
}
