/* SPDX-License-Identifier: MIT */
/*
 * Values as text, in packet-scoped memory unless a buffer is handed over.
 *
 * ip_to_str() and its like hide their lifetime behind a plain name; they had no form with a pool for years, so they
 * are the same in every flavour of the host. Those that had one are declared in epan/to_str_copy.h.
 */
#ifndef EPAN_TO_STR_H
#define EPAN_TO_STR_H

#include <glib.h>
#include <epan/address.h>
#include <epan/guid-utils.h>
#include <epan/nstime.h>
#include <epan/value_string.h>

struct e_in6_addr
{
  guint8 bytes[16];
};

#define MAX_IP_STR_LEN 16
#define MAX_IP6_STR_LEN 40

typedef enum
{
  ABSOLUTE_TIME_LOCAL = 1000, /* shown as UTC: output must not depend on the machine */
  ABSOLUTE_TIME_UTC,
  ABSOLUTE_TIME_DOY_UTC
} absolute_time_display_e;

void address_to_str_buf (const address *addr, gchar *buffer, int size);
const gchar *ip_to_str (const guint8 *bytes);
void ip_to_str_buf (const guint8 *bytes, gchar *buffer, const int size);
gchar *ip6_to_str (const struct e_in6_addr *addr);
void ip6_to_str_buf (const struct e_in6_addr *addr, gchar *buffer);
gchar *ether_to_str (const guint8 *bytes);
gchar *bytes_to_str (const guint8 *bytes, int length);
gchar *bytes_to_str_punct (const guint8 *bytes, int length, gchar punct);
const gchar *guid_to_str (const e_guid_t *guid);
gchar *abs_time_to_str (const nstime_t *time, const absolute_time_display_e display, gboolean show_zone);
gchar *abs_time_secs_to_str (const time_t secs, const absolute_time_display_e display, gboolean show_zone);
gchar *rel_time_to_str (const nstime_t *time);
gchar *rel_time_to_secs_str (const nstime_t *time);
gchar *time_secs_to_str (const gint32 secs);
gchar *time_msecs_to_str (gint32 msecs);
char *guint32_to_str_buf (const guint32 value, gchar *buffer, int size);
/** A bit field as "..01 ....": in packet-scoped memory. */
char *decode_bits_in_field (const guint bit_offset, const gint no_of_bits, const guint64 value);
const char *decode_bitfield_value (char *buffer, const guint32 value, const guint32 mask, const int width);
const char *decode_boolean_bitfield (const guint32 value, const guint32 mask, const int width, const char *if_set,
                                     const char *if_clear);
const char *decode_enumerated_bitfield (const guint32 value, const guint32 mask, const int width,
                                        const value_string *table, const char *format);
const char *decode_numeric_bitfield (const guint32 value, const guint32 mask, const int width, const char *format);

#include <epan/to_str_copy.h>

#endif
