/* SPDX-License-Identifier: MIT */
/* A list of our own through its nodes. */
#include <epan/host.h>

typedef struct _node { struct _node *next; gchar *text; } node_t;
typedef struct { node_t *first; } state_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  state_t *state = conversation_get_proto_data (find_or_create_conversation (pinfo), 1);
#ifdef BUG
  node_t *node = ep_new (node_t);
#else
  node_t *node = se_new (node_t);
#endif
  (void) tree;
  node->text = tvb_get_seasonal_string (tvb, 0, 4);
  node->next = state->first;
#ifdef BUG
  state->first = node; /* expect: escapes */
#else
  state->first = node;
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
