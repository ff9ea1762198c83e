/* SPDX-License-Identifier: MIT */
/* The text of a string buffer is packet memory as the buffer is. */
#include <epan/host.h>

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  emem_strbuf_t *text = ep_strbuf_new ("a");
  (void) tree; (void) tvb;
  text = ep_strbuf_append (text, "b");
#ifdef BUG
  p_add_proto_data (pinfo->fd, 3, text); /* expect: escapes */
#else
  p_add_proto_data (pinfo->fd, 3, se_strdup (text->str));
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
