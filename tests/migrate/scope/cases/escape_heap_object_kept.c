/* SPDX-License-Identifier: MIT */
/* An object of the heap that a static, a table or the file keeps: packet memory in it is kept, too. One that is freed again,
 * or that nothing keeps, keeps nothing. */
#include <epan/host.h>

typedef struct _node { struct _node *next; gchar *text; } node_t;
static GHashTable *table;
static node_t *nodes, *latest;
static GSList *list;
static gchar **texts;
static guint n_texts;
gpointer g_realloc (gpointer memory, size_t size);

static node_t *new_node (void) { return g_malloc (sizeof (node_t)); }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  node_t *node = g_malloc (sizeof *node), *other = new_node (), *gone = g_malloc (sizeof *gone), *loose = new_node (), *again;
  gchar *text = tvb_get_ephemeral_string (tvb, 0, 4);
  (void) tree; (void) pinfo;
  gone->text = text;
  g_hash_table_insert (table, gone, gone);
  g_free (gone);
  loose->text = text;
  texts = g_realloc (texts, ++n_texts * sizeof *texts);
#ifdef BUG
  node->text = text; /* expect: escapes likely */
  texts[n_texts - 1] = text; /* expect: escapes */
#else
  node->text = g_strdup (text);
  texts[n_texts - 1] = g_strdup (text);
#endif
  node->next = nodes;
  nodes = node;
  list = g_slist_prepend (list, other);
  /* A new one for each packet: nobody sees what the last one left. */
  again = g_malloc (sizeof *again);
  again->text = text;
  latest = again;
  col_add_str (pinfo->cinfo, COL_INFO, latest->text);
}
void proto_register_thing (void)
{
  table = g_hash_table_new (NULL, NULL);
  register_dissector ("thing", dissect, 1);
}
