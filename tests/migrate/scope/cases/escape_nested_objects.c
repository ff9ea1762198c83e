/* SPDX-License-Identifier: MIT */
/* An object of the packet inside one of the file, with more steps between: the chain that hangs on the frame's data. */
#include <epan/host.h>

typedef struct _value { struct _value *next; gchar *text; } value_t;
typedef struct { value_t *values; guint n; } list_t;
typedef struct { list_t *list; const char *kind; } frame_t;

static value_t *new_value (tvbuff_t *tvb, gint offset)
{
#ifdef BUG
  value_t *value = ep_new0 (value_t);
#else
  value_t *value = se_new0 (value_t);
#endif
  value->text = tvb_get_seasonal_string (tvb, offset, 4);
  return value;
}
static void push (list_t *list, value_t *value)
{
  value->next = list->values;
  list->values = value; /* expect: escapes */
  list->n++;
}
static frame_t *frame_of (packet_info *pinfo)
{
  frame_t *frame = p_get_proto_data (pinfo->fd, 4);
  if (frame)
    return frame;
  frame = se_new0 (frame_t);
  frame->list = se_new0 (list_t);
  p_add_proto_data (pinfo->fd, 4, frame);
  return frame;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  frame_t *frame = frame_of (pinfo);
  gint offset;
  (void) tree;
  for (offset = 0; offset < 12; offset += 4)
    push (frame->list, new_value (tvb, offset));
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
