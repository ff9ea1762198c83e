/* SPDX-License-Identifier: MIT */
/* Each way to put something into a container of GLib that lives long. The right ones put in what lives as long. */
#include <epan/host.h>

#ifdef BUG
#define COPY(text) (text)
#else
#define COPY(text) se_strdup (text)
#endif

static GList *listed, *between, *turned;
static GSList *linked;
static GQueue *queue;
static GArray *array;
static GPtrArray *pointers;
static GHashTable *set, *kinds;
static GTree *tree_of_names;

/* What makes it is not seen. */
static GHashTable *foreign;
void make_foreign (GHashTable **table);
static void dissect_foreign (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree; (void) pinfo;
  g_hash_table_insert (foreign, &set, (gpointer) COPY (tvb_get_ephemeral_string (tvb, 0, 4))); /* expect: escapes likely */
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  gchar *name;
  (void) tree; (void) pinfo;
  listed = g_list_insert (listed, (gpointer) COPY (tvb_get_ephemeral_string (tvb, 0, 4)), 0); /* expect: escapes */
  between = g_list_insert_before (between, between, (gpointer) COPY (tvb_get_ephemeral_string (tvb, 0, 4))); /* expect: escapes */
  turned = g_list_reverse (g_list_append (turned, (gpointer) COPY (tvb_get_ephemeral_string (tvb, 0, 4)))); /* expect: escapes */
  linked = g_slist_insert (linked, (gpointer) COPY (tvb_get_ephemeral_string (tvb, 0, 4)), 0); /* expect: escapes */
  g_queue_push_head (queue, (gpointer) COPY (tvb_get_ephemeral_string (tvb, 0, 4))); /* expect: escapes */
  g_queue_insert_sorted (queue, (gpointer) COPY (tvb_get_ephemeral_string (tvb, 4, 4)), NULL, NULL); /* expect: escapes */
  name = (gchar *) COPY (tvb_get_ephemeral_string (tvb, 8, 4));
  g_array_prepend_val (array, name); /* expect: escapes */
  g_ptr_array_insert (pointers, 0, (gpointer) COPY (tvb_get_ephemeral_string (tvb, 0, 4))); /* expect: escapes */
  g_hash_table_add (set, (gpointer) COPY (tvb_get_ephemeral_string (tvb, 0, 4))); /* expect: escapes */
  g_hash_table_replace (kinds, (gpointer) COPY (tvb_get_ephemeral_string (tvb, 0, 4)), &set); /* expect: escapes */
  g_tree_replace (tree_of_names, &set, (gpointer) COPY (tvb_get_ephemeral_string (tvb, 0, 4))); /* expect: escapes */
}
static void draw (gpointer data, gpointer user_data)
{
  col_add_str (user_data, COL_INFO, data);
}
static void dissect_shown (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  GList *at;
  (void) tree; (void) tvb;
  for (at = listed; at; at = at->next)
    draw (at->data, pinfo->cinfo);
  for (at = between; at; at = at->next)
    draw (at->data, pinfo->cinfo);
  for (at = turned; at; at = at->next)
    draw (at->data, pinfo->cinfo);
  pointers->pdata[0] = (gpointer) COPY (tvb_get_ephemeral_string (tvb, 4, 4)); /* expect: escapes */
  g_slist_foreach (linked, draw, pinfo->cinfo);
}
static void init (void)
{
  listed = between = turned = NULL;
  make_foreign (&foreign);
  linked = NULL;
  queue = g_queue_new ();
  array = g_array_new (0, 0, sizeof (gchar *));
  pointers = g_ptr_array_new_with_free_func (NULL);
  set = g_hash_table_new (NULL, NULL);
  kinds = g_hash_table_new (NULL, NULL);
  tree_of_names = g_tree_new (NULL);
}
void proto_register_thing (void)
{
  register_init_routine (init);
  register_dissector ("thing", dissect, 1);
  register_dissector ("foreign", dissect_foreign, 1);
  register_dissector ("shown", dissect_shown, 1);
}
