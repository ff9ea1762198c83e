/* SPDX-License-Identifier: MIT */
/* A table of texts that is filled while dissecting keeps its texts: for the next packet that looks something up. */
#include <epan/host.h>

typedef struct { guint32 value; const gchar *strptr; } value_string;
typedef struct { value_string channels[8]; guint used; } info_t;
static value_string names[8], own[8];

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  info_t *info = conversation_get_proto_data (find_or_create_conversation (pinfo), 1);
  guint i = tvb_get_guint8 (tvb, 0) & 7;
  (void) tree;
#ifdef BUG
  names[i].value = i;
  names[i].strptr = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes */
  info->channels[i].strptr = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes */
#else
  names[i].strptr = se_strdup ("x");
  info->channels[i].strptr = tvb_get_seasonal_string (tvb, 0, 4);
#endif
  own[0].strptr = tvb_get_seasonal_string (tvb, 0, 4);
  col_add_str (pinfo->cinfo, COL_INFO, val_to_str (tvb_get_guint8 (tvb, 1), names, "%u"));
  col_add_str (pinfo->cinfo, COL_INFO, val_to_str (tvb_get_guint8 (tvb, 1), own, "%u"));
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
