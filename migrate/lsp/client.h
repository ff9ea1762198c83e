/* SPDX-License-Identifier: MIT */
/*
 * What the editor said of itself, and what the server answers.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "lsp/positions.h"

/** The command of "explain" actions; its argument is the id of a rule or a reason. */
#define COMMAND_EXPLAIN_NAME "wmem-migrate.explain"

typedef struct {
  PositionEncoding encoding;
  gboolean resolves;       /**< it asks for the edit of an action when somebody takes it */
  gboolean versions_edits; /**< its edits of documents have versions */
  gboolean shows_markdown; /**< in hovers */
  gboolean shows_related;  /**< further places of a diagnostic */
  gboolean shows_progress; /**< of a run, where the server asks to */
} Client;

/** Reads the @a params (nullable) of "initialize". */
void client_read (Client *client, JsonNode *params);

/** @return (transfer full) the result of "initialize". */
JsonNode *client_answer (const Client *client);
