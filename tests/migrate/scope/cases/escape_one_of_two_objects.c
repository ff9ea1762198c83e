/* SPDX-License-Identifier: MIT */
/* A pointer to one of two objects, of which one stays, the first or the second: a struct in it keeps what it is given. */
#include <epan/host.h>

typedef struct { gchar *text; guint n; } part_t;
typedef struct { guint n; part_t part; } object_t;
static object_t kept, other;

static void set_text (part_t *part, gchar *text) { part->text = text; } /* expect: escapes */
static void set_other (part_t *part, gchar *text) { part->text = text; } /* expect: escapes */
static void fill (tvbuff_t *tvb, packet_info *pinfo)
{
  object_t here = { 0 }, *object;
  object = tvb_get_guint8 (tvb, 0) ? &kept : &here;
#ifdef BUG
  set_text (&object->part, tvb_get_ephemeral_string (tvb, 0, 4));
#else
  set_text (&object->part, tvb_get_seasonal_string (tvb, 0, 4));
#endif
  col_add_str (pinfo->cinfo, COL_INFO, kept.part.text);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  object_t here = { 0 }, *object;
  (void) tree;
  fill (tvb, pinfo);
  object = tvb_get_guint8 (tvb, 0) ? &here : &other;
#ifdef BUG
  set_other (&object->part, tvb_get_ephemeral_string (tvb, 0, 4));
#else
  set_other (&object->part, tvb_get_seasonal_string (tvb, 0, 4));
#endif
  col_add_str (pinfo->cinfo, COL_INFO, other.part.text);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
