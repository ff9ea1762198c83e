/* SPDX-License-Identifier: MIT */
/* An array inside a file's object. */
#include <epan/host.h>

typedef struct { gchar *names[4]; int count; } list_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  list_t *list = p_get_proto_data (pinfo->fd, 1);
  (void) tree;
#ifdef BUG
  list->names[list->count++] = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes */
#else
  list->names[list->count++] = tvb_get_seasonal_string (tvb, 0, 4);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
