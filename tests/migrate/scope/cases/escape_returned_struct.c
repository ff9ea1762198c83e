/* SPDX-License-Identifier: MIT */
/* A struct that a function returns brings packet memory along; as a whole, a member of it, by way of a second helper. */
#include <epan/host.h>

typedef struct { gchar *text; gint length; } token_t;
typedef struct { token_t first; gchar *second; struct { token_t last; } tail; } state_t;
static token_t token (tvbuff_t *tvb, gint offset)
{
  token_t t;
  t.length = tvb_get_guint8 (tvb, offset);
  t.text = tvb_get_ephemeral_string (tvb, offset + 1, t.length);
  return t;
}
static token_t literal (tvbuff_t *tvb, gint offset)
{
  const token_t made = { tvb_get_seasonal_string (tvb, offset, 2), 2 };
  return made;
}
static token_t either (tvbuff_t *tvb, gint offset)
{
  return tvb_get_guint8 (tvb, 0) ? token (tvb, offset) : literal (tvb, offset);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  state_t *state = conversation_get_proto_data (find_or_create_conversation (pinfo), 3);
  token_t here = token (tvb, 0);
  (void) tree;
#ifdef BUG
  state->first = token (tvb, 3); /* expect: escapes */
  state->second = token (tvb, 9).text; /* expect: escapes */
  state->tail.last = either (tvb, 12); /* expect: escapes */
#else
  state->first.text = se_strdup (here.text);
  state->first.length = here.length;
  state->second = literal (tvb, 9).text;
  here = either (tvb, 12);
  state->tail.last.length = here.length;
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
