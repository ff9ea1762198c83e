/* SPDX-License-Identifier: MIT */
/* The conversation outlives the packet. */
#include <epan/host.h>

typedef struct { int state; } state_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  conversation_t *conversation = find_or_create_conversation (pinfo);
  state_t *state;
  (void) tree; (void) tvb;
#ifdef BUG
  state = ep_new0 (state_t);
  conversation_add_proto_data (conversation, 1, state); /* expect: escapes */
#else
  state = se_new0 (state_t);
  conversation_add_proto_data (conversation, 1, state);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
