/* SPDX-License-Identifier: MIT */
/*
 * The words of all other sources, read once.
 */
#include "run/outside.h"

#include <stdlib.h>
#include <string.h>

#include "model/text_intern.h"
#include "model/unit_result.h"
#include "run/include_graph.h"
#include "run/unit_groups.h"
#include "sources/file_text.h"
#include "sources/folder_walk.h"
#include "sources/source_name.h"

/* A source that is not part of the run. */
typedef struct
{
  const char *path;
  guint command;     /* its place in commands, or G_MAXUINT: its include path may be that of any of them */
  GHashTable *reads; /* set of char *: the names of the files that it reads, without their folders; NULL before somebody asks */
  gboolean may_read; /* anything: what it includes cannot be told */
} OutsideFile;

struct Outside {
  const SourceSet *sources;
  GPtrArray *results;
  const RuleSet *rules;
  const char *root;
  GHashTable *seen;    /* set of real paths */
  GHashTable *words;   /* word -> path; NULL before somebody asks */
  GArray *files;       /* of OutsideFile */
  GPtrArray *commands; /* of CompileCommand: the run's and the others */
  IncludeGraph *graph; /* what they include, and */
  UnitGroups *groups;  /* by which path; NULL before somebody asks */
};

Outside *
outside_new (const SourceSet *sources, GPtrArray *results, const RuleSet *rules, const char *root)
{
  Outside *outside = g_new0 (Outside, 1);
  outside->sources = sources;
  outside->results = results;
  outside->rules = rules;
  outside->root = root;
  return outside;
}

void
outside_free (Outside *outside)
{
  g_clear_pointer (&outside->seen, g_hash_table_unref);
  g_clear_pointer (&outside->words, g_hash_table_unref);
  for (guint i = 0; outside->files && i < outside->files->len; i++)
    g_clear_pointer (&g_array_index (outside->files, OutsideFile, i).reads, g_hash_table_unref);
  g_clear_pointer (&outside->files, g_array_unref);
  g_clear_pointer (&outside->commands, g_ptr_array_unref);
  g_clear_pointer (&outside->graph, include_graph_free);
  g_clear_pointer (&outside->groups, unit_groups_free);
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

static gboolean
is_of_word (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_';
}

/* @return the next word of the bytes from *@at to @limit, and moves *@at behind it; NULL: there is none. */
static const char *
next_word (const char **at, const char *limit)
{
  while (*at < limit && !is_of_word (**at))
    ++*at;
  const char *start = *at;
  while (*at < limit && is_of_word (**at))
    ++*at;
  return *at > start ? start : NULL;
}

/* Adds a source, with the place of its @command, and the words in it. */
static void
add_file (Outside *outside, const char *path, guint command)
{
  const OutsideFile file = { .path = text_intern (path), .command = command };
  g_array_append_val (outside->files, file);
  g_autoptr (GBytes) bytes = file_text_bytes (path);
  gsize size = 0;
  const char *at = bytes ? g_bytes_get_data (bytes, &size) : NULL, *limit = at ? at + size : NULL, *start;
  while (at && (start = next_word (&at, limit)))
    {
      char word[128];
      const gsize length = (gsize) (at - start);
      if (g_ascii_isdigit (*start) || length >= sizeof word)
        continue;
      memcpy (word, start, length);
      word[length] = '\0';
      if (!g_hash_table_contains (outside->words, word))
        g_hash_table_insert (outside->words, g_strdup (word), (gpointer) file.path);
    }
}

static void
take_file (const char *path, const GStatBuf *info, gpointer outside)
{
  (void) info;
  if (source_is_unit (path) && see (outside, path))
    add_file (outside, path, G_MAXUINT);
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

/* Finds the sources, once. */
static void
read_all (Outside *outside)
{
  outside->seen = g_hash_table_new (NULL, NULL);
  outside->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  outside->files = g_array_new (FALSE, FALSE, sizeof (OutsideFile));
  outside->commands = g_ptr_array_new ();
  const SourceSet *sources = outside->sources;
  g_ptr_array_extend (outside->commands, sources->commands, NULL, NULL);
  if (sources->others)
    g_ptr_array_extend (outside->commands, sources->others, NULL, NULL);
  for (guint i = 0; i < outside->results->len; i++)
    {
      const UnitResult *result = outside->results->pdata[i];
      if (result && unit_was_whole (result->status))
        see_own (outside, result);
    }
  for (guint i = 0; i < outside->commands->len; i++)
    {
      const CompileCommand *command = outside->commands->pdata[i];
      const UnitResult *result = i < MIN (sources->commands->len, outside->results->len) ? outside->results->pdata[i] : NULL;
      /* What was not worth a parse is read by its words, as what failed. */
      if (see (outside, command->file) && (!result || !unit_was_whole (result->status)))
        add_file (outside, command->file, i);
    }
  folder_walk (outside->root, take_file, outside);
}

/* Notes what @file reads with @command, one of @group. */
static void
note_reads (const Outside *outside, OutsideFile *file, const CompileCommand *command, guint group)
{
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iterator;
  gpointer path;
  file->may_read |= !include_graph_collect (outside->graph, command, group, paths);
  g_hash_table_iter_init (&iterator, paths);
  while (g_hash_table_iter_next (&iterator, &path, NULL))
    g_hash_table_add (file->reads, g_path_get_basename (path));
}

/* Whether @file may read a file that is called as @header is: a copy of it may lie elsewhere. */
static gboolean
may_read (Outside *outside, OutsideFile *file, const char *header)
{
  if (!outside->groups)
    {
      outside->graph = include_graph_new (outside->rules, outside->root);
      outside->groups = unit_groups_new (outside->commands, GROUP_BY_INCLUDE_PATH);
    }
  if (!file->reads)
    {
      file->reads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      if (file->command != G_MAXUINT)
        note_reads (outside, file, outside->commands->pdata[file->command], unit_groups_of (outside->groups, file->command));
      for (guint group = 0; file->command == G_MAXUINT && group < outside->groups->members->len; group++)
        {
          const guint first = g_array_index ((GArray *) outside->groups->members->pdata[group], guint, 0);
          CompileCommand *guess = compile_command_copy_for (outside->commands->pdata[first], file->path);
          note_reads (outside, file, guess, group);
          compile_command_free (guess);
        }
    }
  g_autofree char *name = g_path_get_basename (header);
  return file->may_read || g_hash_table_contains (file->reads, name);
}

/* Which of @words @file has: a bit for each. */
static guint
words_in (const OutsideFile *file, const char *const words[2])
{
  g_autoptr (GBytes) bytes = file_text_bytes (file->path);
  gsize size = 0;
  const char *at = bytes ? g_bytes_get_data (bytes, &size) : NULL, *limit = at ? at + size : NULL, *start;
  guint found = 0;
  while (at && (start = next_word (&at, limit)))
    for (guint i = 0; i < 2; i++)
      if (words[i] && strlen (words[i]) == (gsize) (at - start) && memcmp (start, words[i], (gsize) (at - start)) == 0)
        found |= 1u << i;
  return found;
}

const char *
outside_names (Outside *outside, const char *name, const char *owner, const char *header)
{
  if (!outside->words)
    read_all (outside);
  const char *const words[2] = { name, owner };
  const char *first = g_hash_table_lookup (outside->words, name);
  if (!first && owner)
    first = g_hash_table_lookup (outside->words, owner);
  if (!first || !header)
    return first;
  for (guint i = 0; i < outside->files->len; i++)
    {
      OutsideFile *file = &g_array_index (outside->files, OutsideFile, i);
      /* Who has no header for a struct may declare it again. */
      if (!owner && !may_read (outside, file, header))
        continue;
      const guint found = words_in (file, words);
      if (found == 3 || (found != 0 && may_read (outside, file, header)))
        return file->path;
    }
  return NULL;
}
