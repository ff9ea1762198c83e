/* SPDX-License-Identifier: MIT */
/* Packet memory put into objects that are found again: in a table, along a list, as an element of an array, in what a variable
 * remembers, after they were handed over, by way of a table of functions. The right ones copy it. */
#include <epan/host.h>

#ifdef BUG
#define COPY(text) (text)
#else
#define COPY(text) se_strdup (text)
#endif

typedef struct _stream { struct _stream *next; guint32 id; const gchar *name; } stream_t;
typedef struct { const gchar *titles[4]; stream_t slots[4]; stream_t *first; GArray *marks; const gchar *note; const gchar *last; } call_t;
typedef struct { void (*name) (call_t *call, const gchar *text); } operations_t;
typedef struct { guint32 at; const gchar *text; } mark_t;

static GHashTable *streams;
static call_t *current;

static call_t *call_of (packet_info *pinfo)
{
  conversation_t *conversation = find_or_create_conversation (pinfo);
  call_t *call = conversation_get_proto_data (conversation, 1);
  if (!call)
    {
      call = se_new0 (call_t);
      conversation_add_proto_data (conversation, 1, call);
    }
  return call;
}
static void dissect_table (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  stream_t *stream = g_hash_table_lookup (streams, &pinfo->fd->num);
  (void) tree;
  if (!stream)
    {
      stream = se_new0 (stream_t);
      g_hash_table_insert (streams, &stream->id, stream);
    }
  stream->name = COPY (tvb_get_ephemeral_string (tvb, 0, 4)); /* expect: escapes */
}
static void dissect_list (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  call_t *call = call_of (pinfo);
  stream_t *at;
  (void) tree;
  for (at = call->first; at; at = at->next)
    if (at->id == tvb_get_ntohl (tvb, 0))
      at->name = COPY (tvb_get_ephemeral_string (tvb, 4, 4)); /* expect: escapes */
}
static void dissect_slots (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  call_t *call = call_of (pinfo);
  guint i;
  (void) tree;
  for (i = 0; i < 4; i++)
    {
      call->slots[i].name = COPY (ep_strdup_printf ("slot %u", i)); /* expect: escapes */
      call->titles[i] = COPY (ep_strdup_printf ("title %u", i)); /* expect: escapes */
    }
  (void) tvb;
}
static void dissect_marks (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  call_t *call = call_of (pinfo);
  mark_t *mark = &((mark_t *) (void *) call->marks->data)[tvb_get_guint8 (tvb, 0)];
  (void) tree;
  mark->text = COPY (tvb_get_ephemeral_string (tvb, 4, 4)); /* expect: escapes */
}
static void dissect_setup (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tvb; (void) tree;
  current = call_of (pinfo);
}
static void dissect_current (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree; (void) pinfo;
  if (current)
    current->last = COPY (tvb_get_ephemeral_string (tvb, 4, 4)); /* expect: escapes */
}
static void dissect_frame (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  stream_t *stream = se_new0 (stream_t);
  (void) tree;
  p_add_proto_data (pinfo->fd, 1, stream);
  stream->name = COPY (tvb_get_ephemeral_string (tvb, 4, 4)); /* expect: escapes */
}
static void set_note (call_t *call, const gchar *text)
{
  call->note = COPY (text); /* expect: escapes */
}
static const operations_t operations = { set_note };
static void dissect_operations (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  operations.name (call_of (pinfo), tvb_get_ephemeral_string (tvb, 4, 4));
}
static void init (void)
{
  current = NULL;
  streams = g_hash_table_new (NULL, NULL);
}
void proto_register_thing (void)
{
  register_init_routine (init);
  register_dissector ("table", dissect_table, 1);
  register_dissector ("list", dissect_list, 1);
  register_dissector ("slots", dissect_slots, 1);
  register_dissector ("marks", dissect_marks, 1);
  register_dissector ("setup", dissect_setup, 1);
  register_dissector ("current", dissect_current, 1);
  register_dissector ("frame", dissect_frame, 1);
  register_dissector ("operations", dissect_operations, 1);
}
