/* SPDX-License-Identifier: MIT */
/* The tree hangs on the conversation's data. */
#include <epan/host.h>

typedef struct { emem_tree_t *requests; } state_t;
typedef struct { guint32 frame; } request_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  conversation_t *conversation = find_or_create_conversation (pinfo);
  state_t *state = conversation_get_proto_data (conversation, 1);
  request_t *request;
  (void) tree;
  if (state == NULL)
    {
      state = se_new0 (state_t);
      state->requests = se_tree_create_non_persistent (1, "requests");
      conversation_add_proto_data (conversation, 1, state);
    }
#ifdef BUG
  request = ep_new0 (request_t);
  request->frame = pinfo->fd->num;
  se_tree_insert32 (state->requests, tvb_get_ntohl (tvb, 0), request); /* expect: escapes */
#else
  request = se_new0 (request_t);
  request->frame = pinfo->fd->num;
  se_tree_insert32 (state->requests, tvb_get_ntohl (tvb, 0), request);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
