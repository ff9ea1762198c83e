/* SPDX-License-Identifier: MIT */
/* File memory for what is only shown. */
#include <epan/host.h>

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
#ifdef BUG
  col_add_str (pinfo->cinfo, COL_INFO, tvb_get_seasonal_string (tvb, 0, 4)); /* expect: never-kept */
#else
  col_add_str (pinfo->cinfo, COL_INFO, tvb_get_ephemeral_string (tvb, 0, 4));
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
