/* SPDX-License-Identifier: MIT */
/* An object of either lifetime that points into itself; the bug makes the file's point into the packet's. */
#include <epan/host.h>

typedef struct { int port; } end_t;
typedef struct { end_t near, *current; } channel_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  channel_t *kept = p_get_proto_data (pinfo->fd, 1), *passing = ep_new0 (channel_t), *channel;
  (void) tree;
  channel = tvb_get_ntohl (tvb, 0) != 0 ? kept : passing;
  channel->current = &channel->near;
#ifdef BUG
  kept->current = &passing->near; /* expect: escapes */
#else
  kept->current = &kept->near;
#endif
  col_add_fstr (pinfo->cinfo, COL_INFO, "%d", passing->current->port);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
