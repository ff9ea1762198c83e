/* SPDX-License-Identifier: MIT */
/* What lies in a local struct is kept by those who get its address; the bug fills it with packet memory. */
#include <epan/host.h>

typedef struct { guint32 id; const gchar *name, *shown; } entry_t;
typedef struct { entry_t first; GArray *all; entry_t *last; const gchar *title; } flow_t;
#ifdef BUG
#define NAME(tvb) tvb_get_ephemeral_string (tvb, 0, 4)
#else
#define NAME(tvb) tvb_get_seasonal_string (tvb, 0, 4)
#endif
static void learn (flow_t *flow, const entry_t *entry)
{
#ifdef BUG
  flow->title = entry->name; /* expect: escapes */
#else
  flow->title = entry->name;
#endif
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  conversation_t *talk = find_or_create_conversation (pinfo);
  flow_t *flow = (flow_t *) conversation_get_proto_data (talk, 3);
  entry_t local;
  (void) tree;
  local.id = tvb_get_ntohl (tvb, 0);
  local.name = NAME (tvb);
  local.shown = NULL;
  learn (flow, &local);
#ifdef BUG
  memcpy (&flow->first, &local, sizeof local); /* expect: escapes */
  g_array_append_val (flow->all, local); /* expect: escapes */
  flow->last = (entry_t *) se_memdup (&local, sizeof local); /* expect: escapes */
#else
  memcpy (&flow->first, &local, sizeof local);
  g_array_append_val (flow->all, local);
  flow->last = (entry_t *) se_memdup (&local, sizeof local);
#endif
  local.shown = tvb_get_ephemeral_string (tvb, 4, 4);
  col_add_str (pinfo->cinfo, COL_INFO, local.shown);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
