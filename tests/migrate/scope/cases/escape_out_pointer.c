/* SPDX-License-Identifier: MIT */
/* A parser makes a struct of the packet and gives it by a pointer to a pointer; the caller links it to what lasts. */
#include <epan/host.h>

typedef struct _uri { gchar *scheme, *host; struct _uri *parent; } uri_t;
typedef struct { uri_t *last; uri_t copy; } session_t;

static gboolean parse_uri (tvbuff_t *tvb, gint offset, uri_t **out)
{
  uri_t *uri;
  if (tvb_get_guint8 (tvb, offset) == 0)
    return FALSE;
  uri = ep_new0 (uri_t);
  uri->scheme = tvb_get_ephemeral_string (tvb, offset, 3);
  uri->host = tvb_get_ephemeral_string (tvb, offset + 3, 8);
  *out = uri;
  return TRUE;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  session_t *session = conversation_get_proto_data (find_or_create_conversation (pinfo), 9);
  uri_t *uri = NULL;
  (void) tree;
  if (!parse_uri (tvb, 0, &uri))
    return;
  col_add_str (pinfo->cinfo, COL_INFO, uri->host);
#ifdef BUG
  session->last = uri; /* expect: escapes */
  session->copy.host = uri->host; /* expect: escapes likely */
#else
  session->last = se_memdup (uri, sizeof *uri);
  session->last->scheme = se_strdup (uri->scheme);
  session->last->host = se_strdup (uri->host);
  session->copy = *session->last;
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
