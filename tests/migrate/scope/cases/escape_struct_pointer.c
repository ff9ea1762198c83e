/* SPDX-License-Identifier: MIT */
/* A struct of the packet is filled, and handed by pointer to what keeps its members, or a copy of it. */
#include <epan/host.h>

typedef struct { gchar *scheme, *host; guint32 port; } uri_t;
typedef struct { gchar *host; uri_t last, *other; } session_t;

static void keep_host (session_t *session, const uri_t *uri)
{
#ifdef BUG
  session->host = uri->host; /* expect: escapes */
#else
  session->host = se_strdup (uri->host);
#endif
}
static void keep_copy (session_t *session, const uri_t *uri)
{
#ifdef BUG
  session->last = *uri; /* expect: escapes */
#else
  session->last.port = uri->port;
#endif
}
static void keep_bytes (session_t *session, const uri_t *uri)
{
#ifdef BUG
  session->other = se_memdup (uri, sizeof *uri); /* expect: escapes */
#else
  session->other = se_memdup (uri, sizeof *uri);
  session->other->scheme = NULL;
  session->other->host = se_strdup (uri->host);
#endif
}
static void fill (uri_t *uri, tvbuff_t *tvb)
{
  uri->host = tvb_get_ephemeral_string (tvb, 0, 8);
  uri->port = tvb_get_ntohl (tvb, 8);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  session_t *session = conversation_get_proto_data (find_or_create_conversation (pinfo), 9);
  uri_t *first = ep_new0 (uri_t), *second = ep_new0 (uri_t), *third = ep_new0 (uri_t);
  (void) tree;
  first->host = tvb_get_ephemeral_string (tvb, 0, 8);
  keep_host (session, first);
  fill (second, tvb);
  keep_copy (session, second);
  fill (third, tvb);
  keep_bytes (session, third);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
