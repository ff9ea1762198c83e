/* SPDX-License-Identifier: MIT */
/* A struct on the stack, copied whole into a file's object. */
#include <epan/host.h>

typedef struct { int length; gchar *text; } note_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  note_t local, *kept = se_new (note_t);
  (void) tree;
  local.length = 4;
#ifdef BUG
  local.text = tvb_get_ephemeral_string (tvb, 0, 4);
  *kept = local; /* expect: escapes */
#else
  local.text = tvb_get_seasonal_string (tvb, 0, 4);
  *kept = local;
#endif
  p_add_proto_data (pinfo->fd, 1, kept);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
