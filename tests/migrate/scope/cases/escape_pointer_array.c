/* SPDX-License-Identifier: MIT */
/* Growing containers of the file's object: an array of pointers, of structs, a list by insertion, a queue. */
#include <epan/host.h>

typedef struct { gchar *name; guint32 id; } entry_t;
typedef struct { GPtrArray *names; GArray *entries; GList *sorted; GQueue *queue; GByteArray *bytes; } file_t;

static void add_entry (file_t *file, const gchar *name, guint32 id)
{
  entry_t entry;
  entry.id = id;
#ifdef BUG
  entry.name = (gchar *) name;
#else
  entry.name = se_strdup (name);
#endif
  g_array_append_val (file->entries, entry); /* expect: escapes */
}
static int by_name (gconstpointer a, gconstpointer b) { return strcmp (a, b); }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  file_t *file = p_get_proto_data (pinfo->fd, 4);
  gchar *name = tvb_get_ephemeral_string (tvb, 0, 6);
  (void) tree;
  add_entry (file, name, tvb_get_ntohl (tvb, 6));
  g_byte_array_append (file->bytes, (guint8 *) name, 4);
#ifdef BUG
  g_ptr_array_add (file->names, name); /* expect: escapes */
  file->sorted = g_list_insert_sorted (file->sorted, name, by_name); /* expect: escapes */
  g_queue_push_tail (file->queue, name); /* expect: escapes */
#else
  name = se_strdup (name);
  g_ptr_array_add (file->names, name);
  file->sorted = g_list_insert_sorted (file->sorted, name, by_name);
  g_queue_push_tail (file->queue, name);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
