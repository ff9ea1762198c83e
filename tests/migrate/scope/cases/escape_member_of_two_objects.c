/* SPDX-License-Identifier: MIT */
/* A struct's field, in one of two objects that the caller names: what it is given stays with the second, or with the first. */
#include <epan/host.h>

typedef struct { gchar *text; guint n; } part_t;
typedef struct { guint n; part_t part; } object_t;
static object_t kept, other;

static void set_text (object_t *first, object_t *second, gchar *text, guint which)
{
  object_t *object = which ? first : second;
  object->part.text = text; /* expect: escapes likely */
}
static void set_other (object_t *first, object_t *second, gchar *text, guint which)
{
  object_t *object = which ? first : second;
  object->part.text = text; /* expect: escapes likely */
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  object_t here = { 0 };
  (void) tree;
#ifdef BUG
  gchar *text = tvb_get_ephemeral_string (tvb, 0, 4);
#else
  gchar *text = tvb_get_seasonal_string (tvb, 0, 4);
#endif
  set_text (&here, &kept, text, tvb_get_guint8 (tvb, 0));
  set_other (&other, &here, text, tvb_get_guint8 (tvb, 1));
  col_add_str (pinfo->cinfo, COL_INFO, kept.part.text);
  col_add_str (pinfo->cinfo, COL_INFO, other.part.text);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
