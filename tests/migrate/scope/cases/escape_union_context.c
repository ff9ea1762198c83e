/* SPDX-License-Identifier: MIT */
/* A union in a struct in a context that is handed from function to function: one writes a member, another one reads its neighbour
 * and keeps it. */
#include <epan/host.h>

typedef struct { int tag; union { struct { gchar *text; guint n; } s; struct { gpointer p; } o; guint32 i; } u; } variant_t;
typedef struct { packet_info *pinfo; variant_t value, *spare; } context_t;
typedef struct { gpointer opaque; } info_t;
static info_t *infos[4];

static void read_value (tvbuff_t *tvb, context_t *context)
{
  context->value.tag = tvb_get_guint8 (tvb, 0);
  if (context->value.tag == 1)
    context->value.u.s.text = tvb_get_ephemeral_string (tvb, 1, 4);
  else
    context->value.u.i = tvb_get_ntohl (tvb, 1);
}
static void finish (context_t *context)
{
  info_t *info = se_new0 (info_t);
#ifdef BUG
  info->opaque = context->value.u.o.p; /* expect: escapes */
#else
  info->opaque = se_strdup (context->value.u.o.p);
#endif
  p_add_proto_data (context->pinfo->fd, 4, info);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  context_t context;
  memset (&context, 0, sizeof context);
  (void) tree;
  context.pinfo = pinfo;
  read_value (tvb, &context);
  finish (&context);
  (void) infos;
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
