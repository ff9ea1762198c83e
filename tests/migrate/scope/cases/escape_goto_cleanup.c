/* SPDX-License-Identifier: MIT */
/* What is put back before the function's end is left out by a `goto`, or by the `break` of the loop in which it is put back. */
#include <epan/host.h>

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const void *saved = pinfo->src.data;
  (void) tree;
  pinfo->src.data = ep_alloc (8); /* expect: escapes */
  if (tvb_get_ntohl (tvb, 0) == 0)
#ifdef BUG
    goto leave;
#else
    goto out;
#endif
  col_add_str (pinfo->cinfo, COL_INFO, "x");
#ifndef BUG
out:
#endif
  pinfo->src.data = saved;
#ifdef BUG
leave:
#endif
  return;
}
static void dissect_loop (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  gint offset = 0;
  (void) tree;
  while (offset < 64)
    {
      const void *saved = pinfo->dst.data;
      pinfo->dst.data = ep_alloc (8); /* expect: escapes */
      offset += 4;
#ifdef BUG
      if (tvb_get_ntohl (tvb, offset) == 0)
        break;
      pinfo->dst.data = saved;
#else
      pinfo->dst.data = saved;
      if (tvb_get_ntohl (tvb, offset) == 0)
        break;
#endif
    }
}
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
  register_dissector ("thing.loop", dissect_loop, 2);
}
