/* SPDX-License-Identifier: MIT */
/* A copy of a struct's bytes takes its pointers along. */
#include <epan/host.h>

typedef struct { int length; gchar *text; } note_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  note_t *passing = ep_new0 (note_t), *kept;
  (void) tree;
#ifdef BUG
  passing->text = tvb_get_ephemeral_string (tvb, 0, 4);
  kept = se_memdup (passing, sizeof *passing); /* expect: escapes */
#else
  passing->text = tvb_get_seasonal_string (tvb, 0, 4);
  kept = se_memdup (passing, sizeof *passing);
#endif
  p_add_proto_data (pinfo->fd, 1, kept);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
