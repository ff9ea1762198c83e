/* SPDX-License-Identifier: MIT */
/* A local that is set only where an argument is there is NULL where the caller hands over NULL: what it decides on is not done. */
#include <epan/host.h>

proto_tree *proto_item_add_subtree (proto_item *item, int type);
static void show (proto_tree *tree, guint32 value)
{
  if (!tree)
    return;
  proto_tree_add_text (tree, NULL, 0, 4, "%s", ep_strdup_printf ("%u", value)); /* expect: no-scope */
}
static void decode (proto_tree *parent, guint32 value)
{
  proto_tree *tree = NULL;
#ifdef BUG
  tree = proto_item_add_subtree (proto_tree_add_text (parent, NULL, 0, 4, "value"), 1);
#else
  if (parent)
    tree = proto_item_add_subtree (proto_tree_add_text (parent, NULL, 0, 4, "value"), 1);
#endif
  show (tree, value);
}
static void init (void) { decode (NULL, 7); }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) pinfo;
  decode (tree, tvb_get_ntohl (tvb, 0));
}
void proto_register_thing (void)
{
  register_init_routine (init);
  register_dissector ("thing", dissect, 1);
}
