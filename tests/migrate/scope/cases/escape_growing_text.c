/* SPDX-License-Identifier: MIT */
/* A text that grows packet by packet: put together of the old one and a new part. */
#include <epan/host.h>

typedef struct { gchar *command; } session_t;
static void append (session_t *session, const gchar *part)
{
#ifdef BUG
  if (session->command)
    session->command = ep_strconcat (session->command, part, NULL); /* expect: escapes */
  else
    session->command = ep_strdup (part); /* expect: escapes */
#else
  session->command = session->command ? se_strdup_printf ("%s%s", session->command, part) : se_strdup (part);
#endif
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  session_t *session = conversation_get_proto_data (find_or_create_conversation (pinfo), 2);
  (void) tree;
  append (session, tvb_get_ephemeral_string (tvb, 0, 4));
  col_add_str (pinfo->cinfo, COL_INFO, session->command);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
