/* SPDX-License-Identifier: MIT */
/* The whole program's memory is taken for each packet; only the twin keeps it, once. */
#include <epan/host.h>

static gchar *banner;
static gchar *describe (guint32 value)
{
#ifdef BUG
  gchar *text = wmem_alloc (wmem_epan_scope (), 64); /* expect: never-kept */
#else
  gchar *text = wmem_alloc (wmem_packet_scope (), 64);
#endif
  g_snprintf (text, 64, "%u", value);
  return text;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
#ifdef BUG
  col_add_str (pinfo->cinfo, COL_INFO, wmem_strdup (wmem_epan_scope (), "here")); /* expect: never-kept */
#else
  if (banner == NULL)
    banner = wmem_strdup (wmem_epan_scope (), "here");
  col_add_str (pinfo->cinfo, COL_INFO, banner);
#endif
  col_add_str (pinfo->cinfo, COL_INFO, describe (tvb_get_ntohl (tvb, 0)));
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
