/* SPDX-License-Identifier: MIT */
/* A session's state is looked up, or made, by a helper; another one parses into it, and a third one moves what it parsed. */
#include <epan/host.h>

typedef struct { gchar *user, *command; guint32 port; } session_t;
typedef struct { const gchar *verb, *argument; } line_t;

static session_t *session_of (packet_info *pinfo)
{
  conversation_t *talk = find_or_create_conversation (pinfo);
  session_t *session = conversation_get_proto_data (talk, 3);
  if (!session)
    {
      session = se_new0 (session_t);
      conversation_add_proto_data (talk, 3, session);
    }
  return session;
}
static gboolean split (tvbuff_t *tvb, gint offset, line_t *line)
{
  if (tvb_get_guint8 (tvb, offset) == 0)
    return FALSE;
  line->verb = tvb_get_ephemeral_string (tvb, offset, 4);
  line->argument = tvb_get_ephemeral_string (tvb, offset + 5, 8);
  return TRUE;
}
static void login (session_t *session, const line_t *line)
{
  if (line->verb[0] != 'U')
    return;
#ifdef BUG
  session->user = (gchar *) line->argument; /* expect: escapes */
#else
  session->user = se_strdup (line->argument);
#endif
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  session_t *session = session_of (pinfo);
  line_t line;
  (void) tree;
  if (!split (tvb, 0, &line))
    return;
  login (session, &line);
  if (session->user)
    col_add_str (pinfo->cinfo, COL_INFO, session->user);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
