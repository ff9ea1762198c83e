/* SPDX-License-Identifier: MIT */
/*
 * Hard links that were given side by side.
 */
#include "sources/hard_links.h"

#include <stdlib.h>
#include <sys/stat.h>

/* What makes two units one: the file, the folder that its includes start from, and how it is compiled. */
static char *
identity_of (const CompileCommand *command)
{
  struct stat info;
  /* A symbolic link is followed everywhere else; it is no other name of the file. */
  if (lstat (command->file, &info) != 0 || !S_ISREG (info.st_mode) || info.st_nlink < 2)
    return NULL;
  g_autofree char *folder = g_path_get_dirname (command->file);
  g_autofree char *arguments = g_strjoinv ("\n", command->arguments);
  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT "\n%s\n%s\n%s", (guint64) info.st_dev,
                          (guint64) info.st_ino, folder, command->directory, arguments);
}

/* Of the commands of @file: whether each has a twin among those of the first name. */
static gboolean
all_have_twins (const SourceSet *set, const char *file, GHashTable *first_names)
{
  for (guint i = 0; i < set->commands->len; i++)
    {
      const CompileCommand *command = set->commands->pdata[i];
      if (!g_str_equal (command->file, file))
        continue;
      g_autofree char *identity = identity_of (command);
      const char *first = identity ? g_hash_table_lookup (first_names, identity) : NULL;
      if (!first || g_str_equal (first, file))
        return FALSE;
    }
  return TRUE;
}

static void
note_name (SourceSet *set, const char *first, const char *other)
{
  char *real = realpath (first, NULL), *name = realpath (other, NULL);
  GPtrArray *names = real ? g_hash_table_lookup (set->links, real) : NULL;
  if (real && !names)
    {
      names = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (set->links, g_strdup (real), names);
    }
  if (names && name && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
  free (real);
  free (name);
}

void
hard_links_join (SourceSet *set)
{
  g_autoptr (GHashTable) first_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < set->commands->len; i++)
    {
      const CompileCommand *command = set->commands->pdata[i];
      char *identity = identity_of (command);
      if (identity && !g_hash_table_contains (first_names, identity))
        g_hash_table_insert (first_names, identity, g_strdup (command->file));
      else
        g_free (identity);
    }
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < set->commands->len; i++)
    {
      const CompileCommand *command = set->commands->pdata[i];
      g_autofree char *identity = identity_of (command);
      if (!identity || !all_have_twins (set, command->file, first_names))
        continue;
      note_name (set, g_hash_table_lookup (first_names, identity), command->file);
      g_hash_table_add (others, g_strdup (command->file));
    }
  for (guint i = set->commands->len; i > 0; i--)
    if (g_hash_table_contains (others, ((CompileCommand *) set->commands->pdata[i - 1])->file))
      {
        g_ptr_array_remove_index (set->commands, i - 1);
        g_array_remove_index (set->named, i - 1);
      }
}

GPtrArray *
hard_links_of (const SourceSet *set, const char *path)
{
  return g_hash_table_lookup (set->links, path);
}
