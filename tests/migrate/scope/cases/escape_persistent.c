/* SPDX-License-Identifier: MIT */
/* Helpers that are told by a parameter whether what they make lives as long as the file: one flag goes to all of them, so
 * what one made for the packet never meets what another one keeps for the file. The bugs give one of them another flag. */
#include <epan/host.h>

typedef struct _part { struct _part *next; } part_t;
typedef struct { part_t *parts; const gchar *text; } message_t;
typedef struct { message_t *first; part_t *parts; } context_t;
static gboolean keep_all, keep_some;
static emem_tree_t *messages, *contexts;
static struct { message_t *message; context_t *context; } current;

static message_t *get_message (guint32 number, gboolean persistent)
{
  message_t *message;
  if (persistent)
    {
      message = emem_tree_lookup32 (messages, number);
      if (message)
        return message;
      message = se_new0 (message_t);
      emem_tree_insert32 (messages, number, message);
    }
  else
    message = ep_new0 (message_t);
  message->text = "x";
  return message;
}
static context_t *get_context (message_t *message, guint32 number, gboolean persistent)
{
  context_t *context = NULL;
  if (persistent)
    {
      if ((context = emem_tree_lookup32 (contexts, number)))
        return context;
      context = se_new0 (context_t);
      context->first = message; /* expect: escapes note */
      emem_tree_insert32 (contexts, number, context);
    }
  else
    {
      context = ep_new0 (context_t);
      context->first = message;
    }
  return context;
}
static void add_part (context_t *context, gboolean persistent)
{
  part_t *part, *other;
  if (persistent)
    {
      part = se_new0 (part_t);
      other = se_new0 (part_t);
    }
  else
    {
      part = ep_new0 (part_t);
      other = ep_new0 (part_t);
    }
  part->next = other;
  other->next = context->parts;
  context->parts = part; /* expect: escapes note */
}
static void set_text (message_t *message, const gchar *text, gboolean persistent)
{
  if (persistent)
    message->text = se_strdup (text);
  else
    message->text = ep_strdup (text); /* expect: escapes likely */
}
static void dissect_rest (tvbuff_t *tvb)
{
#ifdef BUG
  current.context = get_context (current.message, tvb_get_ntohl (tvb, 4), keep_some);
  set_text (current.message, "y", keep_some);
#else
  current.context = get_context (current.message, tvb_get_ntohl (tvb, 4), keep_all);
  set_text (current.message, "y", keep_all);
#endif
  add_part (current.context, keep_all);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree; (void) pinfo;
  current.message = get_message (tvb_get_ntohl (tvb, 0), keep_all);
  dissect_rest (tvb);
}
void proto_register_thing (void)
{
  messages = se_tree_create (1, "messages");
  contexts = se_tree_create (1, "contexts");
  register_dissector ("thing", dissect, 1);
}
