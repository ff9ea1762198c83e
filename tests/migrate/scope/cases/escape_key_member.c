/* SPDX-License-Identifier: MIT */
/* A key of the file whose address points to what lives with the packet. */
#include <epan/host.h>

typedef struct { address from; guint32 id; } call_key_t;
static GHashTable *calls;

static void remember (packet_info *pinfo, guint32 id, tvbuff_t *tvb)
{
  call_key_t *key = se_new (call_key_t);
  (void) pinfo;
  key->id = id;
#ifdef BUG
  SET_ADDRESS (&key->from, 3, 4, tvb_get_ephemeral_string (tvb, 4, 4)); /* expect: escapes */
#else
  SET_ADDRESS (&key->from, 3, 4, tvb_get_seasonal_string (tvb, 4, 4));
#endif
  g_hash_table_insert (calls, key, key);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  remember (pinfo, tvb_get_ntohl (tvb, 0), tvb);
}
static void init (void)
{
  if (calls)
    g_hash_table_destroy (calls);
  calls = g_hash_table_new (NULL, NULL);
}
void proto_register_thing (void)
{
  register_init_routine (init);
  register_dissector ("thing", dissect, 1);
}
