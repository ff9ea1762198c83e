/* SPDX-License-Identifier: MIT */
/*
 * The documents that the editor has open.
 */
#pragma once

#include <json-glib/json-glib.h>

/** How closely a document is looked at. */
typedef enum {
  LOOK_NONE,
  LOOK_ALONE, /**< it and what it includes: while somebody types */
  LOOK_WHOLE, /**< with all that a run looks at, and what is open as it is now */
} Look;

/** One open document. */
typedef struct {
  char *uri;   /**< as the editor says it */
  char *named; /**< its path by that URI */
  char *path;  /**< canonical; NULL: no file of the disk, and nothing is said of it */
  gint64 version;
  GBytes *text;   /**< NULL: unknown, until the editor sends all of it again */
  JsonNode *view; /**< what the last analysis said (lsp/editor_view.h), or NULL */
  Look seen;      /**< how the view has come about; LOOK_NONE: it is of another text, or there is none */
  Look wanted;    /**< how it is to be looked at next; LOOK_NONE: not at all */
  gint64 due;     /**< when (monotonic microseconds); 0: at once, somebody waits for it */
  gboolean draws; /**< a whole look has to look at other units, too, as far as is known */
} Document;

typedef struct Documents Documents;

Documents *documents_new (void);

void documents_free (Documents *documents);

/** Opens, or opens again, the document @a uri. @return it. */
Document *documents_open (Documents *documents, const char *uri, gint64 version, const char *text);

/** Gives @a document its next @a text (NULL: unknown). */
void document_change (Document *document, gint64 version, const char *text);

/** @return whether the text of @a document is that of its file. */
gboolean document_is_saved (const Document *document);

/** @a document is to be looked at so closely, or more closely, @a when it is due (0: at once). */
void document_want (Document *document, Look look, gint64 when);

/** @param unknown  what to say as long as @a document has not been analysed. @return whether it includes the file at @a path. */
gboolean document_reads (const Document *document, const char *path, gboolean unknown);

void documents_close (Documents *documents, const char *uri);

/** @return (nullable) the document @a uri. */
Document *documents_find (const Documents *documents, const char *uri);

/** @return (nullable) the document of the file at @a path (canonical). */
Document *documents_find_path (const Documents *documents, const char *path);

/** @return how many are open, and one of them: in the order in which they were opened. */
guint documents_count (const Documents *documents);
Document *documents_nth (const Documents *documents, guint number);
