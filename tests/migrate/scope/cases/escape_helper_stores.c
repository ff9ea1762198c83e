/* SPDX-License-Identifier: MIT */
/* A helper stores what it is given; one of two callers gives it packet memory for a file's object. */
#include <epan/host.h>

typedef struct { const gchar *text; } note_t;
static void set_text (note_t *note, const gchar *text)
{
  note->text = text; /* expect: escapes */
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  note_t *kept = se_new0 (note_t), *passing = ep_new0 (note_t);
  (void) tree;
  set_text (passing, tvb_get_ephemeral_string (tvb, 0, 4));
#ifdef BUG
  set_text (kept, tvb_get_ephemeral_string (tvb, 0, 4));
#else
  set_text (kept, tvb_get_seasonal_string (tvb, 0, 4));
#endif
  col_add_str (pinfo->cinfo, COL_INFO, passing->text);
  p_add_proto_data (pinfo->fd, 1, kept);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
