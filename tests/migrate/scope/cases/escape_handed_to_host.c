/* SPDX-License-Identifier: MIT */
/* Packet memory that the host keeps: the name under which a dissector is found, the data of a timer, the payload types of another
 * protocol's conversation, an address in a key, a list of headers in an array that is copied as a whole. */
#include <epan/host.h>

#ifdef BUG
#define COPY(text) (text)
#define NEW(type) ep_new0 (type)
#else
#define COPY(text) se_strdup (text)
#define NEW(type) se_new0 (type)
#endif

typedef struct { GHashTable *payloads; const gchar **headers; } session_t;
typedef struct { address from; guint32 id; } fragment_key_t;
typedef struct { const gchar *text; } blinker_t;
static GHashTable *fragments;
static dissector_handle_t handle;

static void dissect_name (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree; (void) pinfo;
  dissector_add_string ("media_type", COPY (tvb_get_ephemeral_string (tvb, 0, 4)), handle); /* expect: escapes */
}
static gboolean blink (gpointer data)
{
  return ((blinker_t *) data)->text != NULL;
}
static void dissect_timer (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  blinker_t *blinker = NEW (blinker_t);
  (void) tree; (void) pinfo; (void) tvb;
  g_timeout_add (100, blink, blinker); /* expect: escapes */
}
static gboolean drop_session (wmem_allocator_t *pool, int event, void *data)
{
  session_t *session = data;
  (void) pool; (void) event;
  g_hash_table_destroy (session->payloads);
  return FALSE;
}
static void add_address (packet_info *pinfo, GHashTable *payloads)
{
  conversation_t *conversation = find_or_create_conversation (pinfo);
  session_t *session = conversation_get_proto_data (conversation, 1);
  if (!session)
    {
      session = se_new0 (session_t);
      conversation_add_proto_data (conversation, 1, session);
      wmem_register_callback (wmem_file_scope (), drop_session, session);
    }
  if (session->payloads)
    g_hash_table_destroy (session->payloads);
  session->payloads = payloads;
}
static void dissect_description (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  GHashTable *payloads = g_hash_table_new (NULL, NULL);
  guint *number = g_malloc (sizeof *number);
  (void) tree;
  *number = tvb_get_guint8 (tvb, 0);
  g_hash_table_insert (payloads, number, (gpointer) COPY (tvb_get_ephemeral_string (tvb, 1, 4))); /* expect: escapes likely */
  add_address (pinfo, payloads);
}
static void dissect_fragment (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  fragment_key_t *key = se_new0 (fragment_key_t);
  address from;
  (void) tree; (void) pinfo;
  SET_ADDRESS (&from, 1, 4, COPY (tvb_get_ephemeral_string (tvb, 0, 4)));
  COPY_ADDRESS_SHALLOW (&key->from, &from); /* expect: escapes */
  key->id = tvb_get_guint8 (tvb, 4);
  g_hash_table_insert (fragments, key, tvb);
}
static void dissect_headers (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const gchar *headers[8];
  session_t *session = se_new0 (session_t);
  guint i;
  (void) tree;
  for (i = 0; i < 8; i++)
    headers[i] = COPY (tvb_get_ephemeral_string (tvb, i, 4));
  session->headers = se_memdup (headers, sizeof headers); /* expect: escapes */
  p_add_proto_data (pinfo->fd, 1, session);
}
static void init (void)
{
  fragments = g_hash_table_new (NULL, NULL);
}
void proto_register_thing (void)
{
  register_init_routine (init);
  register_dissector ("name", dissect_name, 1);
  register_dissector ("timer", dissect_timer, 1);
  register_dissector ("description", dissect_description, 1);
  register_dissector ("fragment", dissect_fragment, 1);
  register_dissector ("headers", dissect_headers, 1);
}
