/* SPDX-License-Identifier: MIT */
/* Registration code formats a string. */
#include <epan/host.h>

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tvb; (void) tree;
  col_add_str (pinfo->cinfo, COL_INFO, ep_strdup_printf ("%d", 1));
}
void proto_register_thing (void)
{
#ifdef BUG
  gchar *name = ep_strdup_printf ("thing %d", 1); /* expect: no-scope */
#else
  gchar name[20];
  g_snprintf (name, sizeof name, "thing %d", 1);
#endif
  register_dissector (name, dissect, 1);
}
