/* SPDX-License-Identifier: MIT */
/*
 * JSON-RPC 2.0 as the language server protocol uses it: messages in, answers out.
 */
#pragma once

#include <json-glib/json-glib.h>

/** Error codes of the protocol. */
enum {
  RPC_PARSE_ERROR = -32700,
  RPC_INVALID_REQUEST = -32600,
  RPC_METHOD_NOT_FOUND = -32601,
  RPC_INVALID_PARAMS = -32602,
  RPC_NOT_INITIALIZED = -32002,
  RPC_REQUEST_FAILED = -32803,
  RPC_CONTENT_MODIFIED = -32801,
  RPC_CANCELLED = -32800,
};

typedef enum { RPC_REQUEST,
               RPC_NOTIFICATION,
               RPC_RESPONSE,
               RPC_INVALID } RpcKind;

/** A message. */
typedef struct {
  RpcKind kind;
  JsonNode *id; /**< of a request; of an invalid message where it could be told; else NULL */
  const char *method;
  JsonNode *params;   /**< (nullable) an object or an array; of a response its error */
  int error;          /**< of an invalid message: the code */
  char *problem;      /**< likewise: a sentence */
  JsonParser *parser; /**< owns what is above */
} RpcMessage;

/** Reads @a text, which may be anything. Clear with rpc_message_clear(). */
void rpc_message_read (RpcMessage *message, const char *text, gsize length);

void rpc_message_clear (RpcMessage *message);

/** @return (nullable) the member of @a node at the end of the names that follow, NULL last; NULL where it is not there. */
JsonNode *rpc_member (JsonNode *node, ...) G_GNUC_NULL_TERMINATED;

/** @return (nullable) the text of @a node; NULL where it is none. */
const char *rpc_text (JsonNode *node);

/** @return whether @a node (nullable) is a whole number, which is put into *@a number. */
gboolean rpc_number (JsonNode *node, gint64 *number);

/** @return whether @a node (nullable) is true. */
gboolean rpc_is_true (JsonNode *node);

/** @return (nullable) the elements of @a node; NULL where it is no array. */
JsonArray *rpc_array (JsonNode *node);

/** @return whether @a node (nullable) is an array that holds @a text. */
gboolean rpc_array_has (JsonNode *node, const char *text);

/** Appends the answer @a result (transfer full) (nullable: null) to the request @a id, framed, to @a out. */
void rpc_answer (GByteArray *out, JsonNode *id, JsonNode *result);

/** Appends the answer that the request @a id (nullable) failed. */
void rpc_fail (GByteArray *out, JsonNode *id, int code, const char *problem);

/** Appends the request @a method, whose id is the text @a id, with @a params (transfer full). */
void rpc_request (GByteArray *out, const char *id, const char *method, JsonNode *params);

/** Appends the notification @a method with @a params (transfer full). */
void rpc_notify (GByteArray *out, const char *method, JsonNode *params);
