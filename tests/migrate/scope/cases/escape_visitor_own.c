/* SPDX-License-Identifier: MIT */
/* The same through a walk of the program's own: what it is given for the visitor's user data gets packet memory. */
#include <epan/host.h>

typedef struct { const gchar *name; } kept_t;

static void visit (int item, void *user_data)
{
  kept_t *kept = user_data;
  (void) item;
  kept->name = ep_strdup ("x"); /* expect: escapes */
}
static void each (void (*visitor) (int, void *), void *user_data)
{
  int i;
  for (i = 0; i < 3; i++)
    visitor (i, user_data);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
#ifdef BUG
  kept_t *kept = se_new (kept_t);
#else
  kept_t *kept = ep_new (kept_t);
#endif
  (void) tvb;
  (void) tree;
#ifdef BUG
  p_add_proto_data (pinfo->fd, 1, kept);
  each (visit, kept);
#else
  each (visit, kept);
  col_add_str (pinfo->cinfo, COL_INFO, kept->name);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
