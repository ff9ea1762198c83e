/* SPDX-License-Identifier: MIT */
/*
 * JSON-RPC 2.0.
 */
#include "lsp/rpc.h"

#include <string.h>

#include "lsp/message_stream.h"
#include "report/json_text.h"
#include "sources/json_input.h"

/* A text of json-glib ends at its first NUL: a document with one would be another document. @text is JSON. */
static gboolean
has_escaped_nul (const char *text, gsize length)
{
  gboolean in_string = FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"')
        in_string = !in_string;
      else if (text[i] == '\\' && in_string)
        {
          if (i + 6 <= length && memcmp (text + i, "\\u0000", 6) == 0)
            return TRUE;
          i++;
        }
    }
  return FALSE;
}

static void
set_invalid (RpcMessage *message, int error, const char *problem)
{
  message->kind = RPC_INVALID;
  message->error = error;
  message->problem = g_strdup (problem);
}

static gboolean
is_id (JsonNode *node)
{
  GType type = node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  return type == G_TYPE_INT64 || type == G_TYPE_STRING;
}

void
rpc_message_read (RpcMessage *message, const char *text, gsize length)
{
  *message = (RpcMessage){ .kind = RPC_INVALID };
  g_autoptr (GError) error = NULL;
  message->parser = json_input_parse (text, length, &error);
  JsonNode *root = message->parser ? json_parser_get_root (message->parser) : NULL;
  if (!root)
    {
      g_autofree char *problem = g_strdup_printf ("no JSON: %s", error ? error->message : "it is empty");
      set_invalid (message, RPC_PARSE_ERROR, problem);
      return;
    }
  if (has_escaped_nul (text, length))
    {
      set_invalid (message, RPC_PARSE_ERROR, "a text with NUL in it: no source has one");
      return;
    }
  JsonNode *id = rpc_member (root, "id", NULL), *params = rpc_member (root, "params", NULL);
  JsonNode *method = rpc_member (root, "method", NULL);
  message->id = is_id (id) ? id : NULL;
  message->method = rpc_text (method);
  if (!JSON_NODE_HOLDS_OBJECT (root) || g_strcmp0 (rpc_text (rpc_member (root, "jsonrpc", NULL)), "2.0") != 0)
    set_invalid (message, RPC_INVALID_REQUEST, "no message of JSON-RPC 2.0");
  else if (!method && (rpc_member (root, "result", NULL) || rpc_member (root, "error", NULL)))
    {
      message->kind = RPC_RESPONSE;
      message->params = rpc_member (root, "error", NULL);
    }
  else if (!message->method)
    set_invalid (message, RPC_INVALID_REQUEST, "a message without a method");
  else if (id && !message->id)
    set_invalid (message, RPC_INVALID_REQUEST, "an id that is neither a number nor a text");
  else if (params && !JSON_NODE_HOLDS_OBJECT (params) && !JSON_NODE_HOLDS_ARRAY (params) && !JSON_NODE_HOLDS_NULL (params))
    set_invalid (message, RPC_INVALID_REQUEST, "params that are neither an object nor an array");
  else
    {
      message->kind = message->id ? RPC_REQUEST : RPC_NOTIFICATION;
      message->params = params;
    }
}

void
rpc_message_clear (RpcMessage *message)
{
  g_clear_object (&message->parser);
  g_clear_pointer (&message->problem, g_free);
}

JsonNode *
rpc_member (JsonNode *node, ...)
{
  va_list names;
  va_start (names, node);
  for (const char *name; node && (name = va_arg (names, const char *));)
    node = JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_member (json_node_get_object (node), name) : NULL;
  va_end (names);
  return node;
}

const char *
rpc_text (JsonNode *node)
{
  gboolean is_text = node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
  const char *text = is_text ? json_node_get_string (node) : NULL;
  return text && g_utf8_validate (text, -1, NULL) ? text : NULL;
}

gboolean
rpc_number (JsonNode *node, gint64 *number)
{
  if (!node || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *number = json_node_get_int (node);
  return TRUE;
}

gboolean
rpc_is_true (JsonNode *node)
{
  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

JsonArray *
rpc_array (JsonNode *node)
{
  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

gboolean
rpc_array_has (JsonNode *node, const char *text)
{
  JsonArray *array = rpc_array (node);
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    if (g_strcmp0 (rpc_text (json_array_get_element (array, i)), text) == 0)
      return TRUE;
  return FALSE;
}

static void
send (GByteArray *out, JsonBuilder *builder)
{
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);
  message_frame (out, text, strlen (text));
}

static JsonBuilder *
begin (void)
{
  JsonBuilder *builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_add_text (builder, "jsonrpc", "2.0");
  return builder;
}

static void
add_node (JsonBuilder *builder, const char *name, JsonNode *node)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_value (builder, node ? node : json_node_new (JSON_NODE_NULL));
}

void
rpc_answer (GByteArray *out, JsonNode *id, JsonNode *result)
{
  g_autoptr (JsonBuilder) builder = begin ();
  add_node (builder, "id", json_node_copy (id));
  add_node (builder, "result", result);
  send (out, builder);
}

void
rpc_fail (GByteArray *out, JsonNode *id, int code, const char *problem)
{
  g_autoptr (JsonBuilder) builder = begin ();
  add_node (builder, "id", id ? json_node_copy (id) : NULL);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  json_add_number (builder, "code", code);
  json_add_text (builder, "message", problem);
  json_builder_end_object (builder);
  send (out, builder);
}

void
rpc_request (GByteArray *out, const char *id, const char *method, JsonNode *params)
{
  g_autoptr (JsonBuilder) builder = begin ();
  json_add_text (builder, "id", id);
  json_add_text (builder, "method", method);
  add_node (builder, "params", params);
  send (out, builder);
}

void
rpc_notify (GByteArray *out, const char *method, JsonNode *params)
{
  g_autoptr (JsonBuilder) builder = begin ();
  json_add_text (builder, "method", method);
  add_node (builder, "params", params);
  send (out, builder);
}
