/* SPDX-License-Identifier: MIT */
/*
 * What a file holds, as the run is to see it.
 */
#include "sources/file_text.h"

#include <stdlib.h>
#include <string.h>

#include "sources/source_name.h"

/* GBytes by canonical path; NULL: nothing is open. */
static GHashTable *open_texts;

void
file_text_open (const char *path, GBytes *text)
{
  if (!open_texts)
    open_texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  if (text)
    g_hash_table_insert (open_texts, g_strdup (path), g_bytes_ref (text));
  else
    g_hash_table_remove (open_texts, path);
}

guint64
file_text_hash (const char *text, gsize length)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) text[i]) * G_GUINT64_CONSTANT (1099511628211);
  return hash;
}

gboolean
file_text_header_open (void)
{
  GHashTableIter iterator;
  gpointer path;
  if (!open_texts)
    return FALSE;
  g_hash_table_iter_init (&iterator, open_texts);
  while (g_hash_table_iter_next (&iterator, &path, NULL))
    if (!source_is_unit (path))
      return TRUE;
  return FALSE;
}

/* @return (nullable) what is open of the file at @path, whatever name it is called by. */
static GBytes *
find_open (const char *path)
{
  if (!open_texts || g_hash_table_size (open_texts) == 0)
    return NULL;
  char *real = realpath (path, NULL);
  GBytes *text = real ? g_hash_table_lookup (open_texts, real) : NULL;
  free (real);
  return text;
}

gboolean
file_text_read (const char *path, char **text, gsize *length, GError **error)
{
  GBytes *open = find_open (path);
  if (!open)
    return g_file_get_contents (path, text, length, error);
  const char *bytes = g_bytes_get_data (open, length);
  *text = g_malloc (*length + 1);
  if (*length > 0)
    memcpy (*text, bytes, *length);
  (*text)[*length] = '\0';
  return TRUE;
}

GBytes *
file_text_bytes (const char *path)
{
  GBytes *open = find_open (path);
  char *text = NULL;
  gsize length;
  if (open)
    return g_bytes_ref (open);
  /* Read, not mapped: an editor that saves the file in its place cuts it first, and what was mapped behind the cut is a bus error. */
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || !g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  return g_bytes_new_take (text, length);
}

void
file_text_each_open (void (*each) (const char *path, GBytes *text, gpointer data), gpointer data)
{
  GHashTableIter iterator;
  gpointer path, text;
  if (!open_texts)
    return;
  g_hash_table_iter_init (&iterator, open_texts);
  while (g_hash_table_iter_next (&iterator, &path, &text))
    each (path, text, data);
}
