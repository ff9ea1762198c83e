/* SPDX-License-Identifier: MIT */
/* A tap keeps what its record points to, in a table of its own or in an object that it finds there. What the dissector
 * takes from the file for it, or has in its code, may be kept. */
#include <epan/host.h>

typedef struct { guint32 id; const gchar *name, *kind, *session; } record_t;
typedef struct { const gchar *last, *kind, *session; guint hits; } row_t;
typedef struct { GHashTable *rows; } stats_t;

static int each (void *state, packet_info *pinfo, void *edt, const void *data)
{
  stats_t *stats = state;
  const record_t *record = data;
  row_t *row = g_hash_table_lookup (stats->rows, record->name);
  (void) pinfo; (void) edt;
  if (!row)
    {
      row = g_malloc (sizeof *row);
      row->hits = 0;
#ifdef BUG
      g_hash_table_insert (stats->rows, (gpointer) record->name, row); /* expect: escapes likely */
#else
      g_hash_table_insert (stats->rows, g_strdup (record->name), row);
#endif
    }
  row->hits++;
  row->kind = record->kind;
  row->session = record->session;
#ifdef BUG
  row->last = record->name; /* expect: escapes likely */
#else
  row->last = NULL;
#endif
  return 1;
}
static void show (gpointer key, gpointer value, gpointer data)
{
  (void) data;
  g_snprintf (NULL, 0, "%s %s %u", (const gchar *) key, ((row_t *) value)->last, ((row_t *) value)->hits);
}
static void draw (void *state) { g_hash_table_foreach (((stats_t *) state)->rows, show, NULL); }
static int tap;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  record_t *record = ep_new0 (record_t);
  (void) tree;
  record->name = tvb_get_ephemeral_string (tvb, 0, 4);
  record->kind = "kind";
  record->session = conversation_get_proto_data (find_or_create_conversation (pinfo), 1);
  tap_queue_packet (tap, pinfo, record);
}
void proto_register_thing (void)
{
  tap = register_tap ("thing");
  register_dissector ("thing", dissect, 1);
}
void register_tap_listener_thing (void)
{
  stats_t *stats = g_malloc (sizeof *stats);
  stats->rows = g_hash_table_new (NULL, NULL);
  register_tap_listener ("thing", stats, NULL, 0, NULL, each, draw);
}
