/* SPDX-License-Identifier: MIT */
/* File memory that a helper puts into an address of the packet, and nowhere else; or into one of the file's object. */
#include <epan/host.h>

typedef struct { address from; } state_t;
static void set_name (address *to, const gchar *name)
{
  SET_ADDRESS (to, 5, (int) strlen (name) + 1, name);
}
static void set_both (packet_info *pinfo, const gchar *name)
{
  set_name (&pinfo->src, name);
  set_name (&pinfo->net_src, name);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  state_t *state = p_get_proto_data (pinfo->fd, 1);
#ifdef BUG
  gchar *name = tvb_get_seasonal_string (tvb, 0, 4); /* expect: never-kept */
#else
  gchar *name = tvb_get_seasonal_string (tvb, 0, 4);
  set_name (&state->from, name);
#endif
  (void) tree; (void) state;
  set_both (pinfo, name);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
