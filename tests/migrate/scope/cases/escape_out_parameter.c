/* SPDX-License-Identifier: MIT */
/* A helper fills a pointer of its caller. */
#include <epan/host.h>

typedef struct { gchar *text; } note_t;
static void read_text (tvbuff_t *tvb, gchar **out)
{
#ifdef BUG
  *out = tvb_get_ephemeral_string (tvb, 0, 10);
#else
  *out = tvb_get_seasonal_string (tvb, 0, 10);
#endif
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  note_t *note = se_new0 (note_t);
  gchar *text = NULL;
  (void) tree;
  read_text (tvb, &text);
#ifdef BUG
  note->text = text; /* expect: escapes */
#else
  note->text = text;
#endif
  p_add_proto_data (pinfo->fd, 1, note);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
