/* SPDX-License-Identifier: MIT */
/* An object in a tree that lives as long as the program may hold what is never freed; one in a tree of the file may not. */
#include <epan/host.h>

typedef struct _node { gchar *name; emem_tree_t *children; } node_t;
static node_t root;
static emem_tree_t *names;

static void name (guint32 first, guint32 second, const gchar *text)
{
  node_t *node;
  if (!root.children)
    root.children = pe_tree_create (1, "root");
  node = emem_tree_lookup32 (root.children, first);
  if (node)
    {
      node->name = g_strdup (text);
      node = emem_tree_lookup32 (node->children, second);
      if (node)
        node->name = g_strdup (text);
    }
}
typedef struct { gchar *label; } entry_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  entry_t *entry = emem_tree_lookup32 (names, pinfo->fd->num);
  (void) tree; (void) tvb;
  if (!entry)
    {
      entry = se_new0 (entry_t);
      emem_tree_insert32 (names, pinfo->fd->num, entry);
    }
#ifdef BUG
  entry->label = g_strdup ("x"); /* expect: heap-member */
#else
  entry->label = se_strdup ("x");
#endif
}
void proto_register_thing (void)
{
  name (1, 2, "iso");
  names = se_tree_create (1, "names");
  register_dissector ("thing", dissect, 1);
}
