/* SPDX-License-Identifier: MIT */
/* Making tvbuffs, their lengths, and reading numbers and bytes: every read is checked here. */
#include "tvbuff_private.h"
#include <epan/to_str.h>

#include <string.h>

/* --- making buffers ----------------------------------------------------------------------------------------- */

static tvbuff_t *
tvb_new (tvbuff_t *first, const guint8 *data, guint length, guint reported_length)
{
  tvbuff_t *tvb = g_new0 (tvbuff_t, 1);
  tvb->data = data;
  tvb->length = length;
  tvb->reported_length = reported_length;
  tvb->first = first == NULL ? tvb : first;
  if (first != NULL)
    {
      tvb->next = first->next;
      first->next = tvb;
    }
  return tvb;
}

void
tvb_free_chain (tvbuff_t *first)
{
  while (first != NULL)
    {
      tvbuff_t *next = first->next;
      if (first->free_cb != NULL)
        first->free_cb ((void *) (gsize) first->data);
      g_free (first);
      first = next;
    }
}

tvbuff_t *
tvb_new_real_data (const guint8 *data, guint length, gint reported_length)
{
  return tvb_new (NULL, data, length, reported_length < 0 ? length : (guint) reported_length);
}

tvbuff_t *
tvb_new_child_real_data (tvbuff_t *parent, const guint8 *data, guint length, gint reported_length)
{
  return tvb_new (parent->first, data, length, reported_length < 0 ? length : (guint) reported_length);
}

void
tvb_set_free_cb (tvbuff_t *tvb, tvbuff_free_cb_t func)
{
  tvb->free_cb = func;
}

tvbuff_t *
tvb_new_subset (tvbuff_t *tvb, gint offset, gint length, gint reported_length)
{
  guint start;
  guint size;
  tvb_resolve (tvb, offset, length, &start, &size);
  const guint reported_rest = tvb->reported_length - MIN (start, tvb->reported_length);
  guint reported = reported_length < 0 ? reported_rest : (guint) reported_length;
  if (reported > reported_rest)
    THROW (ReportedBoundsError);
  tvbuff_t *subset = tvb_new (tvb->first, tvb->data + start, size, reported);
  subset->raw_offset = tvb->raw_offset + (gint) start;
  return subset;
}

tvbuff_t *
tvb_new_subset_remaining (tvbuff_t *tvb, gint offset)
{
  return tvb_new_subset (tvb, offset, -1, -1);
}

/* --- lengths ------------------------------------------------------------------------------------------------ */

/* Resolves a negative offset: returns FALSE where it lies before the start or past the end. */
static gboolean
offset_resolve (const tvbuff_t *tvb, gint offset, guint *start)
{
  if (offset < 0)
    {
      if ((guint) -offset > tvb->length)
        return FALSE;
      *start = tvb->length - (guint) -offset;
      return TRUE;
    }
  *start = (guint) offset;
  return *start <= tvb->length;
}

/* Throws what a read of `length` bytes at `start` deserves, where it leaves the buffer. */
static void
range_check (const tvbuff_t *tvb, gboolean start_is_inside, guint start, gint length)
{
  const guint64 end = (guint64) start + (guint64) MAX (length, 0);
  if (start_is_inside && end <= tvb->length)
    return;
  THROW (start_is_inside || start <= tvb->reported_length
           ? (end <= tvb->reported_length ? BoundsError : ReportedBoundsError)
           : ReportedBoundsError);
}

void
tvb_resolve (const tvbuff_t *tvb, gint offset, gint length, guint *start, guint *size)
{
  *start = 0;
  const gboolean inside = offset_resolve (tvb, offset, start);
  if (length < -1)
    THROW (ReportedBoundsError);
  range_check (tvb, inside, *start, length);
  *size = length == -1 ? tvb->length - *start : (guint) length;
}

guint
tvb_length (tvbuff_t *tvb)
{
  return tvb->length;
}

guint
tvb_reported_length (tvbuff_t *tvb)
{
  return tvb->reported_length;
}

gint
tvb_length_remaining (tvbuff_t *tvb, gint offset)
{
  guint start;
  return offset_resolve (tvb, offset, &start) ? (gint) (tvb->length - start) : -1;
}

gint
tvb_reported_length_remaining (tvbuff_t *tvb, gint offset)
{
  guint start;
  if (!offset_resolve (tvb, offset, &start))
    return -1;
  return start <= tvb->reported_length ? (gint) (tvb->reported_length - start) : -1;
}

guint
tvb_ensure_length_remaining (tvbuff_t *tvb, gint offset)
{
  guint start;
  guint size;
  tvb_resolve (tvb, offset, -1, &start, &size);
  if (size == 0)
    range_check (tvb, TRUE, start, 1);
  return size;
}

void
tvb_set_reported_length (tvbuff_t *tvb, guint reported_length)
{
  if (reported_length > tvb->reported_length)
    THROW (ReportedBoundsError);
  tvb->reported_length = reported_length;
  tvb->length = MIN (tvb->length, reported_length);
}

gboolean
tvb_bytes_exist (tvbuff_t *tvb, gint offset, gint length)
{
  guint start;
  return length >= 0 && offset_resolve (tvb, offset, &start) && (guint) length <= tvb->length - start;
}

gboolean
tvb_offset_exists (tvbuff_t *tvb, gint offset)
{
  return tvb_bytes_exist (tvb, offset, 1);
}

void
tvb_ensure_bytes_exist (tvbuff_t *tvb, gint offset, gint length)
{
  tvb_get_ptr (tvb, offset, length);
}

gint
tvb_raw_offset (tvbuff_t *tvb)
{
  return tvb->raw_offset;
}

/* --- bytes -------------------------------------------------------------------------------------------------- */

const guint8 *
tvb_get_ptr (tvbuff_t *tvb, gint offset, gint length)
{
  guint start;
  guint size;
  tvb_resolve (tvb, offset, length, &start, &size);
  return tvb->data + start;
}

void *
tvb_memcpy (tvbuff_t *tvb, void *target, gint offset, size_t length)
{
  const guint8 *source = tvb_get_ptr (tvb, offset, length > G_MAXINT ? G_MAXINT : (gint) length);
  return length == 0 ? target : memcpy (target, source, length);
}

gint
tvb_memeql (tvbuff_t *tvb, gint offset, const guint8 *bytes, size_t length)
{
  if (length > G_MAXINT || !tvb_bytes_exist (tvb, offset, (gint) length))
    return -1;
  return memcmp (tvb_get_ptr (tvb, offset, (gint) length), bytes, length) == 0 ? 0 : -1;
}

gint
tvb_strneql (tvbuff_t *tvb, gint offset, const gchar *text, gint length)
{
  if (!tvb_bytes_exist (tvb, offset, length))
    return -1;
  return strncmp ((const char *) tvb_get_ptr (tvb, offset, length), text, (size_t) length) == 0 ? 0 : -1;
}

gint
tvb_strncaseeql (tvbuff_t *tvb, gint offset, const gchar *text, gint length)
{
  if (!tvb_bytes_exist (tvb, offset, length))
    return -1;
  return g_ascii_strncasecmp ((const char *) tvb_get_ptr (tvb, offset, length), text, (gsize) length) == 0 ? 0 : -1;
}

/* --- numbers ------------------------------------------------------------------------------------------------ */

static guint64
number_be (tvbuff_t *tvb, gint offset, gint size)
{
  const guint8 *bytes = tvb_get_ptr (tvb, offset, size);
  guint64 value = 0;
  for (gint i = 0; i < size; i++)
    value = value << 8 | bytes[i];
  return value;
}

static guint64
number_le (tvbuff_t *tvb, gint offset, gint size)
{
  const guint8 *bytes = tvb_get_ptr (tvb, offset, size);
  guint64 value = 0;
  for (gint i = size; i > 0; i--)
    value = value << 8 | bytes[i - 1];
  return value;
}

#define NUMBER_READER(name, type, order, size)                                                                        \
  type name (tvbuff_t *tvb, gint offset)                                                                              \
  {                                                                                                                   \
    return (type) number_##order (tvb, offset, size);                                                                 \
  }
NUMBER_READER (tvb_get_guint8, guint8, be, 1)
NUMBER_READER (tvb_get_ntohs, guint16, be, 2)
NUMBER_READER (tvb_get_ntoh24, guint32, be, 3)
NUMBER_READER (tvb_get_ntohl, guint32, be, 4)
NUMBER_READER (tvb_get_ntoh40, guint64, be, 5)
NUMBER_READER (tvb_get_ntoh48, guint64, be, 6)
NUMBER_READER (tvb_get_ntoh64, guint64, be, 8)
NUMBER_READER (tvb_get_letohs, guint16, le, 2)
NUMBER_READER (tvb_get_letoh24, guint32, le, 3)
NUMBER_READER (tvb_get_letohl, guint32, le, 4)
NUMBER_READER (tvb_get_letoh64, guint64, le, 8)

#define IEEE_READER(name, type, bits_type, read_bits)                                                                 \
  type name (tvbuff_t *tvb, gint offset)                                                                              \
  {                                                                                                                   \
    const bits_type bits = read_bits (tvb, offset);                                                                   \
    type value;                                                                                                       \
    memcpy (&value, &bits, sizeof value);                                                                             \
    return value;                                                                                                     \
  }
IEEE_READER (tvb_get_ntohieee_float, gfloat, guint32, tvb_get_ntohl)
IEEE_READER (tvb_get_ntohieee_double, gdouble, guint64, tvb_get_ntoh64)
IEEE_READER (tvb_get_letohieee_float, gfloat, guint32, tvb_get_letohl)
IEEE_READER (tvb_get_letohieee_double, gdouble, guint64, tvb_get_letoh64)

guint32
tvb_get_ipv4 (tvbuff_t *tvb, gint offset)
{
  guint32 bytes;
  tvb_memcpy (tvb, &bytes, offset, sizeof bytes);
  return bytes;
}

void
tvb_get_ipv6 (tvbuff_t *tvb, gint offset, struct e_in6_addr *addr)
{
  tvb_memcpy (tvb, addr, offset, sizeof *addr);
}

void
tvb_get_ntohguid (tvbuff_t *tvb, gint offset, e_guid_t *guid)
{
  tvb_get_guid (tvb, offset, guid, ENC_BIG_ENDIAN);
}

void
tvb_get_letohguid (tvbuff_t *tvb, gint offset, e_guid_t *guid)
{
  tvb_get_guid (tvb, offset, guid, ENC_LITTLE_ENDIAN);
}

void
tvb_get_guid (tvbuff_t *tvb, gint offset, e_guid_t *guid, guint encoding)
{
  const gboolean little = (encoding & ENC_LITTLE_ENDIAN) != 0;
  tvb_ensure_bytes_exist (tvb, offset, GUID_LEN);
  guid->data1 = little ? tvb_get_letohl (tvb, offset) : tvb_get_ntohl (tvb, offset);
  guid->data2 = little ? tvb_get_letohs (tvb, offset + 4) : tvb_get_ntohs (tvb, offset + 4);
  guid->data3 = little ? tvb_get_letohs (tvb, offset + 6) : tvb_get_ntohs (tvb, offset + 6);
  tvb_memcpy (tvb, guid->data4, offset + 8, sizeof guid->data4);
}

static guint32
bits_read (tvbuff_t *tvb, gint bit_offset, gint no_of_bits)
{
  const gint first = bit_offset / 8;
  const gint bytes = (bit_offset % 8 + no_of_bits + 7) / 8;
  const guint64 value = number_be (tvb, first, bytes);
  const gint behind = bytes * 8 - bit_offset % 8 - no_of_bits;
  return (guint32) (value >> behind & ((G_GUINT64_CONSTANT (1) << no_of_bits) - 1));
}

guint8
tvb_get_bits8 (tvbuff_t *tvb, gint bit_offset, gint no_of_bits)
{
  return (guint8) bits_read (tvb, bit_offset, no_of_bits);
}

guint16
tvb_get_bits16 (tvbuff_t *tvb, gint bit_offset, gint no_of_bits, guint encoding G_GNUC_UNUSED)
{
  return (guint16) bits_read (tvb, bit_offset, no_of_bits);
}

guint32
tvb_get_bits32 (tvbuff_t *tvb, gint bit_offset, gint no_of_bits, guint encoding G_GNUC_UNUSED)
{
  return bits_read (tvb, bit_offset, no_of_bits);
}
