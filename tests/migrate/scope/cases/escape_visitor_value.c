/* SPDX-License-Identifier: MIT */
/* A visitor writes packet memory into the entries of a table of the file. */
#include <epan/host.h>

typedef struct { guint32 id; gchar *label; } node_t;
typedef struct { const gchar *title; guint count; } walk_t;
static GHashTable *nodes;

static void name_node (gpointer key, gpointer value, gpointer data)
{
  node_t *node = value;
  walk_t *walk = data;
  (void) key;
  walk->count++;
#ifdef BUG
  node->label = ep_strdup_printf ("%s %u", walk->title, walk->count); /* expect: escapes */
#else
  node->label = se_strdup_printf ("%s %u", walk->title, walk->count);
#endif
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  walk_t walk = { tvb_get_ephemeral_string (tvb, 0, 4), 0 };
  node_t *node = g_hash_table_lookup (nodes, walk.title);
  (void) tree;
  if (node && node->label)
    col_add_str (pinfo->cinfo, COL_INFO, node->label);
  g_hash_table_foreach (nodes, name_node, &walk);
  if (!node)
    g_hash_table_insert (nodes, se_strdup (walk.title), se_new0 (node_t));
}
static void init (void) { nodes = g_hash_table_new (NULL, NULL); }
void proto_register_thing (void)
{
  register_init_routine (init);
  register_dissector ("thing", dissect, 1);
}
