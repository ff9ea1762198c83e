/* SPDX-License-Identifier: MIT */
/* col_set_str keeps the pointer, col_add_str copies. */
#include <epan/host.h>

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
#ifdef BUG
  col_set_str (pinfo->cinfo, COL_INFO, tvb_get_ephemeral_string (tvb, 0, 4)); /* expect: escapes */
#else
  col_add_str (pinfo->cinfo, COL_INFO, tvb_get_ephemeral_string (tvb, 0, 4));
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
