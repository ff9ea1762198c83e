/* SPDX-License-Identifier: MIT */
/* Two tables of one record type, walked by one function: whose handlers it calls the caller says, by the table that it hands
 * over, and so who writes the static first. */
#include <epan/host.h>

typedef void (*handle_t) (tvbuff_t *, packet_info *);
typedef struct { int tag; handle_t handle; } step_t;
typedef struct { int tag; handle_t handle; } late_t;
static const gchar *name, *other_name, *late_name;

static void show (tvbuff_t *tvb, packet_info *pinfo)
{
  (void) tvb;
  if (name)
    col_add_str (pinfo->cinfo, COL_INFO, name);
}
static void show_other (tvbuff_t *tvb, packet_info *pinfo)
{
  (void) tvb;
  if (other_name)
    col_add_str (pinfo->cinfo, COL_INFO, other_name);
}
static void show_late (tvbuff_t *tvb, packet_info *pinfo)
{
  (void) tvb;
  if (late_name)
    col_add_str (pinfo->cinfo, COL_INFO, late_name);
}
static void skip (tvbuff_t *tvb, packet_info *pinfo) { (void) tvb; (void) pinfo; }
static const step_t plain[] = { { 1, skip }, { 0, NULL } }, named[] = { { 1, show }, { 0, NULL } },
                    other[] = { { 1, show_other }, { 0, NULL } };
static late_t late[2];

static void walk (const step_t *step, tvbuff_t *tvb, packet_info *pinfo)
{
  for (; step->handle; step++)
    step->handle (tvb, pinfo);
}
static void walk_some (const step_t *step, tvbuff_t *tvb, packet_info *pinfo, gboolean really)
{
  if (really)
    walk (step, tvb, pinfo);
}
static void walk_late (const late_t *step, tvbuff_t *tvb, packet_info *pinfo)
{
  for (; step->handle; step++)
    step->handle (tvb, pinfo);
}
static void add (late_t *step, int tag, handle_t handle)
{
  step->tag = tag;
  step->handle = handle;
}
static void dissect_plain (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  walk (plain, tvb, pinfo);
  walk_some (named, tvb, pinfo, FALSE);
#ifdef BUG
  walk (other, tvb, pinfo);
#endif
}
static void dissect_named (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  name = tvb_get_ephemeral_string (tvb, 0, 4);
  walk_some (named, tvb, pinfo, TRUE);
}
static void dissect_other (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  other_name = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes likely */
  walk (other, tvb, pinfo);
}
static void dissect_late (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
#ifdef BUG
  walk_late (late, tvb, pinfo);
  late_name = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes likely */
#else
  late_name = tvb_get_ephemeral_string (tvb, 0, 4);
  walk_late (late, tvb, pinfo);
#endif
}
void proto_register_thing (void)
{
  add (&late[0], 1, show_late);
  register_dissector ("plain", dissect_plain, 1);
  register_dissector ("named", dissect_named, 1);
  register_dissector ("other", dissect_other, 1);
  register_dissector ("late", dissect_late, 1);
}
