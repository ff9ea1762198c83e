/* SPDX-License-Identifier: MIT */
/* How a packet finds its next dissector: handles, tables by number and by string, heuristic lists. */
#include "packet_private.h"
#include "proto_private.h"

#include <string.h>

struct dissector_handle
{
  const char *name; /* NULL where it was not registered by name */
  int proto;
  dissector_t dissector;         /* one of these is NULL */
  new_dissector_t new_dissector;
};

struct dissector_table
{
  const char *name;
  gboolean by_string;
  GHashTable *handles;
};

typedef struct heur_entry
{
  heur_dissector_t dissector;
  int proto;
} heur_entry_t;

static GHashTable *tables;         /* name -> dissector_table */
static GHashTable *named_handles;  /* name -> dissector_handle */
static GHashTable *heur_lists;     /* name -> heur_dissector_list_t * */
static GPtrArray *all_handles;
static GSList *postdissectors;

/* --- handles ------------------------------------------------------------------------------------------------ */

static dissector_handle_t
handle_new (const char *name, int proto, dissector_t dissector, new_dissector_t new_dissector)
{
  if (all_handles == NULL)
    {
      all_handles = g_ptr_array_new_with_free_func (g_free);
      named_handles = g_hash_table_new (g_str_hash, g_str_equal);
    }
  dissector_handle_t handle = g_new (struct dissector_handle, 1);
  *handle = (struct dissector_handle){ name, proto, dissector, new_dissector };
  g_ptr_array_add (all_handles, handle);
  if (name != NULL)
    g_hash_table_insert (named_handles, (gpointer) (gsize) name, handle);
  return handle;
}

dissector_handle_t
create_dissector_handle (dissector_t dissector, const int proto)
{
  return handle_new (NULL, proto, dissector, NULL);
}

dissector_handle_t
new_create_dissector_handle (new_dissector_t dissector, const int proto)
{
  return handle_new (NULL, proto, NULL, dissector);
}

void
register_dissector (const char *name, dissector_t dissector, const int proto)
{
  handle_new (name, proto, dissector, NULL);
}

void
new_register_dissector (const char *name, new_dissector_t dissector, const int proto)
{
  handle_new (name, proto, NULL, dissector);
}

dissector_handle_t
find_dissector (const char *name)
{
  return named_handles == NULL ? NULL : g_hash_table_lookup (named_handles, name);
}

const char *
dissector_handle_get_short_name (const dissector_handle_t handle)
{
  const protocol_t *protocol = find_protocol_by_id (handle->proto);
  return protocol == NULL ? NULL : protocol->short_name;
}

int
dissector_handle_get_protocol_index (const dissector_handle_t handle)
{
  return handle->proto;
}

/* Remembers that the protocol's source worked on this packet, and names it as the culprit of what may be thrown. */
static void
protocol_enter (packet_info *pinfo, int proto)
{
  const protocol_t *protocol = find_protocol_by_id (proto);
  if (protocol == NULL)
    return;
  pinfo->current_proto = protocol->short_name;
  pinfo->layer_protocols = g_slist_prepend (pinfo->layer_protocols, (gpointer) (gsize) protocol->file);
}

/* Takes back what protocol_enter() noted since: a dissector that declines had no part in the packet. */
static void
protocols_forget (packet_info *pinfo, const GSList *layers)
{
  while (pinfo->layer_protocols != layers)
    pinfo->layer_protocols = g_slist_delete_link (pinfo->layer_protocols, pinfo->layer_protocols);
}

static int
handle_call (dissector_handle_t handle, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const char *caller = pinfo->current_proto;
  GSList *layers = pinfo->layer_protocols;
  const guint16 can_desegment = pinfo->can_desegment;
  protocol_enter (pinfo, handle->proto);
  /* Only the dissector directly below the one that offered it may ask for more. */
  pinfo->can_desegment = can_desegment > 0 ? (guint16) (can_desegment - 1) : 0;
  int dissected;
  if (handle->new_dissector != NULL)
    dissected = handle->new_dissector (tvb, pinfo, tree);
  else
    {
      handle->dissector (tvb, pinfo, tree);
      dissected = (int) MAX (tvb_length (tvb), 1);
    }
  pinfo->current_proto = caller;
  pinfo->can_desegment = can_desegment;
  if (dissected == 0)
    protocols_forget (pinfo, layers);
  return dissected;
}

int
call_dissector_only (dissector_handle_t handle, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  return handle_call (handle, tvb, pinfo, tree);
}

int
call_dissector (dissector_handle_t handle, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const int dissected = handle_call (handle, tvb, pinfo, tree);
  return dissected != 0 ? dissected : handle_call (find_dissector ("data"), tvb, pinfo, tree);
}

/* --- tables ------------------------------------------------------------------------------------------------- */

static void
table_free (gpointer data)
{
  dissector_table_t table = data;
  g_hash_table_unref (table->handles);
  g_free (table);
}

dissector_table_t
register_dissector_table (const char *name, const char *ui_name G_GNUC_UNUSED, const ftenum_t type,
                          const int base G_GNUC_UNUSED)
{
  if (tables == NULL)
    tables = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, table_free);
  dissector_table_t table = g_new (struct dissector_table, 1);
  table->name = name;
  table->by_string = type == FT_STRING || type == FT_STRINGZ;
  table->handles = table->by_string ? g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL)
                                    : g_hash_table_new (NULL, NULL);
  g_hash_table_insert (tables, (gpointer) (gsize) name, table);
  return table;
}

dissector_table_t
find_dissector_table (const char *name)
{
  return tables == NULL ? NULL : g_hash_table_lookup (tables, name);
}

/* A table that nobody registered belongs to a dissector that is not there: not an error. */
void
dissector_add_uint (const char *name, const guint32 pattern, dissector_handle_t handle)
{
  dissector_table_t table = find_dissector_table (name);
  if (table != NULL)
    g_hash_table_insert (table->handles, GUINT_TO_POINTER (pattern), handle);
}

void
dissector_delete_uint (const char *name, const guint32 pattern, dissector_handle_t handle)
{
  dissector_table_t table = find_dissector_table (name);
  if (table != NULL && g_hash_table_lookup (table->handles, GUINT_TO_POINTER (pattern)) == handle)
    g_hash_table_remove (table->handles, GUINT_TO_POINTER (pattern));
}

void
dissector_add_string (const char *name, const gchar *pattern, dissector_handle_t handle)
{
  dissector_table_t table = find_dissector_table (name);
  if (table != NULL)
    g_hash_table_insert (table->handles, g_strdup (pattern), handle);
}

void
dissector_add_handle (const char *name G_GNUC_UNUSED, dissector_handle_t handle G_GNUC_UNUSED)
{
}

dissector_handle_t
dissector_get_uint_handle (dissector_table_t table, const guint32 value)
{
  return table == NULL ? NULL : g_hash_table_lookup (table->handles, GUINT_TO_POINTER (value));
}

dissector_handle_t
dissector_get_string_handle (dissector_table_t table, const gchar *value)
{
  return table == NULL || value == NULL ? NULL : g_hash_table_lookup (table->handles, value);
}

gboolean
dissector_try_uint (dissector_table_t table, const guint32 value, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  dissector_handle_t handle = dissector_get_uint_handle (table, value);
  if (handle == NULL)
    return FALSE;
  const guint32 match = pinfo->match_uint;
  pinfo->match_uint = value;
  const int dissected = handle_call (handle, tvb, pinfo, tree);
  pinfo->match_uint = match;
  return dissected != 0;
}

gboolean
dissector_try_string (dissector_table_t table, const gchar *value, tvbuff_t *tvb, packet_info *pinfo,
                      proto_tree *tree)
{
  dissector_handle_t handle = dissector_get_string_handle (table, value);
  if (handle == NULL)
    return FALSE;
  const char *match = pinfo->match_string;
  pinfo->match_string = value;
  const int dissected = handle_call (handle, tvb, pinfo, tree);
  pinfo->match_string = match;
  return dissected != 0;
}

/* --- heuristics --------------------------------------------------------------------------------------------- */

void
register_heur_dissector_list (const char *name, heur_dissector_list_t *list)
{
  if (heur_lists == NULL)
    heur_lists = g_hash_table_new (g_str_hash, g_str_equal);
  *list = NULL;
  g_hash_table_insert (heur_lists, (gpointer) (gsize) name, list);
}

void
heur_dissector_add (const char *name, heur_dissector_t dissector, const int proto)
{
  heur_dissector_list_t *list = heur_lists == NULL ? NULL : g_hash_table_lookup (heur_lists, name);
  if (list == NULL)
    return;
  heur_entry_t *entry = g_new (heur_entry_t, 1);
  *entry = (heur_entry_t){ dissector, proto };
  *list = g_slist_append (*list, entry);
}

gboolean
dissector_try_heuristic (heur_dissector_list_t list, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const char *caller = pinfo->current_proto;
  for (const GSList *at = list; at != NULL; at = at->next)
    {
      const heur_entry_t *entry = at->data;
      GSList *layers = pinfo->layer_protocols;
      protocol_enter (pinfo, entry->proto);
      const gboolean taken = entry->dissector (tvb, pinfo, tree);
      pinfo->current_proto = caller;
      if (taken)
        return TRUE;
      protocols_forget (pinfo, layers);
    }
  return FALSE;
}

/* --- postdissectors ----------------------------------------------------------------------------------------- */

void
register_postdissector (dissector_handle_t handle)
{
  postdissectors = g_slist_append (postdissectors, handle);
}

void
postdissectors_call (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  for (const GSList *at = postdissectors; at != NULL; at = at->next)
    handle_call (at->data, tvb, pinfo, tree);
}

static void
heur_list_clear (gpointer name G_GNUC_UNUSED, gpointer value, gpointer user_data G_GNUC_UNUSED)
{
  heur_dissector_list_t *list = value;
  g_slist_free_full (*list, g_free);
  *list = NULL;
}

void
dissectors_cleanup (void)
{
  if (heur_lists != NULL)
    g_hash_table_foreach (heur_lists, heur_list_clear, NULL);
  g_clear_pointer (&heur_lists, g_hash_table_unref);
  g_clear_pointer (&tables, g_hash_table_unref);
  g_clear_pointer (&named_handles, g_hash_table_unref);
  g_clear_pointer (&all_handles, g_ptr_array_unref);
  g_clear_pointer (&postdissectors, g_slist_free);
}
