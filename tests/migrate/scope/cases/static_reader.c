/* SPDX-License-Identifier: MIT */
/* A static that is read through a function which only returns it, and one that a function returns the address of. One that
 * two helpers read, of which a flag of their caller decides one. */
#include <epan/host.h>

typedef struct { const gchar *name; } state_t;
static const gchar *last, *seen;
static state_t state, other_state;

static const gchar *get_last (void) { return last; }
static state_t *get_state (void) { return &state; }
static void show (packet_info *pinfo, const gchar *text)
{
  col_add_str (pinfo->cinfo, COL_INFO, text);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const gchar *name = tvb_get_ephemeral_string (tvb, 0, 4);
  state_t *other = &other_state;
  (void) tree;
#ifdef BUG
  if (get_last ())
    show (pinfo, get_last ());
  if (get_state ()->name)
    show (pinfo, get_state ()->name);
  show (pinfo, other->name);
  other->name = name; /* expect: escapes */
  last = name; /* expect: escapes */
  get_state ()->name = name; /* expect: escapes likely */
#else
  other->name = name;
  show (pinfo, other->name);
  last = name;
  show (pinfo, get_last ());
  get_state ()->name = name;
  show (pinfo, get_state ()->name);
#endif
}
static void show_seen (packet_info *pinfo)
{
  if (seen)
    show (pinfo, seen);
}
static void show_full (packet_info *pinfo) { show_seen (pinfo); }
#ifdef BUG
static void show_short (packet_info *pinfo) { show_seen (pinfo); }
#endif
static void show_all (packet_info *pinfo, gboolean full)
{
  if (full)
    show_full (pinfo);
#ifdef BUG
  show_short (pinfo);
#endif
}
static void dissect_seen (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  show_all (pinfo, FALSE);
  seen = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes */
}
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
  register_dissector ("thing.seen", dissect_seen, 1);
}
