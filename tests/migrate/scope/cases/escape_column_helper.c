/* SPDX-License-Identifier: MIT */
/* The string comes from a helper that may return a constant. */
#include <epan/host.h>

static const int strings[2];
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const gchar *text = val_to_str (tvb_get_ntohl (tvb, 0), strings, "Unknown %u");
  (void) tree;
#ifdef BUG
  col_set_str (pinfo->cinfo, COL_INFO, text); /* expect: escapes likely */
#else
  col_add_str (pinfo->cinfo, COL_INFO, text);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
