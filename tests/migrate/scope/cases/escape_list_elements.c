/* SPDX-License-Identifier: MIT */
/* What the elements of a list of the file's objects get: in a loop, by way of a helper that finds one, the newest one. */
#include <epan/host.h>

typedef struct { guint32 id; gchar *label; const gchar *note; } item_t;
typedef struct { GSList *items; } flow_t;

static item_t *find_item (GSList *items, guint32 id)
{
  for (; items; items = items->next)
    {
      item_t *item = items->data;
      if (item->id == id)
        return item;
    }
  return NULL;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  flow_t *flow = conversation_get_proto_data (find_or_create_conversation (pinfo), 5);
  GSList *at;
  item_t *item;
  gchar *text = tvb_get_ephemeral_string (tvb, 0, 4);
  (void) tree;
  if (!flow)
    return;
  for (at = flow->items; at; at = at->next)
    {
      item_t *each = at->data;
#ifdef BUG
      each->label = text; /* expect: escapes */
#else
      each->label = se_strdup (text);
#endif
    }
  item = find_item (flow->items, 7);
  if (!item)
    {
      item = se_new0 (item_t);
      flow->items = g_slist_prepend (flow->items, item);
    }
#ifdef BUG
  item->note = text; /* expect: escapes */
#else
  item->note = se_strdup (text);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
