/* SPDX-License-Identifier: MIT */
/* Values as text. */
#include "to_str_private.h"
#include "tvbuff_private.h"
#include <epan/ftypes/ftypes.h>
#include <epan/strutil.h>

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#define MAX_BYTE_STR_LEN 36 /* more bytes than these become "..." */

/* --- texts in a pool ---------------------------------------------------------------------------------------- */

gchar *
host_strndup (host_pool_t pool, const gchar *text, gsize length)
{
  gchar *copy = host_alloc (pool, length + 1);
  memcpy (copy, text, length);
  copy[length] = '\0';
  return copy;
}

gchar *
host_strdup (host_pool_t pool, const gchar *text)
{
  return host_strndup (pool, text, strlen (text));
}

gchar *
host_vprintf (host_pool_t pool, const gchar *format, va_list arguments)
{
  gchar *text = g_strdup_vprintf (format, arguments);
  gchar *copy = host_strdup (pool, text);
  g_free (text);
  return copy;
}

gchar *
host_packet_printf (const gchar *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  gchar *text = host_vprintf (HOST_PACKET_POOL, format, arguments);
  va_end (arguments);
  return text;
}

/* --- addresses ---------------------------------------------------------------------------------------------- */

void
ip_to_str_buf (const guint8 *bytes, gchar *buffer, const int size)
{
  g_snprintf (buffer, (gulong) size, "%u.%u.%u.%u", bytes[0], bytes[1], bytes[2], bytes[3]);
}

const gchar *
ip_to_str (const guint8 *bytes)
{
  gchar *text = host_alloc (HOST_PACKET_POOL, MAX_IP_STR_LEN);
  ip_to_str_buf (bytes, text, MAX_IP_STR_LEN);
  return text;
}

void
ip6_to_str_buf (const struct e_in6_addr *addr, gchar *buffer)
{
  inet_ntop (AF_INET6, addr->bytes, buffer, MAX_IP6_STR_LEN);
}

gchar *
ip6_to_str (const struct e_in6_addr *addr)
{
  gchar *text = host_alloc (HOST_PACKET_POOL, MAX_IP6_STR_LEN);
  ip6_to_str_buf (addr, text);
  return text;
}

/* Hexadecimal digits of all bytes, with `punct` between them unless it is NUL: returns the end. */
static gchar *
hex_write (gchar *target, const guint8 *bytes, int length, gchar punct)
{
  static const gchar digits[] = "0123456789abcdef";
  for (int i = 0; i < length; i++)
    {
      if (i > 0 && punct != '\0')
        *target++ = punct;
      *target++ = digits[bytes[i] >> 4];
      *target++ = digits[bytes[i] & 15];
    }
  *target = '\0';
  return target;
}

gchar *
ether_to_str (const guint8 *bytes)
{
  return bytes_to_str_punct (bytes, FT_ETHER_LEN, ':');
}

void
address_to_str_buf (const address *addr, gchar *buffer, int size)
{
  gchar digits[64];
  switch (addr->type)
    {
    case AT_NONE:
      g_strlcpy (buffer, "", (gsize) size);
      break;
    case AT_IPv4:
      ip_to_str_buf (addr->data, buffer, size);
      break;
    case AT_IPv6:
      inet_ntop (AF_INET6, addr->data, buffer, (socklen_t) size);
      break;
    case AT_STRINGZ:
    case AT_URI:
      g_snprintf (buffer, (gulong) size, "%.*s", addr->len, (const gchar *) addr->data);
      break;
    case AT_ETHER:
    case AT_EUI64:
    default:
      hex_write (digits, addr->data, MIN (addr->len, 16), ':');
      g_strlcpy (buffer, digits, (gsize) size);
      break;
    }
}

gchar *
host_address_text (host_pool_t pool, const address *addr)
{
  gchar text[256];
  address_to_str_buf (addr, text, sizeof text);
  return host_strdup (pool, text);
}

/* --- bytes -------------------------------------------------------------------------------------------------- */

gchar *
bytes_to_str_punct (const guint8 *bytes, int length, gchar punct)
{
  const int shown = MIN (MAX (length, 0), MAX_BYTE_STR_LEN);
  gchar *text = host_alloc (HOST_PACKET_POOL, (gsize) shown * 3 + 5);
  gchar *end = hex_write (text, bytes, shown, punct);
  if (shown < length)
    {
      if (punct != '\0')
        *end++ = punct;
      memcpy (end, "...", 4);
    }
  return text;
}

gchar *
bytes_to_str (const guint8 *bytes, int length)
{
  return bytes_to_str_punct (bytes, length, '\0');
}

const gchar *
guid_to_str (const e_guid_t *guid)
{
  gchar node[13];
  hex_write (node, guid->data4 + 2, 6, '\0');
  return host_packet_printf ("%08x-%04x-%04x-%02x%02x-%s", guid->data1, guid->data2, guid->data3, guid->data4[0],
                             guid->data4[1], node);
}

gchar *
tvb_bytes_to_str (tvbuff_t *tvb, gint offset, gint length)
{
  return tvb_bytes_to_str_punct (tvb, offset, length, '\0');
}

gchar *
tvb_bytes_to_str_punct (tvbuff_t *tvb, gint offset, gint length, gchar punct)
{
  guint start;
  guint size;
  tvb_resolve (tvb, offset, length, &start, &size);
  return bytes_to_str_punct (tvb->data + start, (int) size, punct);
}

const gchar *
tvb_ip_to_str (tvbuff_t *tvb, gint offset)
{
  return ip_to_str (tvb_get_ptr (tvb, offset, FT_IPv4_LEN));
}

const gchar *
tvb_ip6_to_str (tvbuff_t *tvb, gint offset)
{
  struct e_in6_addr addr;
  tvb_get_ipv6 (tvb, offset, &addr);
  return ip6_to_str (&addr);
}

const gchar *
tvb_ether_to_str (tvbuff_t *tvb, gint offset)
{
  return ether_to_str (tvb_get_ptr (tvb, offset, FT_ETHER_LEN));
}

const gchar *
tvb_guid_to_str (tvbuff_t *tvb, gint offset, guint encoding)
{
  e_guid_t guid;
  tvb_get_guid (tvb, offset, &guid, encoding);
  return guid_to_str (&guid);
}

gchar *
tvb_format_text (tvbuff_t *tvb, gint offset, gint length)
{
  guint start;
  guint size;
  tvb_resolve (tvb, offset, length, &start, &size);
  return format_text (tvb->data + start, size);
}

gchar *
tvb_format_text_wsp (tvbuff_t *tvb, gint offset, gint length)
{
  guint start;
  guint size;
  tvb_resolve (tvb, offset, length, &start, &size);
  return format_text_wsp (tvb->data + start, size);
}

gchar *
tvb_format_stringzpad (tvbuff_t *tvb, gint offset, gint length)
{
  guint start;
  guint size;
  tvb_resolve (tvb, offset, length, &start, &size);
  return format_text (tvb->data + start, strnlen ((const char *) tvb->data + start, size));
}

/* --- times -------------------------------------------------------------------------------------------------- */

static gchar *
time_print (time_t secs, int nsecs, absolute_time_display_e display, gboolean show_zone)
{
  struct tm parts;
  gchar text[64] = "Not representable";
  if (gmtime_r (&secs, &parts) != NULL)
    strftime (text, sizeof text, display == ABSOLUTE_TIME_DOY_UTC ? "%Y/%j:%H:%M:%S" : "%b %e, %Y %H:%M:%S", &parts);
  if (nsecs < 0)
    return host_packet_printf ("%s%s", text, show_zone ? " UTC" : "");
  return host_packet_printf ("%s.%09d%s", text, nsecs, show_zone ? " UTC" : "");
}

gchar *
abs_time_to_str (const nstime_t *time, const absolute_time_display_e display, gboolean show_zone)
{
  return time_print (time->secs, time->nsecs, display, show_zone);
}

gchar *
abs_time_secs_to_str (const time_t secs, const absolute_time_display_e display, gboolean show_zone)
{
  return time_print (secs, -1, display, show_zone);
}

gchar *
rel_time_to_secs_str (const nstime_t *time)
{
  const gboolean negative = time->secs < 0 || time->nsecs < 0;
  return host_packet_printf ("%s%" G_GINT64_FORMAT ".%09d", negative ? "-" : "",
                             (gint64) (time->secs < 0 ? -time->secs : time->secs),
                             time->nsecs < 0 ? -time->nsecs : time->nsecs);
}

gchar *
rel_time_to_str (const nstime_t *time)
{
  return host_packet_printf ("%s seconds", rel_time_to_secs_str (time));
}

/* "1 day, 2 hours, 3 seconds": parts that are zero are left out. */
static gchar *
span_print (guint32 secs, guint32 msecs)
{
  static const struct
  {
    guint32 seconds;
    const char *name;
  } units[] = { { 86400, "day" }, { 3600, "hour" }, { 60, "minute" } };
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      const guint32 count = secs / units[i].seconds;
      secs %= units[i].seconds;
      if (count > 0)
        g_string_append_printf (text, "%s%u %s%s", text->len > 0 ? ", " : "", count, units[i].name,
                                plurality (count, "", "s"));
    }
  const gchar *comma = text->len > 0 ? ", " : "";
  if (msecs > 0)
    g_string_append_printf (text, "%s%u.%03u seconds", comma, secs, msecs);
  else if (secs > 0 || text->len == 0)
    g_string_append_printf (text, "%s%u second%s", comma, secs, plurality (secs, "", "s"));
  gchar *copy = host_strdup (HOST_PACKET_POOL, text->str);
  g_string_free (text, TRUE);
  return copy;
}

gchar *
time_secs_to_str (const gint32 secs)
{
  return secs < 0 ? host_packet_printf ("-%s", span_print (0 - (guint32) secs, 0)) : span_print ((guint32) secs, 0);
}

gchar *
time_msecs_to_str (gint32 msecs)
{
  const guint32 size = msecs < 0 ? 0 - (guint32) msecs : (guint32) msecs;
  const gchar *text = span_print (size / 1000, size % 1000);
  return host_packet_printf ("%s%s", msecs < 0 ? "-" : "", text);
}

/* --- numbers and bit fields --------------------------------------------------------------------------------- */

char *
guint32_to_str_buf (const guint32 value, gchar *buffer, int size)
{
  g_snprintf (buffer, (gulong) size, "%u", value);
  return buffer;
}

char *
decode_bits_in_field (const guint bit_offset, const gint no_of_bits, const guint64 value)
{
  const guint before = bit_offset % 8;
  const guint bits = (guint) MAX (no_of_bits, 0);
  const guint total = (before + bits + 7) / 8 * 8;
  gchar *text = host_alloc (HOST_PACKET_POOL, (gsize) total + total / 4 + 1);
  gchar *end = text;
  for (guint i = 0; i < total; i++)
    {
      if (i > 0 && i % 4 == 0)
        *end++ = ' ';
      if (i < before || i >= before + bits)
        *end++ = '.';
      else
        *end++ = (value >> (before + bits - 1 - i) & 1) != 0 ? '1' : '0';
    }
  *end = '\0';
  return text;
}

const char *
decode_bitfield_value (char *buffer, const guint32 value, const guint32 mask, const int width)
{
  char *end = buffer;
  for (int bit = width - 1; bit >= 0; bit--)
    {
      const guint32 weight = (guint32) 1 << bit;
      *end++ = (mask & weight) == 0 ? '.' : (value & weight) != 0 ? '1' : '0';
      if (bit % 4 == 0 && bit > 0)
        *end++ = ' ';
    }
  strcpy (end, " = ");
  return end + 3;
}

const char *
decode_boolean_bitfield (const guint32 value, const guint32 mask, const int width, const char *if_set,
                         const char *if_clear)
{
  char bits[64];
  decode_bitfield_value (bits, value, mask, width);
  return host_packet_printf ("%s%s", bits, (value & mask) != 0 ? if_set : if_clear);
}

static guint32
masked (guint32 value, guint32 mask)
{
  return mask == 0 ? 0 : (value & mask) >> __builtin_ctz (mask);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* the format is the dissector's, for one value */
const char *
decode_enumerated_bitfield (const guint32 value, const guint32 mask, const int width, const value_string *table,
                            const char *format)
{
  char bits[64];
  decode_bitfield_value (bits, value, mask, width);
  gchar *text = g_strdup_printf (format, val_to_str (masked (value, mask), table, "Unknown (%u)"));
  const char *whole = host_packet_printf ("%s%s", bits, text);
  g_free (text);
  return whole;
}

const char *
decode_numeric_bitfield (const guint32 value, const guint32 mask, const int width, const char *format)
{
  char bits[64];
  decode_bitfield_value (bits, value, mask, width);
  gchar *text = g_strdup_printf (format, masked (value, mask));
  const char *whole = host_packet_printf ("%s%s", bits, text);
  g_free (text);
  return whole;
}
#pragma GCC diagnostic pop
