/* SPDX-License-Identifier: MIT */
/* A routine walks a list and frees what its members hold. */
#include <epan/host.h>

typedef struct _node { struct _node *next; gchar *text; } node_t;
static node_t *nodes;
static void reset (void)
{
  node_t *node = nodes;
  while (node)
    {
      node_t *next = node->next;
      g_free (node->text); /* expect: wrong-free likely */
      g_free (node);
      node = next;
    }
  nodes = NULL;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  node_t *node = g_malloc (sizeof (node_t));
  (void) tree; (void) pinfo;
#ifdef BUG
  node->text = tvb_get_seasonal_string (tvb, 0, 4);
#else
  node->text = g_strdup (tvb_get_ephemeral_string (tvb, 0, 4));
#endif
  node->next = nodes;
  nodes = node;
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); register_cleanup_routine (reset); }
