/* SPDX-License-Identifier: MIT */
/* A GLib object that a list owns, and a file's object only points to; one that a helper makes for the table that it is given. */
#include <epan/host.h>

typedef struct { int count; } table_t;
typedef struct { table_t *table; } state_t;
#ifndef BUG
static GSList *tables;
#endif
typedef struct { gpointer head; } pdu_t;
static GHashTable *fragments;

static gpointer add_fragment (GHashTable *table, guint32 id)
{
  gpointer head = g_malloc (8);
#ifndef BUG
  g_hash_table_insert (table, (gpointer) (size_t) id, head);
#else
  (void) table; (void) id;
#endif
  return head;
}
static void dissect_fragment (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  pdu_t *pdu = se_new0 (pdu_t);
  (void) tree;
  pdu->head = add_fragment (fragments, tvb_get_ntohl (tvb, 0)); /* expect: heap-member */
  p_add_proto_data (pinfo->fd, 2, pdu);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  state_t *state = se_new0 (state_t);
  table_t *table = g_malloc (sizeof *table);
  (void) tree; (void) tvb;
#ifdef BUG
  state->table = table; /* expect: heap-member */
#else
  tables = g_slist_prepend (tables, table);
  state->table = table;
#endif
  p_add_proto_data (pinfo->fd, 1, state);
}
void proto_register_thing (void)
{
  fragments = g_hash_table_new (NULL, NULL);
  register_dissector ("thing", dissect, 1);
  register_dissector ("thing.fragment", dissect_fragment, 1);
}
