/* SPDX-License-Identifier: MIT */
/* One condition decides where the memory is from, and later whether it is kept: the two never meet. The bugs test something
 * else, or the same after it was written, or in the next round of a loop. */
#include <epan/host.h>

typedef struct { guint32 id; struct _kept_t *next; } kept_t;
static GHashTable *table;

static void by_field (packet_info *pinfo)
{
  kept_t *kept = pinfo->private_data ? se_new0 (kept_t) : ep_new0 (kept_t);
  if (pinfo->private_data)
    g_hash_table_insert (table, &kept->id, kept);
}
static void by_both (tvbuff_t *tvb, packet_info *pinfo)
{
  const guint32 kind = tvb_get_ntohl (tvb, 0);
  kept_t *kept;
  if (kind == 3 && pinfo->fd->num > 1)
    kept = se_new0 (kept_t);
  else
    kept = ep_new0 (kept_t);
  kept->id = kind;
  if (kind == 3 && pinfo->fd->num > 1)
    g_hash_table_insert (table, &kept->id, kept);
}
static void by_mask (tvbuff_t *tvb)
{
  guint32 flags = tvb_get_ntohl (tvb, 0);
  kept_t *kept;
  if (!(flags & 0x10))
    kept = ep_new0 (kept_t);
  else
    kept = se_new0 (kept_t);
  if ((flags & 0x10) == 0)
    return;
  g_hash_table_insert (table, &kept->id, kept);
}
static void by_unequal (tvbuff_t *tvb)
{
  guint32 kind = tvb_get_ntohl (tvb, 0);
  kept_t *kept = kind != 7 ? ep_new0 (kept_t) : se_new0 (kept_t);
  if (kind == 7)
    g_hash_table_insert (table, &kept->id, kept);
}
static void other_mask (tvbuff_t *tvb)
{
  guint32 flags = tvb_get_ntohl (tvb, 0);
  kept_t *kept = flags & 0x10 ? se_new0 (kept_t) : ep_new0 (kept_t);
#ifdef BUG
  if (flags & 0x20)
    g_hash_table_insert (table, &kept->id, kept); /* expect: escapes likely */
#else
  if (flags & 0x10)
    g_hash_table_insert (table, &kept->id, kept);
#endif
}
static void after_write (tvbuff_t *tvb)
{
  guint32 kind = tvb_get_ntohl (tvb, 0);
  kept_t *kept = kind ? se_new0 (kept_t) : ep_new0 (kept_t);
#ifdef BUG
  kind = tvb_get_ntohl (tvb, 4);
  if (kind)
    g_hash_table_insert (table, &kept->id, kept); /* expect: escapes likely */
#else
  if (kind)
    g_hash_table_insert (table, &kept->id, kept);
#endif
}
static void next_round (tvbuff_t *tvb)
{
  guint32 kind = tvb_get_ntohl (tvb, 0);
  kept_t *kept = NULL;
  while (tvb_get_guint8 (tvb, 0))
    {
#ifdef BUG
      if (kind)
        g_hash_table_insert (table, &kept->id, kept); /* expect: escapes */
#endif
      if (!kind)
        kept = ep_new0 (kept_t);
      kind++;
    }
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  by_field (pinfo);
  by_both (tvb, pinfo);
  by_mask (tvb);
  by_unequal (tvb);
  other_mask (tvb);
  after_write (tvb);
  next_round (tvb);
}
void proto_register_thing (void)
{
  table = g_hash_table_new (NULL, NULL);
  register_dissector ("thing", dissect, 1);
}
