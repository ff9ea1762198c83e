/* SPDX-License-Identifier: MIT */
/* A helper keeps the pointer, out of a local struct whose address it gets; the bug's helper only looks at it. */
#include <epan/host.h>

typedef struct { guint8 *data; guint len; } bytes_t;
typedef struct { bytes_t secret; } session_t;
#ifdef BUG
static void keep (session_t *session, const bytes_t *from) { session->secret.len = from->data[0]; }
#else
static void keep (session_t *session, const bytes_t *from) { session->secret.data = from->data; session->secret.len = 48; }
#endif
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  session_t *session = (session_t *) conversation_get_proto_data (find_or_create_conversation (pinfo), 6);
  bytes_t local;
  (void) tree;
  if (session == NULL)
    return;
#ifdef BUG
  local.data = (guint8 *) se_alloc (48); /* expect: never-kept */
#else
  local.data = (guint8 *) se_alloc (48);
#endif
  local.len = 48;
  tvb_memcpy (tvb, local.data, 0, 48);
  keep (session, &local);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
