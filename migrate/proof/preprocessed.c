/* SPDX-License-Identifier: MIT */
/*
 * Reading the markers `# LINE "FILE" FLAGS` between the lines.
 */
#include "proof/preprocessed.h"

#include <string.h>

#include "proof/object_compile.h"

static void
free_lines (gpointer lines)
{
  g_string_free (lines, TRUE);
}

/* @return (nullable, transfer full) the file that a marker names; NULL where @line is none. */
static char *
marked_file (const char *line)
{
  if (!g_str_has_prefix (line, "# ") || !g_ascii_isdigit (line[2]))
    return NULL;
  const char *begin = strchr (line, '"'), *end = strrchr (line, '"');
  return begin && end > begin ? g_strndup (begin + 1, (gsize) (end - begin - 1)) : NULL;
}

/* @return (transfer full) @name as a path of the tree: without its ways round, and with the folder that it is seen from. */
static char *
whole_name (const char *name, const char *directory)
{
  const gboolean moved = g_str_has_prefix (name, PREPROCESSED_TREE);
  if (*name == '<' || g_str_has_prefix (name, PREPROCESSED_HEADER))
    return g_strdup (name);
  g_autofree char *path = g_canonicalize_filename (moved ? name + strlen (PREPROCESSED_TREE) : name, directory);
  return moved || !g_path_is_absolute (name) ? g_strconcat (PREPROCESSED_TREE, path, NULL) : g_steal_pointer (&path);
}

Preprocessed *
preprocessed_read (const char *text, const char *directory, const char *header)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_lines);
  GString *current = NULL;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++)
    {
      g_autofree char *name = marked_file (*line), *file = name ? whole_name (name, directory) : NULL;
      if (file && !(current = g_hash_table_lookup (files, file)))
        g_hash_table_insert (files, g_strdup (file), current = g_string_new (NULL));
      if (!file && current && *g_strstrip (*line))
        {
          g_string_append (current, *line);
          g_string_append_c (current, '\n');
        }
    }
  if (header)
    g_hash_table_remove (files, header);
  return files;
}

gboolean
preprocessed_same (Preprocessed *expected, Preprocessed *found)
{
  GHashTableIter iter;
  gpointer path, lines;
  guint both = 0;
  gboolean same = TRUE;
  g_hash_table_iter_init (&iter, expected);
  while (same && g_hash_table_iter_next (&iter, &path, &lines))
    {
      const GString *others = g_hash_table_lookup (found, path);
      both += others != NULL;
      /* A pragma holds for what follows it. */
      same = others ? g_string_equal (lines, others) : strstr (((const GString *) lines)->str, "pragma") == NULL;
    }
  return same && both == g_hash_table_size (found);
}
