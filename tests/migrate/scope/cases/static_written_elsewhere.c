/* SPDX-License-Identifier: MIT */
/* What forgets the last packet is defined after its callers, and by way of another function; or it does so on one way alone. */
#include <epan/host.h>

static const gchar *name;
static struct { gchar *text; guint n; } state;
static void begin (tvbuff_t *tvb);
static void forget_all (void);

static void show (packet_info *pinfo)
{
  if (name)
    col_add_str (pinfo->cinfo, COL_INFO, name);
  col_add_fstr (pinfo->cinfo, COL_INFO, "%s", state.text);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  begin (tvb);
  show (pinfo);
  name = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes */
  state.text = tvb_get_ephemeral_string (tvb, 4, 4); /* expect: escapes */
  show (pinfo);
}
static void begin (tvbuff_t *tvb)
{
#ifdef BUG
  if (tvb_get_guint8 (tvb, 0) == 0)
    return;
#else
  (void) tvb;
#endif
  forget_all ();
}
static void forget_all (void)
{
  name = NULL;
  state.text = NULL;
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
