/* SPDX-License-Identifier: MIT */
/*
 * Reading response files: the words are gcc's and clang's, not the shell's.
 */
#include "sources/response_file.h"

#include <string.h>

/* Deeper ones are most likely a file that names itself. */
#define DEEPEST 10

static void add_expanded (GStrvBuilder *arguments, const char *argument, const char *directory, guint depth);

static void
add_words (GStrvBuilder *arguments, const char *text, const char *directory, guint depth)
{
  g_autoptr (GString) word = g_string_new (NULL);
  gboolean begun = FALSE;
  char quote = '\0';
  for (const char *at = text;; at++)
    {
      gboolean blank = *at == '\0' || (!quote && g_ascii_isspace (*at));
      if (blank && begun)
        {
          add_expanded (arguments, word->str, directory, depth);
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

static void
add_expanded (GStrvBuilder *arguments, const char *argument, const char *directory, guint depth)
{
  g_autofree char *text = NULL;
  g_autofree char *path = *argument == '@' && argument[1] ? g_canonicalize_filename (argument + 1, directory) : NULL;
  if (path && depth < DEEPEST && g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_file_get_contents (path, &text, NULL, NULL))
    add_words (arguments, text, directory, depth + 1);
  else
    g_strv_builder_add (arguments, argument);
}

char **
response_files_expand (const char *const *arguments, const char *directory)
{
  g_autoptr (GStrvBuilder) expanded = g_strv_builder_new ();
  for (; *arguments; arguments++)
    add_expanded (expanded, *arguments, directory, 0);
  return g_strv_builder_end (expanded);
}
