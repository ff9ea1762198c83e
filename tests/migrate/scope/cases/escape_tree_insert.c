/* SPDX-License-Identifier: MIT */
/* A file's tree keeps packet memory. */
#include <epan/host.h>

static emem_tree_t *requests;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  gchar *known = se_tree_lookup32 (requests, 7);
  (void) tree;
  if (known != NULL)
    col_add_str (pinfo->cinfo, COL_INFO, known);
#ifdef BUG
  se_tree_insert32 (requests, 7, tvb_get_ephemeral_string (tvb, 0, 4)); /* expect: escapes */
#else
  se_tree_insert32 (requests, 7, tvb_get_seasonal_string (tvb, 0, 4));
#endif
}
void proto_register_thing (void)
{
  requests = se_tree_create (1, "requests");
  register_dissector ("thing", dissect, 1);
}
