/* SPDX-License-Identifier: MIT */
/* What a node of the protocol tree is made of. Nodes belong to the host, on the heap, until the packet was printed. */
#ifndef EPAN_PROTO_PRIVATE_H
#define EPAN_PROTO_PRIVATE_H

#include <epan/proto.h>

struct _protocol
{
  const char *name;
  const char *short_name;
  const char *filter_name;
  int id;
  const char *file; /* the source that registered it, without folder and suffix */
};

/** What an item shows; which member counts follows from the field's type. */
typedef struct field_value
{
  guint64 number; /* integers, sign-extended; booleans */
  gdouble real;
  nstime_t time;
  e_guid_t guid;
  gchar *text;
  guint8 *bytes;
  gsize length; /* of `bytes` */
} field_value_t;

struct _proto_node
{
  proto_node *parent; /* NULL for the root */
  proto_node *first_child;
  proto_node *last_child;
  proto_node *next;
  const header_field_info *field; /* NULL for text that is no field */
  field_value_t value;
  gchar *label; /* NULL: made from field and value when it is drawn */
  gint start;
  gint length;
  gint ett;
  gboolean generated;
  gboolean hidden;
};

proto_tree *proto_tree_new_root (void);
void proto_tree_free (proto_tree *root);
/** Appends the tree, an indented line for each item. */
void proto_tree_print (const proto_tree *root, GString *target);
/** Appends "abbrev<TAB>value" for each item that is a field, in the order of the tree. */
void proto_tree_print_fields (const proto_tree *root, GString *target);

/** Adds to @a sources (a set of strings) the source of each field in the tree. */
void proto_tree_collect_sources (const proto_tree *root, GHashTable *sources);

/** Writes the whole label of an item into a buffer of ITEM_LABEL_LENGTH. Runs custom formatters. */
void proto_item_fill_label (const proto_item *item, gchar *label);
/** The value alone, as text. @return memory that the caller frees with g_free() */
gchar *field_value_to_text (const header_field_info *field, const field_value_t *value);

/** Names the source that the following registrations come from. */
void proto_set_registering_file (const char *file);
const char *proto_get_registering_file (void);
const char *proto_get_file (int proto);
void proto_cleanup (void);

#endif
