/* SPDX-License-Identifier: MIT */
/* A routine at the frame's end forgets the static; the bug lets it forget another one. */
#include <epan/host.h>

static const gchar *filter, *label;
#ifdef BUG
static void forget (void) { label = NULL; }
#else
static void forget (void) { filter = NULL; label = NULL; }
#endif
static void inner (tvbuff_t *tvb, packet_info *pinfo)
{
  if (filter)
    col_add_str (pinfo->cinfo, COL_INFO, filter);
  if (label)
    col_add_str (pinfo->cinfo, COL_INFO, label);
#ifdef BUG
  filter = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes */
#else
  filter = tvb_get_ephemeral_string (tvb, 0, 4);
#endif
  label = tvb_get_ephemeral_string (tvb, 4, 4);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  register_frame_end_routine (pinfo, forget);
  inner (tvb, pinfo);
  inner (tvb, pinfo);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
