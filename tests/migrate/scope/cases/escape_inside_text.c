/* SPDX-License-Identifier: MIT */
/* A place inside a text, wherever a search found it, is of the text's memory. */
#include <epan/host.h>

typedef struct { const gchar *host, *path, *letter, *line, *rest; } request_t;

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  request_t *request = se_new0 (request_t);
#ifdef BUG
  gchar *text = tvb_get_ephemeral_string (tvb, 0, 64);
#else
  gchar *text = tvb_get_seasonal_string (tvb, 0, 64);
#endif
  (void) tree;
  request->host = g_strstr_len (text, 64, "Host:"); /* expect: escapes */
  request->path = g_strrstr (text, "/"); /* expect: escapes */
  request->letter = g_utf8_strchr (text, 64, 0xe4); /* expect: escapes */
  request->line = text + strcspn (text, "\n"); /* expect: escapes */
  request->rest = strrchr (text, ' ') ? strrchr (text, ' ') + 1 : text; /* expect: escapes */
  p_add_proto_data (pinfo->fd, 1, request);
}
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
}
