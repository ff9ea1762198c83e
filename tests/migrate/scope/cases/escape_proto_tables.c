/* SPDX-License-Identifier: MIT */
/* Tables that the host keeps, made while a packet is dissected: fields of a schema that only a packet names, and their values. */
#include <epan/host.h>

typedef struct { guint32 value; const gchar *text; } value_string;

static void learn_field (const gchar *name)
{
  static int ids[16];
  static guint n;
  hf_register_info *info = g_malloc (sizeof *info);
  info->id = &ids[n++ % 16];
#ifdef BUG
  info->hfinfo.name = name; /* expect: escapes likely */
  info->hfinfo.abbrev = ep_strconcat ("thing.", name, NULL); /* expect: escapes likely */
#else
  info->hfinfo.name = g_strdup (name);
  info->hfinfo.abbrev = g_strconcat ("thing.", name, NULL);
#endif
  proto_register_field_array (1, info, 1);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree; (void) pinfo;
  if (tvb_get_guint8 (tvb, 0) == 1)
    learn_field (tvb_get_ephemeral_string (tvb, 1, 8));
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
