/* SPDX-License-Identifier: MIT */
/* What one dissector hands another one by the packet_info's private data is kept by the other one. */
#include <epan/host.h>

typedef struct { const gchar *host; guint32 port; } request_t;
typedef struct { const gchar *host; request_t *whole; } known_t;

static void dissect_inner (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  request_t *request = pinfo->private_data;
  known_t *known = conversation_get_proto_data (find_or_create_conversation (pinfo), 2);
  (void) tvb; (void) tree;
#ifdef BUG
  known->host = request->host; /* expect: escapes likely */
#else
  known->host = se_strdup (request->host);
#endif
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  request_t *request = ep_new (request_t);
  request->host = tvb_get_ephemeral_string (tvb, 0, 8);
  request->port = 80;
  pinfo->private_data = request;
  dissect_inner (tvb, pinfo, tree);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
