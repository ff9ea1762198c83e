/* SPDX-License-Identifier: MIT */
/* A static that functions of elsewhere give: its address, its value, or the address of the one that holds it. */
#include <epan/host.h>

typedef struct { guint32 id; const gchar *name; struct { const gchar *text; } inner; } state_t;
state_t *get_state (void);
state_t *get_state_again (void), *get_first (void), *get_second (void);
const gchar *last_name (void);
void set_last_name (const gchar *name);

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
#ifdef BUG
  col_add_str (pinfo->cinfo, COL_INFO, get_state ()->name);
  get_state ()->name = tvb_get_ephemeral_string (tvb, 4, 8); /* expect: escapes */
#else
  get_state ()->name = tvb_get_ephemeral_string (tvb, 4, 8);
  col_add_str (pinfo->cinfo, COL_INFO, get_state ()->name);
#endif
}
static state_t again;
static void dissect_again (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  state_t *state = get_state_again ();
  (void) tree;
#ifdef BUG
  if (tvb_get_ntohl (tvb, 0) == 4)
    col_add_str (pinfo->cinfo, COL_INFO, state->name);
  state->name = tvb_get_ephemeral_string (tvb, 4, 8); /* expect: escapes likely */
#else
  state->name = tvb_get_ephemeral_string (tvb, 4, 8);
  if (tvb_get_ntohl (tvb, 0) == 4)
    col_add_str (pinfo->cinfo, COL_INFO, again.name);
#endif
}
static void dissect_last (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
#ifdef BUG
  if (last_name ())
    col_add_str (pinfo->cinfo, COL_INFO, last_name ());
  set_last_name (tvb_get_ephemeral_string (tvb, 4, 8));
#else
  set_last_name (tvb_get_ephemeral_string (tvb, 4, 8));
  if (last_name ())
    col_add_str (pinfo->cinfo, COL_INFO, last_name ());
#endif
}
/* One of them is known at once, the other one by way of another function. */
static void dissect_both (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
#ifdef BUG
  col_add_str (pinfo->cinfo, COL_INFO, get_first ()->inner.text);
  col_add_str (pinfo->cinfo, COL_INFO, get_second ()->name);
  get_first ()->inner.text = tvb_get_ephemeral_string (tvb, 0, 8); /* expect: escapes */
  get_second ()->name = tvb_get_ephemeral_string (tvb, 4, 8); /* expect: escapes */
#else
  get_first ()->inner.text = tvb_get_seasonal_string (tvb, 0, 8);
  get_second ()->name = tvb_get_ephemeral_string (tvb, 4, 8);
  col_add_str (pinfo->cinfo, COL_INFO, get_first ()->inner.text);
  col_add_str (pinfo->cinfo, COL_INFO, get_second ()->name);
#endif
}
static state_t first, second;
state_t *get_first (void) { return &first; }
static state_t *get_inner_second (void);
state_t *get_second (void) { return get_inner_second (); }
static state_t *get_inner_second (void) { return &second; }
static state_t state;
state_t *get_state (void) { return &state; }
static state_t *get_inner (void) { return &again; }
state_t *get_state_again (void) { return get_inner (); }
static const gchar *name_of_last;
const gchar *last_name (void) { return name_of_last; }
void set_last_name (const gchar *name) { name_of_last = name; } /* expect: escapes */
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
  register_dissector ("thing.again", dissect_again, 2);
  register_dissector ("thing.last", dissect_last, 3);
  register_dissector ("thing.both", dissect_both, 4);
}
