/* SPDX-License-Identifier: MIT */
/* A heap container in a static is freed and made anew by each packet: nobody looks at what lies in it; or somebody does, before. */
#include <epan/host.h>

void g_ptr_array_free (GPtrArray *array, gboolean free_memory);
GPtrArray *g_ptr_array_new (void);
typedef struct { const gchar *name; } frame_t;

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  static GPtrArray *stack;
  frame_t *frame;
  (void) tree; (void) tvb;
#ifdef BUG
  if (stack != NULL && stack->len > 0)
    col_add_str (pinfo->cinfo, COL_INFO, ((frame_t *) stack->pdata[0])->name);
#endif
  if (stack != NULL)
    g_ptr_array_free (stack, TRUE);
  stack = g_ptr_array_new ();
  frame = ep_new0 (frame_t);
  g_ptr_array_add (stack, frame); /* expect: escapes likely */
  frame = stack->pdata[stack->len - 1];
  col_add_str (pinfo->cinfo, COL_INFO, frame->name);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
