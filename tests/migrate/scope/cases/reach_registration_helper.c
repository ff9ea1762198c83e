/* SPDX-License-Identifier: MIT */
/* A helper that dissecting code may use, and registration may not. */
#include <epan/host.h>

static gchar *label (int n)
{
#ifdef BUG
  return ep_strdup_printf ("port %d", n); /* expect: no-scope */
#else
  static gchar text[30];
  g_snprintf (text, sizeof text, "port %d", n);
  return text;
#endif
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree; (void) tvb;
  col_add_str (pinfo->cinfo, COL_INFO, label (3));
}
void proto_register_thing (void)
{
  register_dissector (label (4), dissect, 1);
}
