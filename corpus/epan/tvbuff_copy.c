/* SPDX-License-Identifier: MIT */
/* Copies of packet bytes in a pool: what the old and the new forms of the tvbuff functions have in common. */
#include "tvbuff_private.h"

#include <string.h>

void *
host_tvb_memdup (host_pool_t pool, tvbuff_t *tvb, gint offset, gint length)
{
  guint start;
  guint size;
  tvb_resolve (tvb, offset, length, &start, &size);
  void *copy = host_alloc (pool, size);
  if (size > 0)
    memcpy (copy, tvb->data + start, size);
  return copy;
}

/* EBCDIC (code page 037) for the characters that text is made of; the rest is a dot. */
static gchar
ebcdic_to_ascii (guint8 byte)
{
  static const gchar letters[] = "abcdefghijklmnopqrstuvwxyz";
  static const guint8 codes[] = { 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x91, 0x92, 0x93, 0x94,
                                  0x95, 0x96, 0x97, 0x98, 0x99, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9 };
  if (byte >= 0xf0 && byte <= 0xf9)
    return (gchar) ('0' + byte - 0xf0);
  if (byte == 0x40)
    return ' ';
  for (guint i = 0; i < sizeof codes; i++)
    {
      if (byte == codes[i])
        return letters[i];
      if (byte == codes[i] + 0x40)
        return g_ascii_toupper (letters[i]);
    }
  return '.';
}

guint8 *
host_tvb_string (host_pool_t pool, tvbuff_t *tvb, gint offset, gint length, guint encoding)
{
  guint start;
  guint size;
  tvb_resolve (tvb, offset, length, &start, &size);
  const guint charset = encoding & ENC_CHARENCODING_MASK;
  if (charset == ENC_UTF_16 || charset == ENC_UCS_2)
    return (guint8 *) host_tvb_unicode (pool, tvb, offset, (gint) size, encoding);
  guint8 *text = host_alloc (pool, (gsize) size + 1);
  if (size > 0)
    memcpy (text, tvb->data + start, size);
  text[size] = '\0';
  if (charset == ENC_EBCDIC)
    for (guint i = 0; i < size; i++)
      text[i] = (guint8) ebcdic_to_ascii (text[i]);
  return text;
}

guint8 *
host_tvb_stringz (host_pool_t pool, tvbuff_t *tvb, gint offset, gint *lengthp, guint encoding)
{
  const guint charset = encoding & ENC_CHARENCODING_MASK;
  if (charset == ENC_UTF_16 || charset == ENC_UCS_2)
    return (guint8 *) host_tvb_unicodez (pool, tvb, offset, lengthp, encoding);
  const gint size = (gint) tvb_strsize (tvb, offset);
  if (lengthp != NULL)
    *lengthp = size;
  return host_tvb_string (pool, tvb, offset, size - 1, encoding);
}

static guint16
unit_read (tvbuff_t *tvb, gint offset, guint encoding)
{
  return (encoding & ENC_LITTLE_ENDIAN) != 0 ? tvb_get_letohs (tvb, offset) : tvb_get_ntohs (tvb, offset);
}

gchar *
host_tvb_unicode (host_pool_t pool, tvbuff_t *tvb, gint offset, gint length, guint encoding)
{
  tvb_ensure_bytes_exist (tvb, offset, length);
  /* A unit of two bytes becomes at most three bytes of UTF-8. */
  gchar *text = host_alloc (pool, (gsize) MAX (length, 0) / 2 * 3 + 1);
  gchar *end = text;
  for (gint i = 0; i + 1 < length; i += 2)
    {
      const guint16 unit = unit_read (tvb, offset + i, encoding);
      end += g_unichar_to_utf8 (unit >= 0xd800 && unit <= 0xdfff ? 0xfffd : unit, end);
    }
  *end = '\0';
  return text;
}

gchar *
host_tvb_unicodez (host_pool_t pool, tvbuff_t *tvb, gint offset, gint *lengthp, guint encoding)
{
  gint size = 0;
  while (unit_read (tvb, offset + size, encoding) != 0)
    size += 2;
  if (lengthp != NULL)
    *lengthp = size + 2;
  return host_tvb_unicode (pool, tvb, offset, size, encoding);
}

char *
host_tvb_faked_unicode (host_pool_t pool, tvbuff_t *tvb, gint offset, gint length, gboolean little_endian)
{
  if (length < 0)
    THROW (ReportedBoundsError);
  tvb_ensure_bytes_exist (tvb, offset, 2 * length);
  char *text = host_alloc (pool, (gsize) length + 1);
  for (gint i = 0; i < length; i++)
    {
      const guint16 unit = unit_read (tvb, offset + 2 * i, little_endian ? ENC_LITTLE_ENDIAN : ENC_BIG_ENDIAN);
      text[i] = unit < 256 ? (char) unit : '.';
    }
  text[length] = '\0';
  return text;
}

guint8 *
host_tvb_bits (host_pool_t pool, tvbuff_t *tvb, guint bit_offset, gint no_of_bits, gboolean lsb0)
{
  const guint bytes = ((guint) MAX (no_of_bits, 0) + 7) / 8;
  tvb_ensure_bytes_exist (tvb, (gint) (bit_offset / 8), (gint) ((bit_offset % 8 + (guint) MAX (no_of_bits, 0) + 7) / 8));
  guint8 *copy = host_alloc (pool, (gsize) bytes + 1);
  memset (copy, 0, (gsize) bytes + 1);
  for (guint i = 0; i < (guint) MAX (no_of_bits, 0); i++)
    {
      const guint from = bit_offset + i;
      const guint8 byte = tvb_get_guint8 (tvb, (gint) (from / 8));
      const guint bit = lsb0 ? byte >> (from % 8) & 1 : byte >> (7 - from % 8) & 1;
      copy[i / 8] |= (guint8) (bit << (lsb0 ? i % 8 : 7 - i % 8));
    }
  return copy;
}

const gchar *
host_tvb_bcd (host_pool_t pool, tvbuff_t *tvb, gint offset, gint length, const dgt_set_t *digits, gboolean skip_first)
{
  static const dgt_set_t decimal
    = { { '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '?', '?', '?', '?', '?', '?' } };
  if (digits == NULL)
    digits = &decimal;
  guint start;
  guint size;
  tvb_resolve (tvb, offset, length, &start, &size);
  gchar *text = host_alloc (pool, 2 * (gsize) size + 1);
  gchar *end = text;
  for (guint i = skip_first ? 1 : 0; i < 2 * size; i++)
    {
      const guint8 byte = tvb->data[start + i / 2];
      const guint8 digit = i % 2 == 0 ? byte & 0x0f : byte >> 4;
      if (digit == 0x0f)
        break;
      *end++ = (gchar) digits->out[digit];
    }
  *end = '\0';
  return text;
}
