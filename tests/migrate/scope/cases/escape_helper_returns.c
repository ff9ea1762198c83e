/* SPDX-License-Identifier: MIT */
/* A helper returns packet memory, its caller keeps it. */
#include <epan/host.h>

typedef struct { gchar *text; } note_t;
static gchar *describe (tvbuff_t *tvb)
{
  gchar *text = tvb_get_ephemeral_string (tvb, 0, 10);
  return text;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  note_t *note = se_new0 (note_t);
  (void) tree;
#ifdef BUG
  note->text = describe (tvb); /* expect: escapes */
#else
  note->text = se_strdup (describe (tvb));
#endif
  p_add_proto_data (pinfo->fd, 1, note);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
