/* SPDX-License-Identifier: MIT */
/*
 * The language server: the methods of the protocol as a table, and the loop.
 */
#include "lsp/server.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include <gio/gio.h>

#include "lsp/client.h"
#include "lsp/message_stream.h"
#include "lsp/rpc.h"
#include "lsp/session.h"
#include "report/explanation.h"
#include "report/json_text.h"

/* A pipe that is ready takes this much without making us wait. */
#define WRITE_SIZE 4096

typedef enum { STATE_NEW,
               STATE_RUNS,
               STATE_SHUT_DOWN } ServerState;

typedef struct
{
  const CommandLine *line;
  RuleSet *rules;
  MessageStream *in;
  GByteArray *out;
  Client client;
  Session *session; /* while it runs */
  ServerState state;
  gboolean ends;
} Server;

/* @return FALSE where the params are not what they have to be. */
typedef gboolean (*Method) (Server *server, const RpcMessage *message);

static gboolean
initialize (Server *server, const RpcMessage *message)
{
  client_read (&server->client, message->params);
  server->session = session_new (server->line, server->rules, &server->client, server->out);
  server->state = STATE_RUNS;
  rpc_answer (server->out, message->id, client_answer (&server->client));
  return TRUE;
}

static gboolean
shut_down (Server *server, const RpcMessage *message)
{
  session_cancel (server->session, NULL);
  rpc_answer (server->out, message->id, NULL);
  server->state = STATE_SHUT_DOWN;
  return TRUE;
}

static gboolean
leave (Server *server, const RpcMessage *message G_GNUC_UNUSED)
{
  server->ends = TRUE;
  return TRUE;
}

static gboolean
ignore (Server *server G_GNUC_UNUSED, const RpcMessage *message G_GNUC_UNUSED)
{
  return TRUE;
}

static const char *
document_uri (const RpcMessage *message)
{
  return rpc_text (rpc_member (message->params, "textDocument", "uri", NULL));
}

static gboolean
did_open (Server *server, const RpcMessage *message)
{
  JsonNode *document = rpc_member (message->params, "textDocument", NULL);
  const char *uri = document_uri (message), *text = rpc_text (rpc_member (document, "text", NULL));
  gint64 version;
  if (!uri || !text || !rpc_number (rpc_member (document, "version", NULL), &version))
    return FALSE;
  session_open (server->session, uri, version, text);
  return TRUE;
}

static gboolean
did_change (Server *server, const RpcMessage *message)
{
  JsonArray *changes = rpc_array (rpc_member (message->params, "contentChanges", NULL));
  const char *uri = document_uri (message);
  gint64 version;
  if (!uri || !changes || !rpc_number (rpc_member (message->params, "textDocument", "version", NULL), &version))
    return FALSE;
  if (json_array_get_length (changes) == 0)
    return TRUE;
  /* The whole text was agreed on; after a part of it nobody knows what the editor has. */
  JsonNode *last = json_array_get_element (changes, json_array_get_length (changes) - 1);
  const char *text = rpc_member (last, "range", NULL) ? NULL : rpc_text (rpc_member (last, "text", NULL));
  session_change (server->session, uri, version, text);
  return text != NULL;
}

static gboolean
did_save (Server *server, const RpcMessage *message)
{
  const char *uri = document_uri (message);
  if (uri)
    session_save (server->session, uri);
  return uri != NULL;
}

static gboolean
did_close (Server *server, const RpcMessage *message)
{
  const char *uri = document_uri (message);
  if (uri)
    session_close (server->session, uri);
  return uri != NULL;
}

static gboolean
cancel (Server *server, const RpcMessage *message)
{
  JsonNode *id = rpc_member (message->params, "id", NULL);
  if (id)
    session_cancel (server->session, id);
  return id != NULL;
}

static gboolean
cancel_run (Server *server, const RpcMessage *message)
{
  JsonNode *token = rpc_member (message->params, "token", NULL);
  if (token)
    session_cancel_run (server->session, token);
  return token != NULL;
}

static gboolean
hover (Server *server, const RpcMessage *message)
{
  return session_ask (server->session, message->id, QUESTION_HOVER, message->params);
}

static gboolean
code_action (Server *server, const RpcMessage *message)
{
  return session_ask (server->session, message->id, QUESTION_ACTIONS, message->params);
}

/* An action that has its edit, or needs none, is what it was. */
static gboolean
resolve (Server *server, const RpcMessage *message)
{
  if (!message->params || !JSON_NODE_HOLDS_OBJECT (message->params))
    return FALSE;
  if (rpc_member (message->params, "data", NULL))
    return session_ask (server->session, message->id, QUESTION_RESOLVE, message->params);
  rpc_answer (server->out, message->id, json_node_copy (message->params));
  return TRUE;
}

static gboolean
execute_command (Server *server, const RpcMessage *message)
{
  JsonArray *arguments = rpc_array (rpc_member (message->params, "arguments", NULL));
  const char *command = rpc_text (rpc_member (message->params, "command", NULL));
  const char *id = arguments && json_array_get_length (arguments) == 1 ? rpc_text (json_array_get_element (arguments, 0)) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  if (g_strcmp0 (command, COMMAND_EXPLAIN_NAME) != 0 || !id || !explanation_append (server->rules, id, text))
    return FALSE;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_add_number (builder, "type", 3);
  json_add_text (builder, "message", g_strchomp (text->str));
  json_builder_end_object (builder);
  rpc_notify (server->out, "window/showMessage", json_builder_get_root (builder));
  rpc_answer (server->out, message->id, json_node_init_string (json_node_alloc (), text->str));
  return TRUE;
}

static const struct
{
  const char *name;
  RpcKind kind;
  ServerState state; /* in which it may be called */
  Method call;
} methods[] = {
  { "initialize", RPC_REQUEST, STATE_NEW, initialize },
  { "initialized", RPC_NOTIFICATION, STATE_RUNS, ignore },
  { "shutdown", RPC_REQUEST, STATE_RUNS, shut_down },
  { "textDocument/didOpen", RPC_NOTIFICATION, STATE_RUNS, did_open },
  { "textDocument/didChange", RPC_NOTIFICATION, STATE_RUNS, did_change },
  { "textDocument/didSave", RPC_NOTIFICATION, STATE_RUNS, did_save },
  { "textDocument/didClose", RPC_NOTIFICATION, STATE_RUNS, did_close },
  { "textDocument/hover", RPC_REQUEST, STATE_RUNS, hover },
  { "textDocument/codeAction", RPC_REQUEST, STATE_RUNS, code_action },
  { "codeAction/resolve", RPC_REQUEST, STATE_RUNS, resolve },
  { "workspace/executeCommand", RPC_REQUEST, STATE_RUNS, execute_command },
  { "window/workDoneProgress/cancel", RPC_NOTIFICATION, STATE_RUNS, cancel_run },
  { "$/cancelRequest", RPC_NOTIFICATION, STATE_RUNS, cancel },
};

/* What a notification did wrong cannot be answered, but it can be said. */
static void
log_problem (Server *server, const RpcMessage *message, const char *problem)
{
  g_autofree char *text = g_strdup_printf ("wmem-migrate: %s: %s", message->method, problem);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_add_number (builder, "type", 2);
  json_add_text (builder, "message", text);
  json_builder_end_object (builder);
  rpc_notify (server->out, "window/logMessage", json_builder_get_root (builder));
}

static void
dispatch (Server *server, const RpcMessage *message)
{
  const gboolean asks = message->kind == RPC_REQUEST;
  if (message->kind == RPC_INVALID)
    {
      rpc_fail (server->out, message->id, message->error, message->problem);
      return;
    }
  if (message->kind == RPC_RESPONSE)
    {
      if (server->state == STATE_RUNS && message->id)
        session_answered (server->session, message->id, message->params == NULL);
      return;
    }
  if (message->kind == RPC_NOTIFICATION && g_str_equal (message->method, "exit"))
    {
      leave (server, message);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      if (!g_str_equal (methods[i].name, message->method) || methods[i].kind != message->kind)
        continue;
      if (methods[i].state == server->state)
        {
          if (methods[i].call (server, message))
            return;
          const char *problem = "the params are not what the protocol says";
          if (asks)
            rpc_fail (server->out, message->id, RPC_INVALID_PARAMS, problem);
          else
            log_problem (server, message, problem);
          return;
        }
      if (asks && server->state == STATE_NEW)
        rpc_fail (server->out, message->id, RPC_NOT_INITIALIZED, "the first request has to be 'initialize'");
      else if (asks)
        rpc_fail (server->out, message->id, RPC_INVALID_REQUEST, "not in this state of the server");
      return;
    }
  if (asks && server->state == STATE_NEW)
    rpc_fail (server->out, message->id, RPC_NOT_INITIALIZED, "the first request has to be 'initialize'");
  else if (asks)
    rpc_fail (server->out, message->id, RPC_METHOD_NOT_FOUND, "no such method");
}

static gboolean
take_messages (Server *server, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *problem = NULL;
  StreamState state = STREAM_WAITS;
  while (!server->ends && (state = message_stream_take (server->in, text, &problem)) == STREAM_MESSAGE)
    {
      RpcMessage message;
      rpc_message_read (&message, text->str, text->len);
      dispatch (server, &message);
      rpc_message_clear (&message);
    }
  if (state != STREAM_BROKEN)
    return TRUE;
  rpc_fail (server->out, NULL, RPC_PARSE_ERROR, problem);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "what came on standard input is no language server protocol: %s", problem);
  return FALSE;
}

/* @return FALSE at the end of the input, with @error set where that is in the middle of a message, or where it failed. */
static gboolean
read_input (Server *server, GError **error)
{
  guint8 buffer[65536];
  gssize got = read (STDIN_FILENO, buffer, sizeof buffer);
  if (got < 0 && errno == EINTR)
    return TRUE;
  if (got > 0)
    {
      message_stream_push (server->in, buffer, (gsize) got);
      return take_messages (server, error);
    }
  if (got < 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "cannot read from standard input: %s", g_strerror (errno));
  else if (message_stream_is_partial (server->in))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "standard input ended in the middle of a message");
  return FALSE;
}

static gboolean
write_output (Server *server, GError **error)
{
  gssize written = write (STDOUT_FILENO, server->out->data, MIN (server->out->len, WRITE_SIZE));
  if (written < 0 && errno == EINTR)
    return TRUE;
  if (written < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "cannot write to standard output: %s", g_strerror (errno));
      return FALSE;
    }
  g_byte_array_remove_range (server->out, 0, (guint) written);
  return TRUE;
}

/* Waits for one thing to happen, and deals with it. @return FALSE where the server is to end. */
static gboolean
step (Server *server, GError **error)
{
  enum { INPUT,
         OUTPUT,
         ANALYSIS,
         N_POLLED };
  gboolean runs = server->state == STATE_RUNS;
  if (runs)
    session_advance (server->session);
  struct pollfd polled[N_POLLED] = {
    [INPUT] = { .fd = STDIN_FILENO, .events = POLLIN },
    [OUTPUT] = { .fd = server->out->len > 0 ? STDOUT_FILENO : -1, .events = POLLOUT },
    [ANALYSIS] = { .fd = runs ? session_descriptor (server->session) : -1, .events = POLLIN },
  };
  gint64 deadline = runs ? session_deadline (server->session) : G_MAXINT64;
  gint64 rest = deadline == G_MAXINT64 ? -1 : (deadline - g_get_monotonic_time ()) / 1000 + 1;
  int timeout = deadline == G_MAXINT64 ? -1 : (int) CLAMP (rest, 0, 60 * 1000);
  if (poll (polled, N_POLLED, timeout) < 0)
    return errno == EINTR;
  if (polled[ANALYSIS].revents)
    session_read (server->session);
  if (polled[OUTPUT].revents && !write_output (server, error))
    return FALSE;
  return !polled[INPUT].revents || read_input (server, error);
}

/* What is left to say: to an editor that reads it. */
static void
flush (Server *server)
{
  while (server->out->len > 0)
    {
      struct pollfd polled = { .fd = STDOUT_FILENO, .events = POLLOUT };
      if (poll (&polled, 1, 1000) <= 0 || !write_output (server, NULL))
        return;
    }
}

int
server_run (const CommandLine *line, RuleSet *rules, GError **error)
{
  Server server = { .line = line, .rules = rules, .in = message_stream_new (), .out = g_byte_array_new () };
  while (!server.ends && step (&server, error))
    ;
  flush (&server);
  session_free (server.session);
  message_stream_free (server.in);
  g_byte_array_unref (server.out);
  return server.state == STATE_SHUT_DOWN && !(error && *error) ? 0 : 1;
}
