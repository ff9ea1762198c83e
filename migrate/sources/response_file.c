/* SPDX-License-Identifier: MIT */
/*
 * Reading response files: the words are gcc's and clang's, not the shell's.
 */
#include "sources/response_file.h"

#include <string.h>
#include <sys/stat.h>

/* Deeper ones are most likely a file that names itself. */
#define DEEPEST 10

/* No command is as long. Files that name one another a few times each would multiply. */
#define LARGEST (4 * 1024 * 1024)

/* One command. */
typedef struct {
  GStrvBuilder *arguments;
  const char *directory;
  gsize left; /* bytes that its files may still have */
} Expansion;

static void add_expanded (Expansion *expansion, const char *argument, guint depth);

static void
add_words (Expansion *expansion, const char *text, guint depth)
{
  g_autoptr (GString) word = g_string_new (NULL);
  gboolean begun = FALSE;
  char quote = '\0';
  for (const char *at = text;; at++)
    {
      gboolean blank = *at == '\0' || (!quote && g_ascii_isspace (*at));
      if (blank && begun)
        {
          add_expanded (expansion, word->str, depth);
          g_string_truncate (word, 0);
          begun = FALSE;
        }
      if (*at == '\0')
        return;
      if (blank)
        continue;
      begun = TRUE;
      if (*at == '\\' && at[1])
        g_string_append_c (word, *++at);
      else if (quote ? *at == quote : *at == '\'' || *at == '"')
        quote = quote ? '\0' : *at;
      else
        g_string_append_c (word, *at);
    }
}

/* @return (transfer full, nullable) what @path holds, where that is a plain file, and one that is not too long. */
static char *
read_words (Expansion *expansion, const char *path)
{
  struct stat info;
  char *text = NULL;
  gsize length;
  /* What says of itself that it is empty may be one of the system's, which never end. */
  if (stat (path, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size == 0 || (gsize) info.st_size > expansion->left)
    return NULL;
  if (g_file_get_contents (path, &text, &length, NULL))
    expansion->left -= MIN (expansion->left, length);
  return text;
}

static void
add_expanded (Expansion *expansion, const char *argument, guint depth)
{
  g_autofree char *path = *argument == '@' && argument[1] ? g_canonicalize_filename (argument + 1, expansion->directory) : NULL;
  g_autofree char *text = path && depth < DEEPEST ? read_words (expansion, path) : NULL;
  if (text)
    add_words (expansion, text, depth + 1);
  else
    g_strv_builder_add (expansion->arguments, argument);
}

char **
response_files_expand (const char *const *arguments, const char *directory)
{
  g_autoptr (GStrvBuilder) expanded = g_strv_builder_new ();
  Expansion expansion = { expanded, directory, LARGEST };
  for (; *arguments; arguments++)
    add_expanded (&expansion, *arguments, 0);
  return g_strv_builder_end (expanded);
}
