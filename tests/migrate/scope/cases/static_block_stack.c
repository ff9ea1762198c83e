/* SPDX-License-Identifier: MIT */
/* A static stack of frames for nested blocks: what is pushed is popped again, or stays for the next packet. */
#include <epan/host.h>

typedef struct _block { struct _block *outer; const gchar *name; } block_t;
static block_t *top;

static void push (const gchar *name)
{
  block_t *block = ep_new (block_t);
  block->name = name;
  block->outer = top;
  top = block; /* expect: escapes */
}
static void pop (void) { top = top->outer; }
static void walk (tvbuff_t *tvb, packet_info *pinfo, gint offset)
{
  if (top)
    col_add_fstr (pinfo->cinfo, COL_INFO, "%s", top->name);
  if (offset > 8)
    return;
  push (tvb_get_ephemeral_string (tvb, offset, 2));
  walk (tvb, pinfo, offset + 2);
  pop ();
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
#ifndef BUG
  top = NULL;
#endif
  walk (tvb, pinfo, 0);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
