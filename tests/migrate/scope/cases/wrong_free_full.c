/* SPDX-License-Identifier: MIT */
/* A list is freed with what it holds, which is a pool's memory. */
#include <epan/host.h>

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  GSList *list = NULL;
  (void) tree; (void) pinfo;
#ifdef BUG
  list = g_slist_append (list, tvb_get_ephemeral_string (tvb, 0, 4));
#else
  list = g_slist_append (list, g_strdup (tvb_get_ephemeral_string (tvb, 0, 4)));
#endif
  g_slist_free_full (list, g_free); /* expect: wrong-free */
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
