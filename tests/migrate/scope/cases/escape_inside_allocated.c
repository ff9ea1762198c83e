/* SPDX-License-Identifier: MIT */
/* What lies inside a split text or a string buffer is kept: it dies with these. The twin copies it. */
#include <epan/host.h>

typedef struct { gchar *verb, *title; } request_t;
#ifdef BUG
#define KEEP(text) (text)
#else
#define KEEP(text) se_strdup (text)
#endif
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  request_t *request = se_new0 (request_t);
  gchar **words = ep_strsplit (tvb_get_ephemeral_string (tvb, 0, 40), " ", 3);
  emem_strbuf_t *buffer = ep_strbuf_new ("a");
  (void) tree;
  ep_strbuf_append (buffer, "b");
#ifdef BUG
  request->verb = KEEP (words[0]); /* expect: escapes */
  request->title = KEEP (buffer->str); /* expect: escapes */
#else
  request->verb = KEEP (words[0]);
  request->title = KEEP (buffer->str);
#endif
  p_add_proto_data (pinfo->fd, 1, request);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
