/* SPDX-License-Identifier: MIT */
/* Helpers put the packet's addresses aside and back; the bug forgets one of them, puts it back on some ways only, or never comes to it. */
#include <epan/host.h>

typedef struct { address src, dst, net_src, net_dst; } saved_t;
static void save (const packet_info *pinfo, saved_t *saved)
{
  saved->src = pinfo->src;
  saved->dst = pinfo->dst;
  saved->net_src = pinfo->net_src;
  saved->net_dst = pinfo->net_dst;
}
static void restore (packet_info *pinfo, const saved_t *saved, gboolean all)
{
  pinfo->src = saved->src;
#ifndef BUG
  pinfo->dst = saved->dst;
  pinfo->net_src = saved->net_src;
  (void) all;
#else
  if (all)
    pinfo->net_src = saved->net_src;
#endif
}
static void restore_net_dst (packet_info *pinfo, const saved_t *saved)
{
#ifdef BUG
  return;
#endif
  pinfo->net_dst = saved->net_dst;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  saved_t saved;
  (void) tree;
  save (pinfo, &saved);
  pinfo->src.data = ep_alloc (8);
  pinfo->dst.data = ep_alloc (8); /* expect: escapes */
  pinfo->net_src.data = ep_alloc (8); /* expect: escapes */
  pinfo->net_dst.data = ep_alloc (8); /* expect: escapes */
  restore_net_dst (pinfo, &saved);
  restore (pinfo, &saved, tvb_get_ntohl (tvb, 0) == 1);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
