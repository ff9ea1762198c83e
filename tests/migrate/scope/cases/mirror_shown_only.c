/* SPDX-License-Identifier: MIT */
/* A helper formats into file memory: the bug's callers only show it, or have it in the packet's address. */
#include <epan/host.h>

static gchar *label (guint32 value) { return se_strdup_printf ("node %u", value); } /* kept by the caller below */
#ifdef BUG
static gchar *shown (guint32 value) { return se_strdup_printf ("<%u>", value); } /* expect: never-kept */
#else
static gchar *shown (guint32 value) { return ep_strdup_printf ("<%u>", value); }
#endif
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  conversation_t *talk = find_or_create_conversation (pinfo);
  const guint32 value = tvb_get_ntohl (tvb, 0);
  gchar *name = label (value);
  conversation_add_proto_data (talk, 1, name);
  proto_tree_add_string (tree, 1, tvb, 0, 4, shown (value));
  proto_tree_add_string (tree, 1, tvb, 0, 4, name);
  if (value > 3)
    {
#ifdef BUG
      gchar *node = se_strdup_printf ("node %u", value); /* expect: never-kept */
#else
      gchar *node = wmem_strdup_printf (pinfo->pool, "node %u", value);
#endif
      SET_ADDRESS (&pinfo->dst, 3, (int) strlen (node) + 1, node);
    }
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
