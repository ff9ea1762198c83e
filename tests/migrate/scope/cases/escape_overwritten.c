/* SPDX-License-Identifier: MIT */
/* The order counts: what was replaced before the store does no harm. */
#include <epan/host.h>

typedef struct { const gchar *text; } note_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  note_t *note = se_new0 (note_t);
  gchar *text = tvb_get_ephemeral_string (tvb, 0, 4);
  (void) tree;
  col_add_str (pinfo->cinfo, COL_INFO, text);
#ifdef BUG
  note->text = text; /* expect: escapes */
  text = tvb_get_seasonal_string (tvb, 0, 4);
#else
  text = tvb_get_seasonal_string (tvb, 0, 4);
  note->text = text;
#endif
  p_add_proto_data (pinfo->fd, 2, text);
  p_add_proto_data (pinfo->fd, 1, note);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
