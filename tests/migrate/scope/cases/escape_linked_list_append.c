/* SPDX-License-Identifier: MIT */
/* A node found by walking the file's list gets a packet's node for its next. */
#include <epan/host.h>

typedef struct _node { struct _node *next; } node_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  node_t *at = p_get_proto_data (pinfo->fd, 1);
  (void) tree; (void) tvb;
  while (at->next != NULL)
    at = at->next;
#ifdef BUG
  at->next = ep_new0 (node_t); /* expect: escapes */
#else
  at->next = se_new0 (node_t);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
