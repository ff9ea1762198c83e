/* SPDX-License-Identifier: MIT */
/* A parameter decides where the memory is from; whether it is kept, the same one decides, or another. */
#include <epan/host.h>

typedef struct { guint32 id; } kept_t;
static GHashTable *table;

static void make (guint32 id, gboolean persistent, gboolean known)
{
  kept_t *kept = persistent ? se_new0 (kept_t) : ep_new0 (kept_t);
  kept->id = id;
  (void) known;
#ifdef BUG
  if (known)
    g_hash_table_insert (table, &kept->id, kept); /* expect: escapes likely */
#else
  if (persistent)
    g_hash_table_insert (table, &kept->id, kept);
#endif
}
/* The same with each way that a test says, of a parameter that is not the first, too. */
static void make_otherwise (guint32 id, gboolean brief)
{
  kept_t *kept = brief ? ep_new0 (kept_t) : se_new0 (kept_t);
  kept->id = id;
#ifdef BUG
  if (brief)
#else
  if (!brief)
#endif
    g_hash_table_insert (table, &kept->id, kept); /* expect: escapes likely */
}
static void make_turned (guint32 id, gboolean brief)
{
  kept_t *kept = !(brief) ? se_new0 (kept_t) : ep_new0 (kept_t);
  kept->id = id;
#ifdef BUG
  if (brief)
#else
  if (!brief)
#endif
    g_hash_table_insert (table, &kept->id, kept); /* expect: escapes likely */
}
static void make_first (gboolean persistent, guint32 id)
{
  kept_t *kept = persistent ? se_new0 (kept_t) : ep_new0 (kept_t);
  kept->id = id;
#ifdef BUG
  if (!persistent)
#else
  if (persistent)
#endif
    g_hash_table_insert (table, &kept->id, kept); /* expect: escapes likely */
}
static void make_first_otherwise (gboolean brief, guint32 id)
{
  kept_t *kept = brief ? ep_new0 (kept_t) : se_new0 (kept_t);
  kept->id = id;
#ifdef BUG
  if (brief)
#else
  if (!brief)
#endif
    g_hash_table_insert (table, &kept->id, kept); /* expect: escapes likely */
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  make (tvb_get_ntohl (tvb, 0), pinfo->fd->num == 1, pinfo->src.len > 0);
  make_otherwise (tvb_get_ntohl (tvb, 4), pinfo->fd->num == 1);
  make_turned (tvb_get_ntohl (tvb, 4), pinfo->fd->num == 1);
  make_first (pinfo->fd->num == 1, tvb_get_ntohl (tvb, 8));
  make_first_otherwise (pinfo->fd->num == 1, tvb_get_ntohl (tvb, 12));
}
void proto_register_thing (void)
{
  table = g_hash_table_new (NULL, NULL);
  register_dissector ("thing", dissect, 1);
}
