/* SPDX-License-Identifier: MIT */
/*
 * The words of all other sources, read once.
 */
#include "run/outside.h"

#include <stdlib.h>
#include <string.h>

#include "model/text_intern.h"
#include "model/unit_result.h"
#include "sources/file_text.h"
#include "sources/folder_walk.h"
#include "sources/source_name.h"

struct Outside {
  const SourceSet *sources;
  GPtrArray *results;
  const char *root;
  GHashTable *seen;  /* set of real paths */
  GHashTable *words; /* word -> path; NULL before somebody asks */
};

Outside *
outside_new (const SourceSet *sources, GPtrArray *results, const char *root)
{
  Outside *outside = g_new0 (Outside, 1);
  outside->sources = sources;
  outside->results = results;
  outside->root = root;
  return outside;
}

void
outside_free (Outside *outside)
{
  g_clear_pointer (&outside->seen, g_hash_table_unref);
  g_clear_pointer (&outside->words, g_hash_table_unref);
  g_free (outside);
}

/* @return whether the file at @path was not seen before. */
static gboolean
see (Outside *outside, const char *path)
{
  char *real = realpath (path, NULL);
  const char *kept = real ? text_intern (real) : NULL;
  free (real);
  return kept && g_hash_table_add (outside->seen, (gpointer) kept);
}

static void
read_words (Outside *outside, const char *path)
{
  g_autoptr (GBytes) bytes = file_text_bytes (path);
  gsize size = 0;
  const char *at = bytes ? g_bytes_get_data (bytes, &size) : NULL;
  const char *limit = at ? at + size : NULL;
  const char *kept = text_intern (path);
  while (at && at < limit)
    {
      const char *start = at;
      while (at < limit && (g_ascii_isalnum (*at) || *at == '_'))
        at++;
      if (at == start)
        {
          at++;
          continue;
        }
      char word[128];
      const gsize length = (gsize) (at - start);
      if (g_ascii_isdigit (*start) || length >= sizeof word)
        continue;
      memcpy (word, start, length);
      word[length] = '\0';
      if (!g_hash_table_contains (outside->words, word))
        g_hash_table_insert (outside->words, g_strdup (word), (gpointer) kept);
    }
}

static void
take_file (const char *path, const GStatBuf *info, gpointer outside)
{
  (void) info;
  if (source_is_unit (path) && see (outside, path))
    read_words (outside, path);
}

/* What the run's units consist of, and what they are made from, is edited with them. */
static void
see_own (Outside *outside, const UnitResult *result)
{
  for (guint i = 0; i < result->files->len; i++)
    see (outside, ((FileFindings *) result->files->pdata[i])->path);
  for (guint i = 0; i < result->changes->len; i++)
    {
      const Change *change = result->changes->pdata[i];
      for (guint j = 0; j < change->edits->len; j++)
        see (outside, g_array_index (change->edits, Edit, j).path);
    }
}

const char *
outside_names (Outside *outside, const char *name)
{
  if (!outside->words)
    {
      outside->seen = g_hash_table_new (NULL, NULL);
      outside->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      const SourceSet *sources = outside->sources;
      for (guint i = 0; i < outside->results->len; i++)
        {
          const UnitResult *result = outside->results->pdata[i];
          if (result && unit_was_whole (result->status))
            see_own (outside, result);
        }
      for (guint i = 0; i < sources->commands->len; i++)
        {
          const CompileCommand *command = sources->commands->pdata[i];
          const UnitResult *result = i < outside->results->len ? outside->results->pdata[i] : NULL;
          /* What was not worth a parse is read by its words, as what failed. */
          if (see (outside, command->file) && (!result || !unit_was_whole (result->status)))
            read_words (outside, command->file);
        }
      for (guint i = 0; sources->others && i < sources->others->len; i++)
        {
          const CompileCommand *command = sources->others->pdata[i];
          if (see (outside, command->file))
            read_words (outside, command->file);
        }
      folder_walk (outside->root, take_file, outside);
    }
  return g_hash_table_lookup (outside->words, name);
}
