/* SPDX-License-Identifier: MIT */
/* So does the frame. */
#include <epan/host.h>

typedef struct { int state; } state_t;
static void remember (packet_info *pinfo, state_t *state)
{
  p_add_proto_data (pinfo->fd, 1, state); /* expect: escapes */
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree; (void) tvb;
#ifdef BUG
  remember (pinfo, ep_new0 (state_t));
#else
  remember (pinfo, se_new0 (state_t));
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
