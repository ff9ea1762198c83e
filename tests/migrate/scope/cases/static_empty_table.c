/* SPDX-License-Identifier: MIT */
/* A table without any handler, one whose handlers the run does not know, and one that a caller makes up: other tables' handlers
 * are not theirs. Where a caller hands over what it got from elsewhere, any may be. */
#include <epan/host.h>

typedef struct { int tag; void (*handle) (tvbuff_t *tvb, packet_info *pinfo); } step_t;
static const gchar *name;
void handled_elsewhere (tvbuff_t *tvb, packet_info *pinfo);
const step_t *steps_of_another_unit (void);

static void show (tvbuff_t *tvb, packet_info *pinfo)
{
  (void) tvb;
  if (name)
    col_add_str (pinfo->cinfo, COL_INFO, name);
}
static const step_t none[] = { { 0, NULL } };
static const step_t others[] = { { 1, handled_elsewhere }, { 0, NULL } };
static const step_t named[] = { { 1, show }, { 0, NULL } };
static void walk (const step_t *step, tvbuff_t *tvb, packet_info *pinfo)
{
  for (; step->handle != NULL; step++)
    step->handle (tvb, pinfo);
}
static void dissect_none (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  walk (none, tvb, pinfo);
  walk (others, tvb, pinfo);
#ifdef BUG
  walk (steps_of_another_unit (), tvb, pinfo);
#endif
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  name = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes likely */
  walk (named, tvb, pinfo);
}
void proto_register_thing (void)
{
  register_dissector ("none", dissect_none, 1);
  register_dissector ("thing", dissect, 2);
}
