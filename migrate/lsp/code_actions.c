/* SPDX-License-Identifier: MIT */
/*
 * Code actions: what an editor offers to do at a place.
 */
#include "lsp/code_actions.h"

#include <string.h>

#include "lsp/rpc.h"
#include "report/json_text.h"

JsonNode *
view_places (JsonNode *view, const char *uri)
{
  return rpc_member (view, "files", uri, "places", NULL);
}

gboolean
place_is_on_lines (JsonNode *place, gint64 first, gint64 last)
{
  gint64 from = -1, to = -1;
  return rpc_number (rpc_member (place, "range", "start", "line", NULL), &from)
         && rpc_number (rpc_member (place, "range", "end", "line", NULL), &to) && from <= last && to >= first;
}

/* A kind is wanted where it or one that holds it ("refactor" of "refactor.rewrite") was named. */
static gboolean
wants (const ActionRequest *request, const char *kind)
{
  JsonArray *only = rpc_array (request->only);
  if (!only)
    return TRUE;
  for (guint i = 0; i < json_array_get_length (only); i++)
    {
      const char *wanted = rpc_text (json_array_get_element (only, i));
      gsize length = wanted ? strlen (wanted) : 0;
      if (wanted && (length == 0 || (g_str_has_prefix (kind, wanted) && (kind[length] == '\0' || kind[length] == '.'))))
        return TRUE;
    }
  return FALSE;
}

static void
add_copy (JsonBuilder *builder, const char *name, JsonNode *node)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_value (builder, node ? json_node_copy (node) : json_node_new (JSON_NODE_NULL));
}

static void
add_document_change (JsonBuilder *builder, JsonNode *edit)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "textDocument");
  json_builder_begin_object (builder);
  add_copy (builder, "uri", rpc_member (edit, "uri", NULL));
  add_copy (builder, "version", rpc_member (edit, "version", NULL));
  json_builder_end_object (builder);
  add_copy (builder, "edits", rpc_member (edit, "edits", NULL));
  json_builder_end_object (builder);
}

JsonNode *
workspace_edit_new (const Client *client, JsonNode *edits)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  JsonArray *array = rpc_array (edits);
  const guint count = array ? json_array_get_length (array) : 0;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, client->versions_edits ? "documentChanges" : "changes");
  if (client->versions_edits)
    json_builder_begin_array (builder);
  else
    json_builder_begin_object (builder);
  for (guint i = 0; i < count; i++)
    {
      JsonNode *edit = json_array_get_element (array, i);
      if (client->versions_edits)
        add_document_change (builder, edit);
      else
        add_copy (builder, rpc_text (rpc_member (edit, "uri", NULL)), rpc_member (edit, "edits", NULL));
    }
  if (client->versions_edits)
    json_builder_end_array (builder);
  else
    json_builder_end_object (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
begin_action (JsonBuilder *builder, const char *title, const char *kind)
{
  json_builder_begin_object (builder);
  json_add_text (builder, "title", title);
  json_add_text (builder, "kind", kind);
}

/* What the editor sends back when it wants the edit. @param offset  (nullable) of a place alone. */
static void
add_data (JsonBuilder *builder, const ActionRequest *request, JsonNode *offset)
{
  json_begin_member (builder, "data", FALSE);
  json_add_text (builder, "uri", request->uri);
  json_add_text (builder, "run", request->run_uri);
  json_add_number (builder, "version", request->version);
  if (offset)
    add_copy (builder, "offset", offset);
  json_builder_end_object (builder);
}

/* The edit itself is made when somebody asks for it: by a run that changes this place alone, and proves that. */
static void
add_rewrite_place (JsonBuilder *builder, const ActionRequest *request, JsonNode *place)
{
  g_autofree char *title = g_strdup_printf ("Rewrite '%s' here%s", rpc_text (rpc_member (place, "name", NULL)),
                                            rpc_is_true (rpc_member (place, "group", NULL)) ? ", and what belongs together with it" : "");
  begin_action (builder, title, ACTION_KIND_PLACE);
  json_add_flag (builder, "isPreferred", request->whole && rpc_is_true (rpc_member (place, "safe", NULL)));
  if (request->site_edits)
    {
      json_builder_set_member_name (builder, "edit");
      json_builder_add_value (builder, workspace_edit_new (request->client, request->site_edits));
    }
  else
    add_data (builder, request, rpc_member (place, "offset", NULL));
  json_builder_end_object (builder);
}

static void
add_suppress (JsonBuilder *builder, const ActionRequest *request, JsonNode *suppress)
{
  g_autoptr (JsonBuilder) edit = json_builder_new ();
  json_builder_begin_array (edit);
  json_builder_begin_object (edit);
  json_add_text (edit, "uri", request->uri);
  json_add_number (edit, "version", request->version);
  json_builder_set_member_name (edit, "edits");
  json_builder_begin_array (edit);
  json_builder_add_value (edit, json_node_copy (rpc_member (suppress, "edit", NULL)));
  json_builder_end_array (edit);
  json_builder_end_object (edit);
  json_builder_end_array (edit);
  g_autoptr (JsonNode) edits = json_builder_get_root (edit);
  begin_action (builder, rpc_text (rpc_member (suppress, "title", NULL)), ACTION_KIND_PLACE);
  json_builder_set_member_name (builder, "edit");
  json_builder_add_value (builder, workspace_edit_new (request->client, edits));
  json_builder_end_object (builder);
}

static void
add_explain (JsonBuilder *builder, const char *id)
{
  g_autofree char *title = g_strdup_printf ("Explain '%s'", id);
  begin_action (builder, title, ACTION_KIND_PLACE);
  json_builder_set_member_name (builder, "command");
  json_builder_begin_object (builder);
  json_add_text (builder, "title", title);
  json_add_text (builder, "command", COMMAND_EXPLAIN_NAME);
  json_builder_set_member_name (builder, "arguments");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, id);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

gboolean
edits_are_of (JsonNode *edits, const char *uri)
{
  JsonArray *array = rpc_array (edits);
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    if (g_strcmp0 (rpc_text (rpc_member (json_array_get_element (array, i), "uri", NULL)), uri) == 0)
      return TRUE;
  return FALSE;
}

static void
add_rewrite_file (JsonBuilder *builder, const ActionRequest *request)
{
  JsonNode *edits = rpc_member (request->view, "edits", NULL);
  JsonArray *array = rpc_array (edits);
  const guint files = array ? json_array_get_length (array) : 0;
  gint64 all = 0;
  if (!edits_are_of (edits, request->uri))
    return;
  if (!request->whole)
    {
      begin_action (builder, "Rewrite this file to wmem", ACTION_KIND_FILE);
      add_data (builder, request, NULL);
      json_builder_end_object (builder);
      return;
    }
  for (guint i = 0; i < files; i++)
    {
      JsonNode *edit = json_array_get_element (array, i);
      gint64 places = 0;
      rpc_number (rpc_member (edit, "places", NULL), &places);
      all += places;
    }
  g_autofree char *others = files > 1 ? g_strdup_printf (" in %u files", files) : g_strdup ("");
  g_autofree char *title = g_strdup_printf ("Rewrite this file to wmem: %" G_GINT64_FORMAT " place%s%s", all, all == 1 ? "" : "s", others);
  begin_action (builder, title, ACTION_KIND_FILE);
  json_builder_set_member_name (builder, "edit");
  json_builder_add_value (builder, workspace_edit_new (request->client, edits));
  json_builder_end_object (builder);
}

gboolean
code_actions_rewrite_any (const ActionRequest *request, gint64 *offset)
{
  JsonArray *places = wants (request, ACTION_KIND_PLACE) ? rpc_array (view_places (request->view, request->uri)) : NULL;
  for (guint i = 0; places && i < json_array_get_length (places); i++)
    {
      JsonNode *place = json_array_get_element (places, i);
      if (place_is_on_lines (place, request->first, request->last) && rpc_is_true (rpc_member (place, "rewrites", NULL)))
        return rpc_number (rpc_member (place, "offset", NULL), offset);
    }
  return FALSE;
}

/* An action that several places of the lines would offer alike is offered once. */
static gboolean
is_new (GHashTable *offered, const char *what)
{
  return g_hash_table_add (offered, g_strdup (what));
}

JsonNode *
code_actions_for (const ActionRequest *request)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GHashTable) offered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *places = wants (request, ACTION_KIND_PLACE) ? rpc_array (view_places (request->view, request->uri)) : NULL;
  gboolean rewritten = FALSE;
  json_builder_begin_array (builder);
  for (guint i = 0; places && i < json_array_get_length (places); i++)
    {
      JsonNode *place = json_array_get_element (places, i);
      if (!place_is_on_lines (place, request->first, request->last))
        continue;
      JsonNode *suppress = rpc_member (place, "suppress", NULL);
      JsonArray *explain = rpc_array (rpc_member (place, "explain", NULL));
      gboolean possible = request->client->resolves || (edits_are_of (request->site_edits, request->uri) && !rewritten);
      if (rpc_is_true (rpc_member (place, "rewrites", NULL)) && possible)
        {
          add_rewrite_place (builder, request, place);
          rewritten = TRUE;
        }
      if (suppress && is_new (offered, rpc_text (rpc_member (suppress, "title", NULL))))
        add_suppress (builder, request, suppress);
      for (guint j = 0; explain && j < json_array_get_length (explain); j++)
        if (is_new (offered, json_array_get_string_element (explain, j)))
          add_explain (builder, json_array_get_string_element (explain, j));
    }
  if (wants (request, ACTION_KIND_FILE))
    add_rewrite_file (builder, request);
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}
