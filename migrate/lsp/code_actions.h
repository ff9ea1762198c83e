/* SPDX-License-Identifier: MIT */
/*
 * Code actions: what an editor offers to do at a place.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "lsp/client.h"

#define ACTION_KIND_PLACE "quickfix"
#define ACTION_KIND_FILE "refactor.rewrite"

/** For which lines of which document actions are wanted. */
typedef struct {
  const Client *client;
  JsonNode *view; /**< of the run that says most of the document (lsp/editor_view.h) */
  const char *uri;
  const char *run_uri;  /**< the document that the run was for */
  gint64 version;       /**< of the document */
  gboolean whole;       /**< the view says all that a run would */
  gint64 first, last;   /**< lines */
  JsonNode *only;       /**< (nullable) the kinds that are wanted */
  JsonNode *site_edits; /**< (nullable) where the editor does not resolve actions: the edits of the first place that can be
                              rewritten */
} ActionRequest;

/** @return (transfer full) the actions, an array. */
JsonNode *code_actions_for (const ActionRequest *request);

/** @return whether a place of @a request can be rewritten; then *@a offset is that of the first. */
gboolean code_actions_rewrite_any (const ActionRequest *request, gint64 *offset);

/** @return (nullable) the places of the document @a uri in @a view, an array; NULL: it says nothing of it. */
JsonNode *view_places (JsonNode *view, const char *uri);

/** @return (transfer full) a WorkspaceEdit of @a edits, which are the "edits" of a view. */
JsonNode *workspace_edit_new (const Client *client, JsonNode *edits);

/** @return whether @a edits (nullable), which are the "edits" of a view, change the document @a uri. */
gboolean edits_are_of (JsonNode *edits, const char *uri);

/** @return whether the range of @a place touches the lines from @a first to @a last. */
gboolean place_is_on_lines (JsonNode *place, gint64 first, gint64 last);
