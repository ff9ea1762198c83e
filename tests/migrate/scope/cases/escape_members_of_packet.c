/* SPDX-License-Identifier: MIT */
/* What the packet_info's members point to is not the packet's: the frame lives as long as its file, the columns are used after the
 * dissection. The context of another protocol's dissectors leads there, too. */
#include <epan/host.h>

typedef struct { packet_info *pinfo; const gchar *here; } context_t;

static void note (context_t *context, const gchar *text)
{
  context->here = text;
#ifdef BUG
  context->pinfo->fd->comment = text; /* expect: escapes */
#else
  context->pinfo->fd->comment = se_strdup (text);
#endif
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  context_t context;
  (void) tree;
  context.pinfo = pinfo;
#ifdef BUG
  pinfo->fd->comment = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes */
  pinfo->cinfo->col_data[COL_INFO] = tvb_get_ephemeral_string (tvb, 4, 4); /* expect: escapes */
#else
  pinfo->fd->comment = tvb_get_seasonal_string (tvb, 0, 4);
  pinfo->cinfo->col_data[COL_INFO] = "text";
#endif
  pinfo->match_string = tvb_get_ephemeral_string (tvb, 8, 4);
  note (&context, tvb_get_ephemeral_string (tvb, 12, 4));
}
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
}
