/* SPDX-License-Identifier: MIT */
/* Through locals and a cast into a field of a file's object. */
#include <epan/host.h>

typedef struct { gchar *user; } session_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  session_t *session = se_new0 (session_t);
  void *raw;
  gchar *user;
  (void) tree;
#ifdef BUG
  raw = tvb_get_ephemeral_string (tvb, 0, 8);
#else
  raw = tvb_get_seasonal_string (tvb, 0, 8);
#endif
  user = (gchar *) raw;
#ifdef BUG
  session->user = user; /* expect: escapes */
#else
  session->user = user;
#endif
  p_add_proto_data (pinfo->fd, 1, session);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
