/* SPDX-License-Identifier: MIT */
/*
 * The documents that the editor has open.
 */
#pragma once

#include <json-glib/json-glib.h>

/** One open document. */
typedef struct {
  char *uri;   /**< as the editor says it */
  char *named; /**< its path by that URI */
  char *path;  /**< canonical; NULL: no file of the disk, and nothing is said of it */
  gint64 version;
  GBytes *text;   /**< NULL: unknown, until the editor sends all of it again */
  JsonNode *view; /**< what the last analysis said (lsp/editor_view.h), or NULL */
  gint64 due;     /**< when it is to be analysed (monotonic microseconds); 0: its view is of this text */
} Document;

typedef struct Documents Documents;

Documents *documents_new (void);

void documents_free (Documents *documents);

/** Opens, or opens again, the document @a uri. @return it. */
Document *documents_open (Documents *documents, const char *uri, gint64 version, const char *text);

/** Gives @a document its next @a text (NULL: unknown). */
void document_change (Document *document, gint64 version, const char *text);

void documents_close (Documents *documents, const char *uri);

/** @return (nullable) the document @a uri. */
Document *documents_find (const Documents *documents, const char *uri);

/** @return (nullable) the document of the file at @a path (canonical). */
Document *documents_find_path (const Documents *documents, const char *path);

/** @return how many are open, and one of them: in the order in which they were opened. */
guint documents_count (const Documents *documents);
Document *documents_nth (const Documents *documents, guint number);
