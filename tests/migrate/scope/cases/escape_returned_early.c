/* SPDX-License-Identifier: MIT */
/* A helper returns constant text early, where its argument says so; the bug asks for the other one. */
#include <epan/host.h>

static const gchar *describe (tvbuff_t *tvb, gboolean full)
{
  if (!full)
    return "short";
  return tvb_get_ephemeral_string (tvb, 0, 8);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
#ifdef BUG
  col_set_str (pinfo->cinfo, COL_INFO, describe (tvb, TRUE)); /* expect: escapes */
#else
  col_set_str (pinfo->cinfo, COL_INFO, describe (tvb, FALSE));
  col_add_str (pinfo->cinfo, COL_INFO, describe (tvb, TRUE));
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
