/* SPDX-License-Identifier: MIT */
/* A cache of one: the last thing looked at stays in statics, and is believed in again where the next packet's number agrees. */
#include <epan/host.h>

typedef struct { guint32 id; gchar *name; } entry_t;
static struct { guint32 id; entry_t *entry; } cache;

static entry_t *make_entry (tvbuff_t *tvb, guint32 id)
{
#ifdef BUG
  entry_t *entry = ep_new (entry_t);
#else
  entry_t *entry = se_new (entry_t);
#endif
  entry->id = id;
  entry->name = tvb_get_seasonal_string (tvb, 4, 4);
  return entry;
}
static entry_t *entry_of (tvbuff_t *tvb, guint32 id)
{
  if (!cache.entry || cache.id != id)
    {
      cache.entry = make_entry (tvb, id); /* expect: escapes */
      cache.id = id;
    }
  return cache.entry;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  col_add_str (pinfo->cinfo, COL_INFO, entry_of (tvb, tvb_get_ntohl (tvb, 0))->name);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
