/* SPDX-License-Identifier: MIT */
/* Preferences call what dissecting calls too, but with another branch of the program in between. */
#include <epan/host.h>

static void rebuild (const gchar *text)
{
#ifdef BUG
  gchar *copy = ep_strdup (text); /* expect: no-scope */
#else
  gchar *copy = g_strdup (text);
#endif
  proto_tree_add_text (NULL, NULL, 0, 0, "%s", copy);
#ifndef BUG
  g_free (copy);
#endif
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tvb; (void) pinfo; (void) tree;
  rebuild ("packet");
}
static void apply (void) { rebuild ("preference"); }
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
  prefs_register_protocol (1, apply);
}
