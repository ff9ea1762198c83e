/* SPDX-License-Identifier: MIT */
/* The address of the packet is looked at when columns are filled. */
#include <epan/host.h>

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
#ifdef BUG
  guint8 *data = ep_alloc (4);
#else
  guint8 *data = wmem_alloc (pinfo->pool, 4);
#endif
  (void) tree;
  tvb_memcpy (tvb, data, 0, 4);
#ifdef BUG
  SET_ADDRESS (&pinfo->src, 2, 4, data); /* expect: escapes */
#else
  SET_ADDRESS (&pinfo->src, 2, 4, data);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
