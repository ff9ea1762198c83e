/* SPDX-License-Identifier: MIT */
/* A helper gives its result by a pointer to where it goes: a member of the file's object, an element, a static. */
#include <epan/host.h>

typedef struct { gchar *realm, *hosts[4]; guint n; } state_t;
static const gchar *title;

static gint get_text (tvbuff_t *tvb, gint offset, gchar **text)
{
  const gint length = tvb_get_guint8 (tvb, offset);
  *text = tvb_get_ephemeral_string (tvb, offset + 1, length); /* expect: escapes */
  return offset + 1 + length;
}
static gint get_kept_text (tvbuff_t *tvb, gint offset, gchar **text)
{
  const gint length = tvb_get_guint8 (tvb, offset);
  *text = tvb_get_seasonal_string (tvb, offset + 1, length);
  return offset + 1 + length;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  state_t *state = conversation_get_proto_data (find_or_create_conversation (pinfo), 5);
  gchar *shown = NULL;
  gint offset = 0;
  (void) tree;
  offset = get_text (tvb, offset, &shown);
  col_add_str (pinfo->cinfo, COL_INFO, shown);
#ifdef BUG
  offset = get_text (tvb, offset, &state->realm);
  get_text (tvb, offset, &state->hosts[state->n++]);
#else
  offset = get_kept_text (tvb, offset, &state->realm);
  get_kept_text (tvb, offset, &state->hosts[state->n++]);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
