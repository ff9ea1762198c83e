/* SPDX-License-Identifier: MIT */
/* The routine at the frame's end is registered by both dissectors that write the static; the bug forgets it in one. */
#include <epan/host.h>

static struct { gchar *user; gchar *group; } login;
static void reset (void) { login.user = login.group = NULL; }
static void end (void) { reset (); }
static void note (tvbuff_t *tvb, packet_info *pinfo)
{
  if (login.user != NULL)
    col_add_str (pinfo->cinfo, COL_INFO, login.user);
#ifdef BUG
  login.user = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes */
#else
  login.user = tvb_get_ephemeral_string (tvb, 0, 4);
#endif
}
static void watch (packet_info *pinfo) { register_frame_end_routine (pinfo, end); }
static void dissect_tcp (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  watch (pinfo);
  note (tvb, pinfo);
}
static void dissect_udp (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
#ifndef BUG
  watch (pinfo);
#endif
  note (tvb, pinfo);
}
void proto_register_thing (void)
{
  register_dissector ("thing", dissect_tcp, 1);
  register_dissector ("other", dissect_udp, 1);
}
