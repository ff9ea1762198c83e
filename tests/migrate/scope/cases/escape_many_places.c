/* SPDX-License-Identifier: MIT */
/* Places that keep packet memory, by all ways that C has to name them. */
#include <epan/host.h>

typedef struct { gchar *name; gchar *names[4]; struct { const gchar *text; int number; } items[3]; } object_t;
typedef struct _node { struct _node *next; } node_t;
typedef struct { node_t *head, **tail; wmem_list_t *list; wmem_map_t *map; wmem_strbuf_t *buffer; } lists_t;
static object_t info;
static GHashTable *table;
static emem_tree_t *trees[2];
static const gchar *by_address, *by_choice, *by_comma, *by_struct, *slots[8];
static object_t *objects[4];

static void set (const gchar **slot, const gchar *value) { *slot = value; } /* expect: escapes */
static object_t by_value (tvbuff_t *tvb)
{
  object_t object;
  object.name = tvb_get_ephemeral_string (tvb, 0, 4);
  return object;
}
static const gchar *text (tvbuff_t *tvb)
{
#ifdef BUG
  return tvb_get_ephemeral_string (tvb, 0, 4);
#else
  return tvb_get_seasonal_string (tvb, 0, 4);
#endif
}
static void show (packet_info *pinfo, guint i)
{
  if (info.name)
    col_add_str (pinfo->cinfo, COL_INFO, info.name);
  if (by_address)
    col_add_str (pinfo->cinfo, COL_INFO, by_address);
  if (by_choice)
    col_add_str (pinfo->cinfo, COL_INFO, by_choice);
  if (by_comma)
    col_add_str (pinfo->cinfo, COL_INFO, by_comma);
  if (by_struct)
    col_add_str (pinfo->cinfo, COL_INFO, by_struct);
  if (slots[i])
    col_add_str (pinfo->cinfo, COL_INFO, slots[i]);
  if (objects[i])
    col_add_str (pinfo->cinfo, COL_INFO, objects[i]->name);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  conversation_t *conversation = find_or_create_conversation (pinfo);
  object_t *object = conversation_get_proto_data (conversation, 1), *pointer = &info, local;
  lists_t *lists = conversation_get_proto_data (conversation, 2);
  gchar **where = &object->name;
  guint i = tvb_get_guint8 (tvb, 0) & 3;
  (void) tree;
  show (pinfo, i);
  pointer->name = (gchar *) text (tvb); /* expect: escapes */
  *where = (gchar *) text (tvb); /* expect: escapes */
  object->names[i] = (gchar *) text (tvb); /* expect: escapes */
  object->items[i].text = text (tvb); /* expect: escapes */
  g_hash_table_insert (table, (gchar *) text (tvb), se_strdup ("y")); /* expect: escapes */
  set (&by_address, text (tvb));
  by_choice = i ? text (tvb) : "x"; /* expect: escapes likely */
  by_comma = (i++, text (tvb)); /* expect: escapes */
  slots[i] = text (tvb); /* expect: escapes */
  emem_tree_insert32 (trees[0], 1, (gchar *) text (tvb)); /* expect: escapes */
#ifdef BUG
  local = by_value (tvb);
  by_struct = local.name; /* expect: escapes */
  objects[i] = ep_new (object_t); /* expect: escapes */
  *lists->tail = ep_new (node_t); /* expect: escapes */
  lists->head->next = ep_new (node_t); /* expect: escapes */
  wmem_list_append (lists->list, wmem_strdup (wmem_packet_scope (), "x")); /* expect: escapes */
  wmem_map_insert (lists->map, wmem_strdup (wmem_packet_scope (), "x"), lists); /* expect: escapes */
  lists->buffer = wmem_strbuf_new (wmem_packet_scope (), "x"); /* expect: escapes */
#else
  local = by_value (tvb);
  by_struct = local.name;
  by_struct = NULL;
  objects[i] = se_new (object_t);
  *lists->tail = se_new (node_t);
  lists->buffer = wmem_strbuf_new (wmem_file_scope (), local.name);
#endif
}
void proto_register_thing (void)
{
  table = g_hash_table_new (NULL, NULL);
  trees[0] = se_tree_create (1, "x");
  register_dissector ("thing", dissect, 1);
}
