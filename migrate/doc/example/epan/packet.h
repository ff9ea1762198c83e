/* SPDX-License-Identifier: MIT */
/* The example's host: what a dissector sees of it, and nothing else. */
#pragma once

typedef struct tvbuff tvbuff_t;
typedef struct _packet_info {
  struct _wmem_allocator_t *pool;
} packet_info;
typedef struct proto_tree proto_tree;
typedef void (*dissector_t) (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);

void register_dissector (const char *name, dissector_t dissector, int protocol);
void prefs_register_protocol (int protocol, void (*apply) (void));
void proto_item_label (proto_tree *tree, const char *text);
int tvb_length (tvbuff_t *tvb);
