/* SPDX-License-Identifier: MIT */
/* The handler that is run when the dissector is left forgets what a static holds, whether by an exception or not; in the other
 * one it is run by an exception alone. */
#include <epan/host.h>

typedef struct { const gchar *name; guint32 kind; } info_t;
static info_t *current;

static void forget (void *unused) { (void) unused; current = NULL; }
static void part (tvbuff_t *tvb)
{
  if (current != NULL)
    current->kind = tvb_get_ntohl (tvb, 0);
}
static void dissect_part (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) pinfo; (void) tree;
  part (tvb);
}
static void dissect_inner (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  info_t *saved = current;
  (void) pinfo; (void) tree;
  current = NULL;
  part (tvb);
  current = saved;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) pinfo; (void) tree;
  CLEANUP_PUSH (forget, NULL);
  current = ep_new0 (info_t); /* expect: escapes */
  part (tvb);
#ifdef BUG
  CLEANUP_POP;
#else
  CLEANUP_CALL_AND_POP;
#endif
}
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
  register_dissector ("thing.part", dissect_part, 1);
  register_dissector ("thing.inner", dissect_inner, 1);
}
