/* SPDX-License-Identifier: MIT */
/* On one of two ways the value is packet memory. */
#include <epan/host.h>

typedef struct { const gchar *text; } note_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  note_t *note = se_new0 (note_t);
  (void) tree;
#ifdef BUG
  const gchar *text = tvb_get_ntohl (tvb, 0) > 3 ? tvb_get_ephemeral_string (tvb, 0, 4) : "few";
  note->text = text; /* expect: escapes likely */
#else
  const gchar *text = tvb_get_ntohl (tvb, 0) > 3 ? tvb_get_seasonal_string (tvb, 0, 4) : "few";
  note->text = text;
#endif
  p_add_proto_data (pinfo->fd, 1, note);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
