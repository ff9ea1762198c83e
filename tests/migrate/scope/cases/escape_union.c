/* SPDX-License-Identifier: MIT */
/* The members of a union are one cell: what is stored in one is read from another. */
#include <epan/host.h>

typedef struct { union { gchar *text; void *any; guint32 number; } value; int kind; } item_t;
typedef union { struct { gchar *name; int length; } string; struct { const gchar *name; } other; } either_t;
static const gchar *kept;

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  item_t *item = se_new (item_t), local, *short_lived = ep_new (item_t);
  either_t either, *file = conversation_get_proto_data (find_or_create_conversation (pinfo), 2);
  (void) tree;
  conversation_add_proto_data (find_or_create_conversation (pinfo), 1, item);
  local.value.text = tvb_get_ephemeral_string (tvb, 0, 4);
  either.string.name = tvb_get_ephemeral_string (tvb, 0, 4);
  short_lived->value.text = tvb_get_ephemeral_string (tvb, 0, 4);
  if (kept)
    col_add_str (pinfo->cinfo, COL_INFO, kept);
#ifdef BUG
  item->value.any = local.value.any; /* expect: escapes */
  file->other.name = either.other.name; /* expect: escapes */
  kept = short_lived->value.any; /* expect: escapes */
#else
  item->value.any = se_strdup (local.value.any);
  local.value.number = 7;
  file->other.name = se_strdup (either.other.name);
  kept = NULL;
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
