/* SPDX-License-Identifier: MIT */
/* What an object, a static variable or a container holds is freed by what did not allocate it: by a name alone, by what the
 * container was told, by what visits it. */
#include <epan/host.h>

typedef struct { gchar *name, *title, *either; } session_t;
static GHashTable *names;
static GPtrArray *titles;
static gchar *last;

static void end_session (session_t *session)
{
  g_free (session->name); /* expect: wrong-free likely */
  g_free (session->title);
  g_free (session->either); /* expect: wrong-free likely */
}
static void reset (void)
{
  names = g_hash_table_new_full (NULL, NULL, g_free, NULL);
  titles = g_ptr_array_new_with_free_func (g_free);
}
static void remember (GHashTable *table, gchar *name) { g_hash_table_insert (table, name, name); /* expect: wrong-free */ }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  session_t *session = p_get_proto_data (pinfo->fd, 1);
  (void) tree;
  session->title = g_strdup ("title");
#ifdef BUG
  session->either = tvb_get_ntohl (tvb, 0) == 1 ? g_strdup ("a") : tvb_get_seasonal_string (tvb, 0, 4);
  session->name = tvb_get_seasonal_string (tvb, 0, 8);
  remember (names, se_strdup ("name"));
  g_ptr_array_add (titles, tvb_get_seasonal_string (tvb, 8, 8)); /* expect: wrong-free */
  last = tvb_get_seasonal_string (tvb, 0, 8);
#else
  session->either = tvb_get_ntohl (tvb, 0) == 1 ? g_strdup ("a") : NULL;
  session->name = g_strdup (tvb_get_ephemeral_string (tvb, 0, 8));
  remember (names, g_strdup ("name"));
  g_ptr_array_add (titles, g_strdup ("title"));
  last = g_strdup ("last");
#endif
  col_add_str (pinfo->cinfo, COL_INFO, last);
  g_free (last); /* expect: wrong-free */
  if (tvb_get_ntohl (tvb, 4) == 1)
    end_session (session);
}
static void dissect_list (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  GSList *texts = NULL, *kept = NULL;
  guint i;
  (void) pinfo;
  (void) tree;
  for (i = 0; i < 3; i++)
    {
      kept = g_slist_prepend (kept, tvb_get_ephemeral_string (tvb, (gint) i, 1));
#ifdef BUG
      texts = g_slist_prepend (texts, tvb_get_ephemeral_string (tvb, (gint) i, 1));
#else
      texts = g_slist_prepend (texts, g_strdup ("x"));
#endif
    }
  g_slist_foreach (texts, (GFunc) g_free, NULL); /* expect: wrong-free */
}
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
  register_dissector ("thing.list", dissect_list, 1);
  register_init_routine (reset);
}
