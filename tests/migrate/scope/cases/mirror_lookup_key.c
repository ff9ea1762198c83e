/* SPDX-License-Identifier: MIT */
/* File memory for each packet that only looks something up, or is shown: it piles up until the file is closed. */
#include <epan/host.h>

typedef struct { guint32 a, b; } key_t_;
static GHashTable *table;

static void *lookup (guint32 a, guint32 b)
{
#ifdef BUG
  key_t_ *key = se_new (key_t_); /* expect: never-kept */
#else
  key_t_ *key = ep_new (key_t_);
#endif
  key->a = a;
  key->b = b;
  return g_hash_table_lookup (table, key);
}
static void remember (guint32 a, guint32 b)
{
  key_t_ *key = se_new (key_t_);
  key->a = a;
  key->b = b;
  g_hash_table_insert (table, key, key);
}
static const gchar *describe (tvbuff_t *tvb)
{
#ifdef BUG
  gchar *name = tvb_get_seasonal_string (tvb, 0, 4); /* expect: never-kept */
#else
  gchar *name = tvb_get_ephemeral_string (tvb, 0, 4);
#endif
  return ep_strdup_printf ("(%s)", name);
}
static void init (void) { table = g_hash_table_new (NULL, NULL); }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const guint32 id = tvb_get_ntohl (tvb, 0);
  (void) tree;
  if (!lookup (id, pinfo->fd->num))
    remember (id, pinfo->fd->num);
  col_add_str (pinfo->cinfo, COL_INFO, describe (tvb));
}
void proto_register_thing (void)
{
  register_init_routine (init);
  register_dissector ("thing", dissect, 1);
}
