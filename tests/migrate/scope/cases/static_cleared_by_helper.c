/* SPDX-License-Identifier: MIT */
/* A helper writes all the statics first; the bug's one leaves out one of them on one way. */
#include <epan/host.h>

static gchar *name, *domain;
static void begin (tvbuff_t *tvb)
{
  name = NULL;
#ifdef BUG
  if (tvb_get_guint8 (tvb, 0) == 0)
    return;
#else
  (void) tvb;
#endif
  domain = NULL;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  begin (tvb);
  if (domain != NULL)
    col_add_fstr (pinfo->cinfo, COL_INFO, "%s@%s", name, domain);
  name = tvb_get_ephemeral_string (tvb, 0, 4);
#ifdef BUG
  domain = tvb_get_ephemeral_string (tvb, 4, 4); /* expect: escapes */
#else
  domain = tvb_get_ephemeral_string (tvb, 4, 4);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
