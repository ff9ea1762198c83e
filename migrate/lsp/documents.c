/* SPDX-License-Identifier: MIT */
/*
 * The documents that the editor has open: a few, so they are looked for one by one.
 */
#include "lsp/documents.h"

#include <stdlib.h>
#include <string.h>

#include "lsp/rpc.h"
#include "sources/file_text.h"

struct Documents {
  GPtrArray *open; /* of Document */
};

static void
document_free (gpointer data)
{
  Document *document = data;
  g_free (document->uri);
  g_free (document->named);
  g_free (document->path);
  g_clear_pointer (&document->text, g_bytes_unref);
  g_clear_pointer (&document->view, json_node_unref);
  g_free (document);
}

Documents *
documents_new (void)
{
  Documents *documents = g_new0 (Documents, 1);
  documents->open = g_ptr_array_new_with_free_func (document_free);
  return documents;
}

void
documents_free (Documents *documents)
{
  g_ptr_array_unref (documents->open);
  g_free (documents);
}

Document *
documents_open (Documents *documents, const char *uri, gint64 version, const char *text)
{
  documents_close (documents, uri);
  Document *document = g_new0 (Document, 1);
  document->uri = g_strdup (uri);
  document->named = g_filename_from_uri (uri, NULL, NULL);
  char *real = document->named ? realpath (document->named, NULL) : NULL;
  document->path = g_strdup (real);
  free (real);
  document->draws = TRUE;
  document_change (document, version, text);
  g_ptr_array_add (documents->open, document);
  return document;
}

void
document_change (Document *document, gint64 version, const char *text)
{
  g_clear_pointer (&document->text, g_bytes_unref);
  document->text = text ? g_bytes_new (text, strlen (text)) : NULL;
  document->version = version;
}

gboolean
document_is_saved (const Document *document)
{
  if (!document->path || !document->text)
    return FALSE;
  g_autofree char *saved = NULL;
  gsize length, own_length;
  const char *own = g_bytes_get_data (document->text, &own_length);
  return file_text_read (document->path, &saved, &length, NULL) && length == own_length && memcmp (saved, own, length) == 0;
}

void
document_want (Document *document, Look look, gint64 when)
{
  document->due = document->wanted == LOOK_NONE ? when : MIN (document->due, when);
  document->wanted = MAX (document->wanted, look);
}

gboolean
document_reads (const Document *document, const char *path, gboolean unknown)
{
  JsonArray *read = rpc_array (rpc_member (document->view, "read", NULL));
  g_autofree char *uri = path ? g_filename_to_uri (path, NULL, NULL) : NULL;
  for (guint i = 0; read && uri && i < json_array_get_length (read); i++)
    if (g_str_equal (json_array_get_string_element (read, i), uri))
      return TRUE;
  return uri && !read && unknown;
}

void
documents_close (Documents *documents, const char *uri)
{
  Document *document = documents_find (documents, uri);
  if (document)
    g_ptr_array_remove (documents->open, document);
}

Document *
documents_find (const Documents *documents, const char *uri)
{
  for (guint i = 0; i < documents->open->len; i++)
    if (g_str_equal (documents_nth (documents, i)->uri, uri))
      return documents->open->pdata[i];
  return NULL;
}

Document *
documents_find_path (const Documents *documents, const char *path)
{
  for (guint i = 0; i < documents->open->len; i++)
    if (g_strcmp0 (documents_nth (documents, i)->path, path) == 0)
      return documents->open->pdata[i];
  return NULL;
}

guint
documents_count (const Documents *documents)
{
  return documents->open->len;
}

Document *
documents_nth (const Documents *documents, guint number)
{
  return documents->open->pdata[number];
}
