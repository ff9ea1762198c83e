/* SPDX-License-Identifier: MIT */
/*
 * The protocol tree: protocols and fields are registered once, items are added while a packet is dissected.
 *
 * Every function accepts a NULL tree or item and then does next to nothing but check the bytes, so that dissectors
 * need not ask. Items belong to the packet. A text is cut at ITEM_LABEL_LENGTH.
 */
#ifndef EPAN_PROTO_H
#define EPAN_PROTO_H

#include <glib.h>
#include <epan/ftypes/ftypes.h>
#include <epan/guid-utils.h>
#include <epan/nstime.h>
#include <epan/tfs.h>
#include <epan/to_str.h>
#include <epan/tvbuff.h>
#include <epan/value_string.h>

#ifndef _U_
#define _U_ G_GNUC_UNUSED
#endif

#ifndef ITEM_LABEL_LENGTH
#define ITEM_LABEL_LENGTH 240
#endif

/** One node of the tree. A tree and an item are the same thing seen from two sides. */
typedef struct _proto_node proto_node;
typedef proto_node proto_tree;
typedef proto_node proto_item;
typedef struct _protocol protocol_t;

/** How a field's number is shown. */
typedef enum
{
  BASE_NONE,
  BASE_DEC,
  BASE_HEX,
  BASE_OCT,
  BASE_DEC_HEX,
  BASE_HEX_DEC,
  BASE_CUSTOM /* `strings` is a custom_fmt_func_t, through CF_FUNC() */
} base_display_e;
#define BASE_DISPLAY_E_MASK 0x0F
/** Or'ed to the base: `strings` is a range_string table, or a value_string_ext. */
#define BASE_RANGE_STRING 0x10
#define BASE_EXT_STRING 0x20

/** Writes the text for @a value, at most ITEM_LABEL_LENGTH bytes, into @a label. Called whenever it is drawn. */
typedef void (*custom_fmt_func_t) (gchar *label, guint32 value);
#define CF_FUNC(x) ((const void *) (gsize) (x))

typedef struct _header_field_info header_field_info;
struct _header_field_info
{
  const char *name;
  const char *abbrev;
  enum ftenum type;
  int display;         /* a base; for a bit field of FT_BOOLEAN the width of the whole */
  const void *strings; /* VALS(), RVALS(), TFS() or CF_FUNC() */
  guint32 bitmask;
  const char *blurb;
  /* Filled in by proto_register_field_array(); HFILL stands for them. */
  int id;
  int parent;
  int bitshift;
};
#define HFILL 0, 0, 0

typedef struct hf_register_info
{
  int *p_id;
  header_field_info hfinfo;
} hf_register_info;

/* --- registering ------------------------------------------------------------------------------------------- */

int proto_register_protocol (const char *name, const char *short_name, const char *filter_name);
void proto_register_field_array (const int parent, hf_register_info *fields, const int count);
void proto_register_subtree_array (gint *const *indices, const int count);
void proto_set_cant_toggle (const int proto);
gboolean proto_is_protocol_enabled (const protocol_t *protocol);
protocol_t *find_protocol_by_id (const int proto);
int proto_get_id (const protocol_t *protocol);
int proto_get_id_by_filter_name (const gchar *filter_name);
const char *proto_get_protocol_name (const int proto);
const char *proto_get_protocol_short_name (const protocol_t *protocol);
const char *proto_get_protocol_filter_name (const int proto);
header_field_info *proto_registrar_get_nth (guint hf);
header_field_info *proto_registrar_get_byname (const char *abbrev);

/* --- subtrees and texts of items --------------------------------------------------------------------------- */

proto_tree *proto_item_add_subtree (proto_item *item, const gint ett);
proto_tree *proto_item_get_subtree (const proto_item *item);
proto_item *proto_item_get_parent (const proto_item *item);
proto_item *proto_item_get_parent_nth (proto_item *item, int generations);
proto_item *proto_tree_get_parent (const proto_tree *tree);
proto_tree *proto_tree_get_root (proto_tree *tree);
void proto_item_set_text (proto_item *item, const char *format, ...) G_GNUC_PRINTF (2, 3);
void proto_item_append_text (proto_item *item, const char *format, ...) G_GNUC_PRINTF (2, 3);
void proto_item_prepend_text (proto_item *item, const char *format, ...) G_GNUC_PRINTF (2, 3);
void proto_item_set_len (proto_item *item, const gint length);
void proto_item_set_end (proto_item *item, tvbuff_t *tvb, gint end);
int proto_item_get_len (const proto_item *item);
void proto_item_set_generated (proto_item *item);
void proto_item_set_hidden (proto_item *item);
#define PROTO_ITEM_SET_GENERATED(item) proto_item_set_generated (item)
#define PROTO_ITEM_SET_HIDDEN(item) proto_item_set_hidden (item)
gboolean proto_item_set_expert_flags (proto_item *item, const int group, const guint severity);

/** Severities and groups of expert items. */
#define PI_CHAT 0x00200000
#define PI_NOTE 0x00400000
#define PI_WARN 0x00600000
#define PI_ERROR 0x00800000
#define PI_CHECKSUM 0x01000000
#define PI_SEQUENCE 0x02000000
#define PI_RESPONSE_CODE 0x03000000
#define PI_REQUEST_CODE 0x04000000
#define PI_UNDECODED 0x05000000
#define PI_REASSEMBLE 0x06000000
#define PI_MALFORMED 0x07000000
#define PI_DEBUG 0x08000000
#define PI_PROTOCOL 0x09000000
#define PI_SECURITY 0x0a000000

/* --- adding items ------------------------------------------------------------------------------------------ */

/** Adds the field with its value out of the packet. @a length -1: to the end, or to the NUL for FT_STRINGZ. */
proto_item *proto_tree_add_item (proto_tree *tree, const int hf, tvbuff_t *tvb, const gint start, gint length,
                                 const guint encoding);
/** A bit field that need not be aligned. */
proto_item *proto_tree_add_bits_item (proto_tree *tree, const int hf, tvbuff_t *tvb, const gint bit_offset,
                                      const gint no_of_bits, const guint encoding);
/** The field @a hf with each of @a fields (ends with NULL) below it. */
proto_item *proto_tree_add_bitmask (proto_tree *tree, tvbuff_t *tvb, const guint offset, const int hf,
                                    const gint ett, const int **fields, const guint encoding);
/** Text that is no field. */
proto_item *proto_tree_add_text (proto_tree *tree, tvbuff_t *tvb, gint start, gint length, const char *format, ...)
  G_GNUC_PRINTF (5, 6);
proto_item *proto_tree_add_none_format (proto_tree *tree, const int hf, tvbuff_t *tvb, const gint start, gint length,
                                        const char *format, ...) G_GNUC_PRINTF (6, 7);
proto_item *proto_tree_add_protocol_format (proto_tree *tree, int hf, tvbuff_t *tvb, gint start, gint length,
                                            const char *format, ...) G_GNUC_PRINTF (6, 7);

/*
 * For each type of value three functions: proto_tree_add_TYPE() shows the field's name and the value,
 * ..._format() shows a text of the caller instead, ..._format_value() the name and a text of the caller.
 */
#define PROTO_TREE_ADD_DECLARE_(name, value_type)                                                                     \
  proto_item *proto_tree_add_##name (proto_tree *tree, int hf, tvbuff_t *tvb, gint start, gint length,               \
                                     value_type value);                                                               \
  proto_item *proto_tree_add_##name##_format (proto_tree *tree, int hf, tvbuff_t *tvb, gint start, gint length,      \
                                              value_type value, const char *format, ...) G_GNUC_PRINTF (7, 8);        \
  proto_item *proto_tree_add_##name##_format_value (proto_tree *tree, int hf, tvbuff_t *tvb, gint start,             \
                                                    gint length, value_type value, const char *format, ...)           \
    G_GNUC_PRINTF (7, 8)

PROTO_TREE_ADD_DECLARE_ (uint, guint32);
PROTO_TREE_ADD_DECLARE_ (int, gint32);
PROTO_TREE_ADD_DECLARE_ (uint64, guint64);
PROTO_TREE_ADD_DECLARE_ (int64, gint64);
PROTO_TREE_ADD_DECLARE_ (boolean, guint32);
PROTO_TREE_ADD_DECLARE_ (float, float);
PROTO_TREE_ADD_DECLARE_ (double, double);
PROTO_TREE_ADD_DECLARE_ (string, const char *);
/** @a value NULL: the bytes of the packet. */
PROTO_TREE_ADD_DECLARE_ (bytes, const guint8 *);
PROTO_TREE_ADD_DECLARE_ (time, nstime_t *);
/** The four bytes as they are in the packet. */
PROTO_TREE_ADD_DECLARE_ (ipv4, guint32);
PROTO_TREE_ADD_DECLARE_ (ipv6, const guint8 *);
PROTO_TREE_ADD_DECLARE_ (ether, const guint8 *);
PROTO_TREE_ADD_DECLARE_ (guid, const e_guid_t *);
/** The encoded identifier, of the item's length. */
PROTO_TREE_ADD_DECLARE_ (oid, const guint8 *);

#endif
