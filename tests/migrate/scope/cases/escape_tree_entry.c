/* SPDX-License-Identifier: MIT */
/* Entries of a tree of the file: made by a helper that finds or makes, filled by its caller. */
#include <epan/host.h>

typedef struct { gchar *name; const gchar *kind; guint32 first; } stream_t;
static emem_tree_t *streams;

static stream_t *stream_of (guint32 id, guint32 frame)
{
  stream_t *stream = emem_tree_lookup32 (streams, id);
  if (stream == NULL)
    {
      stream = se_new0 (stream_t);
      stream->first = frame;
      se_tree_insert32 (streams, id, stream);
    }
  return stream;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  stream_t *stream = stream_of (tvb_get_ntohl (tvb, 0), pinfo->fd->num);
  (void) tree;
  if (stream->first == pinfo->fd->num)
    {
#ifdef BUG
      stream->name = tvb_get_ephemeral_string (tvb, 4, 8); /* expect: escapes */
#else
      stream->name = tvb_get_seasonal_string (tvb, 4, 8);
#endif
    }
#ifdef BUG
  stream->kind = val_to_str (tvb_get_guint8 (tvb, 12), NULL, "Unknown (%u)"); /* expect: escapes likely */
#else
  stream->kind = "known";
#endif
}
void proto_register_thing (void)
{
  streams = se_tree_create (1, "streams");
  register_dissector ("thing", dissect, 1);
}
