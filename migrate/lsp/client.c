/* SPDX-License-Identifier: MIT */
/*
 * What the editor said of itself, and what the server answers.
 */
#include "lsp/client.h"

#include "lsp/code_actions.h"
#include "lsp/rpc.h"
#include "report/json_text.h"

static PositionEncoding
choose_encoding (JsonNode *params)
{
  JsonArray *offered = rpc_array (rpc_member (params, "capabilities", "general", "positionEncodings", NULL));
  for (guint i = 0; offered && i < json_array_get_length (offered); i++)
    for (guint encoding = 0; encoding < N_ENCODINGS; encoding++)
      if (g_strcmp0 (rpc_text (json_array_get_element (offered, i)), position_encoding_name (encoding)) == 0)
        return encoding;
  return ENCODING_UTF16;
}

void
client_read (Client *client, JsonNode *params)
{
  JsonNode *document = rpc_member (params, "capabilities", "textDocument", NULL);
  client->encoding = choose_encoding (params);
  client->resolves = rpc_array_has (rpc_member (document, "codeAction", "resolveSupport", "properties", NULL), "edit");
  client->versions_edits = rpc_is_true (rpc_member (params, "capabilities", "workspace", "workspaceEdit", "documentChanges", NULL));
  client->shows_markdown = rpc_array_has (rpc_member (document, "hover", "contentFormat", NULL), "markdown");
  client->shows_progress = rpc_is_true (rpc_member (params, "capabilities", "window", "workDoneProgress", NULL));
  client->shows_related = rpc_is_true (rpc_member (document, "publishDiagnostics", "relatedInformation", NULL));
}

JsonNode *
client_answer (const Client *client)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_begin_member (builder, "capabilities", FALSE);
  json_add_text (builder, "positionEncoding", position_encoding_name (client->encoding));
  json_begin_member (builder, "textDocumentSync", FALSE);
  json_add_flag (builder, "openClose", TRUE);
  json_add_number (builder, "change", 1); /* the whole text */
  json_add_flag (builder, "save", TRUE);
  json_builder_end_object (builder);
  json_add_flag (builder, "hoverProvider", TRUE);
  json_begin_member (builder, "codeActionProvider", FALSE);
  json_builder_set_member_name (builder, "codeActionKinds");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, ACTION_KIND_PLACE);
  json_builder_add_string_value (builder, ACTION_KIND_FILE);
  json_builder_end_array (builder);
  json_add_flag (builder, "resolveProvider", TRUE);
  json_builder_end_object (builder);
  json_begin_member (builder, "executeCommandProvider", FALSE);
  json_builder_set_member_name (builder, "commands");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, COMMAND_EXPLAIN_NAME);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_begin_member (builder, "serverInfo", FALSE);
  json_add_text (builder, "name", "wmem-migrate");
  json_add_text (builder, "version", WMEM_MIGRATE_VERSION);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
