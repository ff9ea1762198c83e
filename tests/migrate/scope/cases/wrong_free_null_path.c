/* SPDX-License-Identifier: MIT */
/* What was found is copied to the heap wherever anything was found: on the other ways the pointer is NULL. The bug copies on some of
 * the ways only. */
#include <epan/host.h>

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  gchar *text = tvb_get_ephemeral_string (tvb, 0, 8), *name, *title;
  (void) tree;
  if ((name = strchr (text, '=')) != NULL)
#ifdef BUG
    if (tvb_get_ntohl (tvb, 0) == 1)
#endif
      name = g_strdup (name);
  title = strchr (text, ':');
  if (!title)
    col_add_str (pinfo->cinfo, COL_INFO, "none");
  else
    title = g_strdup (title);
  g_free (title);
  g_free (name); /* expect: wrong-free likely */
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
