/* SPDX-License-Identifier: MIT */
/* The count of a static array starts at nought for each packet; the bug counts on. */
#include <epan/host.h>

static gint argc;
static const gchar *argv[16];
static const gchar *word (gint n) { return n >= argc ? "" : argv[n]; }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
#ifndef BUG
  argc = 0;
#endif
  while (argc < 4 && tvb_get_guint8 (tvb, argc))
    {
#ifdef BUG
      argv[argc] = ep_strdup ("w"); /* expect: escapes likely */
#else
      argv[argc] = ep_strdup ("w");
#endif
      argc++;
    }
  col_add_str (pinfo->cinfo, COL_INFO, word (2));
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
