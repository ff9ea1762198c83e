/* SPDX-License-Identifier: MIT */
/* A helper is told by its argument whether to free what it gets. */
#include <epan/host.h>

static void drop_if (gboolean own, gchar *text)
{
  if (own)
    g_free (text);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree; (void) pinfo;
  drop_if (TRUE, g_strdup ("x"));
  drop_if (FALSE, tvb_get_ephemeral_string (tvb, 0, 4));
#ifdef BUG
  drop_if (TRUE, tvb_get_ephemeral_string (tvb, 0, 8)); /* expect: wrong-free */
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
