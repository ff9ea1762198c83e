/* SPDX-License-Identifier: MIT */
/* A context on the stack leads to the packet_info, and to a list that is hung on it: what the list holds is gone with the
 * context, and not kept by the packet_info. */
#include <epan/host.h>

typedef struct _par { struct _par *next; const gchar *name; } par_t;
typedef struct _frame { struct _frame *next; par_t *pars; } frame_t;
typedef struct { int signature; packet_info *pinfo; frame_t *stack; } context_t;

static void context_init (context_t *context, packet_info *pinfo)
{
  memset (context, 0, sizeof *context);
  context->pinfo = pinfo;
}
static void push_frame (context_t *context)
{
  frame_t *frame = ep_new0 (frame_t);
  frame->next = context->stack;
  context->stack = frame;
}
static par_t *push_par (context_t *context)
{
  par_t *par, **at;
  par = ep_new0 (par_t);
  at = &(context->stack->pars);
  while (*at)
    at = &((*at)->next);
  *at = par;
  return par;
}
static void push_name (context_t *context, const gchar *name)
{
  par_t *par = push_par (context);
  par->name = name;
#ifdef BUG
  context->pinfo->src.data = ep_strdup (name); /* expect: escapes */
#endif
}
static void dissect_list (tvbuff_t *tvb, context_t *context)
{
  push_frame (context);
  push_name (context, tvb_get_ephemeral_string (tvb, 0, 4));
}
static void dissect_more (tvbuff_t *tvb, context_t *context)
{
  dissect_list (tvb, context);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  context_t context;
  (void) tree;
  context_init (&context, pinfo);
  dissect_more (tvb, &context);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
