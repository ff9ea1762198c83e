/* SPDX-License-Identifier: MIT */
/*
 * The result of a run as an editor needs it: JSON that goes from the process that ran to the server, its parts already in the
 * words of the protocol.
 *
 *     { "files": { URI: { "diagnostics": [Diagnostic],
 *                         "places": [ { "range", "name", "offset", "hover", "explain": [id],
 *                                       "rewrites": flag, "group": flag, "safe": flag, "suppress": {"title", "edit": TextEdit} } ] } },
 *       "edits": [ { "uri", "version", "edits": [TextEdit], "places": number } ],
 *       "read": [URI], "drawn": number }
 *
 * "read": what the document includes, in the end (not there: unknown); "drawn": how many units besides were looked at.
 *
 * A run that failed is { "failure": text }.
 */
#pragma once

#include "lsp/documents.h"
#include "lsp/positions.h"
#include "report/run_report.h"

/** What the view depends on besides the run. */
typedef struct {
  const Documents *documents;
  PositionEncoding encoding;
  gboolean markdown; /**< hovers are Markdown, else plain text */
  gboolean alone;    /**< nobody asked what other units have to do with it: the view says so */
  GHashTable *read;  /**< (nullable) set of char *: for "read" */
} EditorSide;

/** @return (transfer full) the view of @a report. */
JsonNode *editor_view_new (const RunReport *report, const EditorSide *side);

/** @return (transfer full) the view of a run that failed. */
JsonNode *editor_view_of_failure (const char *message);
