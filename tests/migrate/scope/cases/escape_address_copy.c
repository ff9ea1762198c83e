/* SPDX-License-Identifier: MIT */
/* A local address is fine, until it is copied to the packet's. */
#include <epan/host.h>

static void look_up (const address *from) { (void) from; }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  address local;
  (void) tree;
  local.type = 2;
  local.len = 4;
  local.data = tvb_memcpy (tvb, ep_alloc (4), 0, 4);
  look_up (&local);
#ifdef BUG
  pinfo->dst = local; /* expect: escapes */
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
