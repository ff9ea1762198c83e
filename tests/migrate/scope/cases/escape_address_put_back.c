/* SPDX-License-Identifier: MIT */
/* The packet's address is another while a subdissector runs; the bug forgets to put it back. */
#include <epan/host.h>

static void sub (packet_info *pinfo) { col_add_fstr (pinfo->cinfo, COL_INFO, "%p", pinfo->src.data); }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  address saved = pinfo->src;
  gchar *name = tvb_get_ephemeral_string (tvb, 0, 4);
  (void) tree;
#ifdef BUG
  SET_ADDRESS (&pinfo->src, 3, 4, name); /* expect: escapes */
  sub (pinfo);
  (void) saved;
#else
  SET_ADDRESS (&pinfo->src, 3, 4, name);
  sub (pinfo);
  SET_ADDRESS (&pinfo->src, saved.type, saved.len, saved.data);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
