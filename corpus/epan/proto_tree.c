/* SPDX-License-Identifier: MIT */
/* Adding items to the protocol tree, and changing them. */
#include "proto_private.h"
#include "tvbuff_private.h"
#include <epan/dissector_assert.h>

#include <stdarg.h>
#include <string.h>

/* --- nodes -------------------------------------------------------------------------------------------------- */

proto_tree *
proto_tree_new_root (void)
{
  return g_new0 (proto_node, 1);
}

void
proto_tree_free (proto_tree *root)
{
  for (proto_node *child = root->first_child; child != NULL;)
    {
      proto_node *next = child->next;
      proto_tree_free (child);
      child = next;
    }
  g_free (root->label);
  g_free (root->value.text);
  g_free (root->value.bytes);
  g_free (root);
}

void
proto_tree_collect_sources (const proto_tree *root, GHashTable *sources)
{
  for (const proto_node *child = root->first_child; child != NULL; child = child->next)
    {
      const header_field_info *field = child->field;
      const char *source = field == NULL ? NULL : proto_get_file (field->parent == -1 ? field->id : field->parent);
      if (source != NULL)
        g_hash_table_add (sources, (gpointer) (gsize) source);
      proto_tree_collect_sources (child, sources);
    }
}

static proto_item *
node_add (proto_tree *tree, const header_field_info *field, tvbuff_t *tvb, gint start, gint length)
{
  if (tree == NULL)
    return NULL;
  proto_node *node = g_new0 (proto_node, 1);
  node->field = field;
  node->start = start;
  node->length = length == -1 && tvb != NULL ? tvb_length_remaining (tvb, start) : length;
  node->ett = -1;
  node->parent = tree;
  if (tree->last_child == NULL)
    tree->first_child = node;
  else
    tree->last_child->next = node;
  tree->last_child = node;
  return node;
}

static void
label_set_v (proto_item *item, const char *format, va_list arguments)
{
  if (item == NULL)
    return;
  g_free (item->label);
  item->label = g_malloc (ITEM_LABEL_LENGTH);
  g_vsnprintf (item->label, ITEM_LABEL_LENGTH, format, arguments);
}

/* --- values out of the packet ------------------------------------------------------------------------------- */

static guint64
integer_read (tvbuff_t *tvb, gint start, gint length, guint encoding)
{
  const guint8 *bytes = tvb_get_ptr (tvb, start, length);
  guint64 value = 0;
  for (gint i = 0; i < length; i++)
    value = value << 8 | bytes[(encoding & ENC_LITTLE_ENDIAN) != 0 ? length - 1 - i : i];
  return value;
}

static void
bytes_set (field_value_t *value, const guint8 *bytes, gsize length)
{
  value->bytes = g_memdup2 (bytes, length);
  value->length = length;
}

static void
time_read (tvbuff_t *tvb, gint start, gint length, guint encoding, nstime_t *time)
{
  const guint64 whole = integer_read (tvb, start, length == 8 ? 4 : length, encoding);
  const guint64 part = length == 8 ? integer_read (tvb, start + 4, 4, encoding) : 0;
  time->secs = (time_t) whole;
  time->nsecs = (int) part;
  if ((encoding & ENC_TIME_NTP) != 0)
    {
      /* NTP counts from 1900, or, with the highest bit clear, from the wrap in 2036; and in parts of 2^32. */
      time->secs = (time_t) whole - G_GINT64_CONSTANT (2208988800)
                   + ((whole & 0x80000000) != 0 ? 0 : G_GINT64_CONSTANT (4294967296));
      time->nsecs = (int) ((part * 1000000000) >> 32);
      if (whole == 0 && part == 0)
        time->secs = 0;
    }
}

/* How long an item is whose length was given as -1; throws where it is not all there. */
static gint
item_length (const header_field_info *field, tvbuff_t *tvb, gint start, gint length, guint encoding)
{
  switch (field->type)
    {
    case FT_UINT_STRING:
    case FT_UINT_BYTES:
      return length + (gint) integer_read (tvb, start, length, encoding);
    case FT_STRINGZ:
      return length == -1 ? (gint) tvb_strsize (tvb, start) : length;
    case FT_PROTOCOL:
    case FT_NONE:
      return length == -1 ? tvb_length_remaining (tvb, start) : length;
    default:
      return length == -1 ? (gint) tvb_ensure_length_remaining (tvb, start) : length;
    }
}

static void
value_read (const header_field_info *field, field_value_t *value, tvbuff_t *tvb, gint start, gint length,
            gint given_length, guint encoding)
{
  const gboolean little = (encoding & ENC_LITTLE_ENDIAN) != 0;
  switch (field->type)
    {
    case FT_BOOLEAN:
    case FT_UINT8:
    case FT_UINT16:
    case FT_UINT24:
    case FT_UINT32:
    case FT_UINT64:
    case FT_FRAMENUM:
    case FT_IPXNET:
    case FT_INT8:
    case FT_INT16:
    case FT_INT24:
    case FT_INT32:
    case FT_INT64:
      DISSECTOR_ASSERT (length >= 1 && length <= 8);
      value->number = integer_read (tvb, start, length, encoding);
      if (field->bitmask != 0)
        value->number = (value->number & field->bitmask) >> field->bitshift;
      else if (IS_FT_INT (field->type) && length < 8)
        value->number = (guint64) ((gint64) (value->number << (64 - 8 * length)) >> (64 - 8 * length));
      break;
    case FT_FLOAT:
      value->real = (gdouble) (little ? tvb_get_letohieee_float (tvb, start) : tvb_get_ntohieee_float (tvb, start));
      break;
    case FT_DOUBLE:
      value->real = little ? tvb_get_letohieee_double (tvb, start) : tvb_get_ntohieee_double (tvb, start);
      break;
    case FT_ABSOLUTE_TIME:
    case FT_RELATIVE_TIME:
      time_read (tvb, start, length, encoding, &value->time);
      break;
    case FT_STRING:
    case FT_STRINGZ:
    case FT_EBCDIC:
      value->text = (gchar *) host_tvb_string (HOST_HEAP_POOL, tvb, start, length,
                                               field->type == FT_EBCDIC ? ENC_EBCDIC : encoding);
      break;
    case FT_UINT_STRING:
      value->text = (gchar *) host_tvb_string (HOST_HEAP_POOL, tvb, start + given_length, length - given_length,
                                               encoding & ENC_CHARENCODING_MASK);
      break;
    case FT_UINT_BYTES:
      bytes_set (value, tvb_get_ptr (tvb, start + given_length, length - given_length),
                 (gsize) (length - given_length));
      break;
    case FT_GUID:
      tvb_get_guid (tvb, start, &value->guid, encoding);
      break;
    case FT_ETHER:
    case FT_BYTES:
    case FT_IPv4:
    case FT_IPv6:
    case FT_OID:
    case FT_EUI64:
      bytes_set (value, tvb_get_ptr (tvb, start, length), (gsize) length);
      break;
    case FT_NONE:
    case FT_PROTOCOL:
    case FT_NUM_TYPES:
    default:
      break;
    }
}

proto_item *
proto_tree_add_item (proto_tree *tree, const int hf, tvbuff_t *tvb, const gint start, gint length,
                     const guint encoding)
{
  const header_field_info *field = proto_registrar_get_nth ((guint) hf);
  const gint whole = item_length (field, tvb, start, length, encoding);
  if (whole < 0)
    THROW (ReportedBoundsError);
  if (field->type != FT_PROTOCOL && field->type != FT_NONE)
    tvb_ensure_bytes_exist (tvb, start, whole);
  if (tree == NULL)
    return NULL;
  field_value_t value = { 0 };
  value_read (field, &value, tvb, start, whole, length, encoding);
  proto_item *item = node_add (tree, field, tvb, start, whole);
  item->value = value;
  return item;
}

proto_item *
proto_tree_add_bits_item (proto_tree *tree, const int hf, tvbuff_t *tvb, const gint bit_offset,
                          const gint no_of_bits, const guint encoding)
{
  const header_field_info *field = proto_registrar_get_nth ((guint) hf);
  const guint32 number = tvb_get_bits32 (tvb, bit_offset, no_of_bits, encoding);
  proto_item *item
    = node_add (tree, field, tvb, bit_offset / 8, (bit_offset % 8 + no_of_bits + 7) / 8);
  if (item == NULL)
    return NULL;
  item->value.number = number;
  gchar *text = field_value_to_text (field, &item->value);
  proto_item_set_text (item, "%s = %s: %s", decode_bits_in_field ((guint) bit_offset, no_of_bits, number),
                       field->name, text);
  g_free (text);
  return item;
}

proto_item *
proto_tree_add_bitmask (proto_tree *tree, tvbuff_t *tvb, const guint offset, const int hf, const gint ett,
                        const int **parts, const guint encoding)
{
  static const gint lengths[FT_NUM_TYPES]
    = { [FT_UINT8] = 1, [FT_INT8] = 1, [FT_UINT16] = 2, [FT_INT16] = 2, [FT_UINT24] = 3, [FT_INT24] = 3,
        [FT_UINT32] = 4, [FT_INT32] = 4 };
  const gint length = lengths[proto_registrar_get_nth ((guint) hf)->type];
  proto_item *item = proto_tree_add_item (tree, hf, tvb, (gint) offset, length, encoding);
  proto_tree *subtree = proto_item_add_subtree (item, ett);
  for (; *parts != NULL; parts++)
    proto_tree_add_item (subtree, **parts, tvb, (gint) offset, length, encoding);
  return item;
}

/* --- items with a value or a text of the caller's ----------------------------------------------------------- */

proto_item *
proto_tree_add_text (proto_tree *tree, tvbuff_t *tvb, gint start, gint length, const char *format, ...)
{
  proto_item *item = node_add (tree, NULL, tvb, start, length);
  va_list arguments;
  va_start (arguments, format);
  label_set_v (item, format, arguments);
  va_end (arguments);
  return item;
}

proto_item *
proto_tree_add_none_format (proto_tree *tree, const int hf, tvbuff_t *tvb, const gint start, gint length,
                            const char *format, ...)
{
  proto_item *item = node_add (tree, proto_registrar_get_nth ((guint) hf), tvb, start, length);
  va_list arguments;
  va_start (arguments, format);
  label_set_v (item, format, arguments);
  va_end (arguments);
  return item;
}

proto_item *
proto_tree_add_protocol_format (proto_tree *tree, int hf, tvbuff_t *tvb, gint start, gint length,
                                const char *format, ...)
{
  proto_item *item = node_add (tree, proto_registrar_get_nth ((guint) hf), tvb, start, length);
  va_list arguments;
  va_start (arguments, format);
  label_set_v (item, format, arguments);
  va_end (arguments);
  return item;
}

/* Setters by type. The length of bytes and identifiers is that of the item. */
#define SET_NUMBER(item, new_value) ((item)->value.number = (guint64) (new_value))
#define SET_SIGNED(item, new_value) ((item)->value.number = (guint64) (gint64) (new_value))
#define SET_REAL(item, new_value) ((item)->value.real = (gdouble) (new_value))
#define SET_TEXT(item, new_value) ((item)->value.text = g_strdup ((new_value) == NULL ? "(null)" : (new_value)))
#define SET_BYTES(item, new_value)                                                                                    \
  bytes_set (&(item)->value, (new_value) != NULL ? (new_value) : tvb_get_ptr (tvb, start, (item)->length),            \
             (gsize) MAX ((item)->length, 0))
#define SET_TIME(item, new_value) ((item)->value.time = *(new_value))
#define SET_IPV4(item, new_value) bytes_set (&(item)->value, (const guint8 *) &(new_value), FT_IPv4_LEN)
#define SET_IPV6(item, new_value) bytes_set (&(item)->value, (new_value), FT_IPv6_LEN)
#define SET_ETHER(item, new_value) bytes_set (&(item)->value, (new_value), FT_ETHER_LEN)
#define SET_GUID(item, new_value) ((item)->value.guid = *(new_value))

#define PROTO_TREE_ADD_DEFINE(kind, value_type, SET)                                                                  \
  proto_item *proto_tree_add_##kind (proto_tree *tree, int hf, tvbuff_t *tvb, gint start, gint length,               \
                                     value_type value)                                                                \
  {                                                                                                                   \
    proto_item *item = node_add (tree, proto_registrar_get_nth ((guint) hf), tvb, start, length);                     \
    if (item != NULL)                                                                                                 \
      SET (item, value);                                                                                              \
    return item;                                                                                                      \
  }                                                                                                                   \
  proto_item *proto_tree_add_##kind##_format (proto_tree *tree, int hf, tvbuff_t *tvb, gint start, gint length,      \
                                              value_type value, const char *format, ...)                              \
  {                                                                                                                   \
    proto_item *item = proto_tree_add_##kind (tree, hf, tvb, start, length, value);                                   \
    va_list arguments;                                                                                                \
    va_start (arguments, format);                                                                                     \
    label_set_v (item, format, arguments);                                                                            \
    va_end (arguments);                                                                                               \
    return item;                                                                                                      \
  }                                                                                                                   \
  proto_item *proto_tree_add_##kind##_format_value (proto_tree *tree, int hf, tvbuff_t *tvb, gint start,             \
                                                    gint length, value_type value, const char *format, ...)           \
  {                                                                                                                   \
    proto_item *item = proto_tree_add_##kind (tree, hf, tvb, start, length, value);                                   \
    if (item == NULL)                                                                                                 \
      return NULL;                                                                                                    \
    va_list arguments;                                                                                                \
    va_start (arguments, format);                                                                                     \
    gchar *text = g_strdup_vprintf (format, arguments);                                                               \
    va_end (arguments);                                                                                               \
    proto_item_set_text (item, "%s: %s", item->field->name, text);                                                    \
    g_free (text);                                                                                                    \
    return item;                                                                                                      \
  }

PROTO_TREE_ADD_DEFINE (uint, guint32, SET_NUMBER)
PROTO_TREE_ADD_DEFINE (int, gint32, SET_SIGNED)
PROTO_TREE_ADD_DEFINE (uint64, guint64, SET_NUMBER)
PROTO_TREE_ADD_DEFINE (int64, gint64, SET_SIGNED)
PROTO_TREE_ADD_DEFINE (boolean, guint32, SET_NUMBER)
PROTO_TREE_ADD_DEFINE (float, float, SET_REAL)
PROTO_TREE_ADD_DEFINE (double, double, SET_REAL)
PROTO_TREE_ADD_DEFINE (string, const char *, SET_TEXT)
PROTO_TREE_ADD_DEFINE (bytes, const guint8 *, SET_BYTES)
PROTO_TREE_ADD_DEFINE (time, nstime_t *, SET_TIME)
PROTO_TREE_ADD_DEFINE (ipv4, guint32, SET_IPV4)
PROTO_TREE_ADD_DEFINE (ipv6, const guint8 *, SET_IPV6)
PROTO_TREE_ADD_DEFINE (ether, const guint8 *, SET_ETHER)
PROTO_TREE_ADD_DEFINE (guid, const e_guid_t *, SET_GUID)
PROTO_TREE_ADD_DEFINE (oid, const guint8 *, SET_BYTES)

/* --- subtrees and texts of items ---------------------------------------------------------------------------- */

proto_tree *
proto_item_add_subtree (proto_item *item, const gint ett)
{
  if (item != NULL)
    {
      DISSECTOR_ASSERT (ett >= 0);
      item->ett = ett;
    }
  return item;
}

proto_tree *
proto_item_get_subtree (const proto_item *item)
{
  return item != NULL && item->ett >= 0 ? (proto_tree *) (gsize) item : NULL;
}

proto_item *
proto_item_get_parent (const proto_item *item)
{
  return item == NULL ? NULL : item->parent;
}

proto_item *
proto_item_get_parent_nth (proto_item *item, int generations)
{
  while (generations-- > 0 && item != NULL)
    item = item->parent;
  return item;
}

proto_item *
proto_tree_get_parent (const proto_tree *tree)
{
  return (proto_item *) (gsize) tree;
}

proto_tree *
proto_tree_get_root (proto_tree *tree)
{
  while (tree != NULL && tree->parent != NULL)
    tree = tree->parent;
  return tree;
}

void
proto_item_set_text (proto_item *item, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  label_set_v (item, format, arguments);
  va_end (arguments);
}

/* The label as it is, made from the value where nobody has set one. */
static const gchar *
label_get (proto_item *item)
{
  if (item->label == NULL)
    {
      gchar *label = g_malloc (ITEM_LABEL_LENGTH);
      proto_item_fill_label (item, label);
      item->label = label;
    }
  return item->label;
}

void
proto_item_append_text (proto_item *item, const char *format, ...)
{
  if (item == NULL)
    return;
  va_list arguments;
  va_start (arguments, format);
  gchar *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  label_get (item);
  g_strlcat (item->label, text, ITEM_LABEL_LENGTH);
  g_free (text);
}

void
proto_item_prepend_text (proto_item *item, const char *format, ...)
{
  if (item == NULL)
    return;
  va_list arguments;
  va_start (arguments, format);
  gchar *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gchar *old = g_strdup (label_get (item));
  proto_item_set_text (item, "%s%s", text, old);
  g_free (old);
  g_free (text);
}

void
proto_item_set_len (proto_item *item, const gint length)
{
  if (item != NULL)
    item->length = length;
}

void
proto_item_set_end (proto_item *item, tvbuff_t *tvb G_GNUC_UNUSED, gint end)
{
  if (item != NULL)
    item->length = end - item->start;
}

int
proto_item_get_len (const proto_item *item)
{
  return item == NULL ? -1 : item->length;
}

void
proto_item_set_generated (proto_item *item)
{
  if (item != NULL)
    item->generated = TRUE;
}

void
proto_item_set_hidden (proto_item *item)
{
  if (item != NULL)
    item->hidden = TRUE;
}

gboolean
proto_item_set_expert_flags (proto_item *item, const int group G_GNUC_UNUSED, const guint severity G_GNUC_UNUSED)
{
  return item != NULL;
}
