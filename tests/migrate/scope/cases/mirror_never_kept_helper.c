/* SPDX-License-Identifier: MIT */
/* A helper only looks at it. */
#include <epan/host.h>

typedef struct { int length; } info_t;
static void show (proto_tree *tree, tvbuff_t *tvb, const info_t *info)
{
  proto_tree_add_text (tree, tvb, 0, 4, "%d", info->length);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
#ifdef BUG
  info_t *info = se_new (info_t); /* expect: never-kept */
#else
  info_t *info = ep_new (info_t);
#endif
  (void) pinfo;
  info->length = (int) tvb_get_ntohl (tvb, 0);
  show (tree, tvb, info);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
