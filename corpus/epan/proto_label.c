/* SPDX-License-Identifier: MIT */
/* Fields and values as text: labels of items, and printing a whole tree. */
#include "proto_private.h"
#include <epan/oids.h>
#include <epan/strutil.h>

#include <stdio.h>
#include <string.h>

/* Half-bytes to show a number of the type in hexadecimal. */
static int
hex_digits (const header_field_info *field)
{
  switch (field->type)
    {
    case FT_UINT8:
    case FT_INT8:
      return 2;
    case FT_UINT16:
    case FT_INT16:
      return 4;
    case FT_UINT24:
    case FT_INT24:
      return 6;
    case FT_UINT64:
    case FT_INT64:
      return 16;
    default:
      return 8;
    }
}

static gchar *
number_to_text (const header_field_info *field, guint64 number)
{
  const int base = field->display & BASE_DISPLAY_E_MASK;
  const int digits = hex_digits (field);
  gchar decimal[24];
  if (IS_FT_INT (field->type))
    g_snprintf (decimal, sizeof decimal, "%" G_GINT64_FORMAT, (gint64) number);
  else
    g_snprintf (decimal, sizeof decimal, "%" G_GUINT64_FORMAT, number);
  switch (base)
    {
    case BASE_HEX:
      return g_strdup_printf ("0x%0*" G_GINT64_MODIFIER "x", digits, number);
    case BASE_OCT:
      return g_strdup_printf ("%" G_GINT64_MODIFIER "o", number);
    case BASE_DEC_HEX:
      return g_strdup_printf ("%s (0x%0*" G_GINT64_MODIFIER "x)", decimal, digits, number);
    case BASE_HEX_DEC:
      return g_strdup_printf ("0x%0*" G_GINT64_MODIFIER "x (%s)", digits, number, decimal);
    default:
      return g_strdup (decimal);
    }
}

static const gchar *
number_name (const header_field_info *field, guint32 number)
{
  if ((field->display & BASE_RANGE_STRING) != 0)
    return match_strrval (number, field->strings);
  if ((field->display & BASE_EXT_STRING) != 0)
    return match_strval_ext (number, (value_string_ext *) (gsize) field->strings);
  return match_strval (number, field->strings);
}

static gchar *
integer_to_text (const header_field_info *field, guint64 number)
{
  if ((field->display & BASE_DISPLAY_E_MASK) == BASE_CUSTOM)
    {
      gchar label[ITEM_LABEL_LENGTH] = "";
      ((custom_fmt_func_t) (gsize) field->strings) (label, (guint32) number);
      return g_strdup (label);
    }
  gchar *digits = number_to_text (field, number);
  if (field->strings == NULL)
    return digits;
  const gchar *name = number_name (field, (guint32) number);
  gchar *text = g_strdup_printf ("%s (%s)", name == NULL ? "Unknown" : name, digits);
  g_free (digits);
  return text;
}

static gchar *
hex_text (const field_value_t *value, const char *separator)
{
  GString *text = g_string_new (NULL);
  for (gsize i = 0; i < value->length; i++)
    g_string_append_printf (text, "%s%02x", i > 0 ? separator : "", value->bytes[i]);
  return g_string_free (text, FALSE);
}

static gchar *
address_text (address_type type, const field_value_t *value)
{
  address addr;
  gchar text[64];
  SET_ADDRESS (&addr, type, (int) value->length, value->bytes);
  address_to_str_buf (&addr, text, sizeof text);
  return g_strdup (text);
}

static gchar *
time_text (const nstime_t *time, gboolean absolute)
{
  if (!absolute)
    {
      const gboolean negative = time->secs < 0 || time->nsecs < 0;
      return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%09d seconds", negative ? "-" : "",
                              (gint64) (time->secs < 0 ? -time->secs : time->secs),
                              time->nsecs < 0 ? -time->nsecs : time->nsecs);
    }
  struct tm parts;
  gchar text[64];
  if (gmtime_r (&time->secs, &parts) == NULL || strftime (text, sizeof text, "%b %e, %Y %H:%M:%S", &parts) == 0)
    return g_strdup ("Not representable");
  return g_strdup_printf ("%s.%09d UTC", text, time->nsecs);
}

/* Text with what is not printable escaped: bytes above 127 stay when they are UTF-8. */
static gchar *
printable_text (const gchar *text)
{
  GString *escaped = g_string_new (NULL);
  const gboolean utf8 = g_utf8_validate (text, -1, NULL);
  for (; *text != '\0'; text++)
    if (g_ascii_isprint (*text) || (utf8 && (guchar) *text >= 0x80))
      g_string_append_c (escaped, *text);
    else
      g_string_append_printf (escaped, *text == '\n'   ? "\\n"
                                       : *text == '\r' ? "\\r"
                                       : *text == '\t' ? "\\t"
                                                       : "\\%03o",
                              (guchar) *text);
  return g_string_free (escaped, FALSE);
}

static gchar *
guid_text (const e_guid_t *guid)
{
  const guint8 *node = guid->data4;
  return g_strdup_printf ("%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x", guid->data1, guid->data2, guid->data3,
                          node[0], node[1], node[2], node[3], node[4], node[5], node[6], node[7]);
}

static gchar *
oid_text (const field_value_t *value)
{
  GString *text = g_string_new (NULL);
  guint64 part = 0;
  for (gsize i = 0; i < value->length; i++)
    {
      part = part << 7 | (value->bytes[i] & 0x7f);
      if ((value->bytes[i] & 0x80) != 0)
        continue;
      if (text->len == 0)
        {
          const guint64 first = MIN (part / 40, 2);
          g_string_append_printf (text, "%" G_GUINT64_FORMAT, first);
          part -= 40 * first;
        }
      g_string_append_printf (text, ".%" G_GUINT64_FORMAT, part);
      part = 0;
    }
  return g_string_free (text, FALSE);
}

gchar *
field_value_to_text (const header_field_info *field, const field_value_t *value)
{
  switch (field->type)
    {
    case FT_BOOLEAN:
      {
        const true_false_string *words = field->strings != NULL ? field->strings : &tfs_true_false;
        return g_strdup (value->number != 0 ? words->true_string : words->false_string);
      }
    case FT_UINT8:
    case FT_UINT16:
    case FT_UINT24:
    case FT_UINT32:
    case FT_UINT64:
    case FT_INT8:
    case FT_INT16:
    case FT_INT24:
    case FT_INT32:
    case FT_INT64:
      return integer_to_text (field, value->number);
    case FT_FRAMENUM:
      return g_strdup_printf ("%" G_GUINT64_FORMAT, value->number);
    case FT_IPXNET:
      return g_strdup_printf ("0x%08x", (guint32) value->number);
    case FT_FLOAT:
      return g_strdup_printf ("%.7g", value->real);
    case FT_DOUBLE:
      return g_strdup_printf ("%.15g", value->real);
    case FT_ABSOLUTE_TIME:
      return time_text (&value->time, TRUE);
    case FT_RELATIVE_TIME:
      return time_text (&value->time, FALSE);
    case FT_STRING:
    case FT_STRINGZ:
    case FT_EBCDIC:
    case FT_UINT_STRING:
      return printable_text (value->text == NULL ? "" : value->text);
    case FT_ETHER:
      return address_text (AT_ETHER, value);
    case FT_EUI64:
      return address_text (AT_EUI64, value);
    case FT_IPv4:
      return address_text (AT_IPv4, value);
    case FT_IPv6:
      return address_text (AT_IPv6, value);
    case FT_GUID:
      return guid_text (&value->guid);
    case FT_OID:
      return oid_text (value);
    case FT_BYTES:
    case FT_UINT_BYTES:
      return hex_text (value, "");
    case FT_NONE:
    case FT_PROTOCOL:
    case FT_NUM_TYPES:
    default:
      return g_strdup ("");
    }
}

/* "..01 .... = " for a field that is part of a larger number, or "". */
static void
bits_text (const header_field_info *field, guint64 number, gchar *target)
{
  target[0] = '\0';
  if (field->bitmask == 0)
    return;
  const int width = field->type == FT_BOOLEAN ? field->display : hex_digits (field) * 4;
  decode_bitfield_value (target, (guint32) number << field->bitshift, field->bitmask, width);
}

void
proto_item_fill_label (const proto_item *item, gchar *label)
{
  if (item->label != NULL)
    {
      g_strlcpy (label, item->label, ITEM_LABEL_LENGTH);
      return;
    }
  if (item->field == NULL || item->field->type == FT_NONE || item->field->type == FT_PROTOCOL)
    {
      g_strlcpy (label, item->field == NULL ? "" : item->field->name, ITEM_LABEL_LENGTH);
      return;
    }
  gchar bits[64];
  bits_text (item->field, item->value.number, bits);
  gchar *text = field_value_to_text (item->field, &item->value);
  g_snprintf (label, ITEM_LABEL_LENGTH, "%s%s: %s", bits, item->field->name, text);
  g_free (text);
}

static void
node_print (const proto_node *node, int depth, GString *target)
{
  for (const proto_node *child = node->first_child; child != NULL; child = child->next)
    {
      if (child->hidden)
        continue;
      gchar label[ITEM_LABEL_LENGTH];
      proto_item_fill_label (child, label);
      g_string_append_printf (target, child->generated ? "%*s[%s]\n" : "%*s%s\n", 4 * depth, "", label);
      node_print (child, depth + 1, target);
    }
}

void
proto_tree_print (const proto_tree *root, GString *target)
{
  node_print (root, 1, target);
}

void
proto_tree_print_fields (const proto_tree *root, GString *target)
{
  for (const proto_node *child = root->first_child; child != NULL; child = child->next)
    {
      if (child->field != NULL && child->field->type != FT_PROTOCOL && child->field->type != FT_NONE)
        {
          /* Plain numbers, as other programs print them: without the names that this host gives them. */
          header_field_info plain = *child->field;
          if (plain.type >= FT_UINT8 && plain.type <= FT_INT64)
            {
              plain.strings = NULL;
              plain.display = BASE_DEC;
            }
          gchar *text = plain.type == FT_BOOLEAN ? g_strdup (child->value.number != 0 ? "1" : "0")
                                                 : field_value_to_text (&plain, &child->value);
          g_string_append_printf (target, "%s\t%s\n", child->field->abbrev, text);
          g_free (text);
        }
      proto_tree_print_fields (child, target);
    }
}
