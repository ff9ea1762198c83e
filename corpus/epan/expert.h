/* SPDX-License-Identifier: MIT */
/* Expert items: remarks of a dissector about a packet, shown below the item that they are about. */
#ifndef EPAN_EXPERT_H
#define EPAN_EXPERT_H

#include <epan/packet.h>

void expert_add_info_format (packet_info *pinfo, proto_item *item, int group, int severity, const char *format, ...)
  G_GNUC_PRINTF (5, 6);
void expert_add_undecoded_item (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, int length,
                                const int severity);

#endif
