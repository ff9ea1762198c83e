/* SPDX-License-Identifier: MIT */
/* A key made for a lookup is inserted where the lookup finds nothing. */
#include <epan/host.h>

typedef struct { guint32 conversation, id; } call_key_t;
typedef struct { guint32 frame; gchar *name; } call_t;
static GHashTable *calls, *names;

static call_t *call_of (guint32 conversation, guint32 id)
{
  call_key_t *key = ep_new (call_key_t), *kept;
  call_t *call;
  key->conversation = conversation;
  key->id = id;
  call = g_hash_table_lookup (calls, key);
  if (call)
    return call;
  call = se_new0 (call_t);
#ifdef BUG
  kept = key;
#else
  kept = se_memdup (key, sizeof *key);
#endif
  g_hash_table_insert (calls, kept, call); /* expect: escapes */
  return call;
}
static guint *count_of (const gchar *name)
{
  guint *count = g_hash_table_lookup (names, name);
  if (!count)
    {
      count = se_new0 (guint);
#ifdef BUG
      g_hash_table_insert (names, (gpointer) name, count); /* expect: escapes */
#else
      g_hash_table_insert (names, se_strdup (name), count);
#endif
    }
  return count;
}
static void init (void)
{
  if (calls)
    g_hash_table_destroy (calls);
  if (names)
    g_hash_table_destroy (names);
  calls = g_hash_table_new (NULL, NULL);
  names = g_hash_table_new (NULL, NULL);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  call_t *call = call_of (find_or_create_conversation (pinfo)->index, tvb_get_ntohl (tvb, 0));
  (void) tree;
  call->frame = pinfo->fd->num;
  ++*count_of (tvb_get_ephemeral_string (tvb, 4, 4));
}
void proto_register_thing (void)
{
  register_init_routine (init);
  register_dissector ("thing", dissect, 1);
}
