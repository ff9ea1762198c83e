/* SPDX-License-Identifier: MIT */
/* An init routine runs when the last file's memory is gone: what a table keeps of it may be forgotten, not looked into. */
#include <epan/host.h>

typedef struct { gchar *name; struct { guint32 id; } *more; } entry_t;
static GHashTable *entries, *by_key, *own, *cleaned;
static emem_tree_t *tree;

static gboolean free_name (gpointer key, gpointer value, gpointer data)
{
  (void) key; (void) data;
  g_free (((entry_t *) value)->name); /* expect: gone-memory */
  return TRUE;
}
static gboolean free_key (gpointer key, gpointer value, gpointer data)
{
  (void) value; (void) data;
  g_free (key);
  return TRUE;
}
static gboolean free_own (gpointer key, gpointer value, gpointer data)
{
  (void) key; (void) data;
  g_free (((entry_t *) value)->name);
  g_free (value);
  return TRUE;
}
static gboolean forget (gpointer key, gpointer value, gpointer data)
{
  (void) key; (void) value; (void) data;
  return TRUE;
}
static void init (void)
{
  if (entries)
#ifdef BUG
    g_hash_table_foreach_remove (entries, free_name, NULL);
#else
    g_hash_table_foreach_remove (entries, forget, NULL);
#endif
  else
    entries = g_hash_table_new (NULL, NULL);
  if (by_key) /* the keys are of the heap */
    g_hash_table_foreach_remove (by_key, free_key, NULL);
  if (own)
    g_hash_table_foreach_remove (own, free_own, NULL);
  if (cleaned)
    g_hash_table_foreach_remove (cleaned, free_name, NULL);
  cleaned = g_hash_table_new (NULL, NULL);
}
static void cleanup (void)
{
  g_hash_table_foreach_remove (cleaned, free_name, NULL);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  entry_t *entry = se_new (entry_t), *other = g_malloc (sizeof *other);
  (void) tree; (void) pinfo;
  entry->name = g_strdup ("x");
  other->name = g_strdup ("x");
  g_hash_table_insert (entries, &entry->more, entry);
  g_hash_table_insert (by_key, g_strdup ("y"), entry);
  g_hash_table_insert (own, &other->more, other);
  g_hash_table_insert (cleaned, tvb, entry);
}
void proto_register_thing (void)
{
  by_key = g_hash_table_new (NULL, NULL);
  own = g_hash_table_new (NULL, NULL);
  register_init_routine (init);
  register_cleanup_routine (cleanup);
  register_dissector ("thing", dissect, 1);
}
