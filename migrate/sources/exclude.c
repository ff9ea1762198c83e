/* SPDX-License-Identifier: MIT */
/*
 * Which files are left alone.
 */
#define _GNU_SOURCE /* FNM_LEADING_DIR */
#include "sources/exclude.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

char *
exclude_pattern (const char *folder, const char *pattern)
{
  if (g_path_is_absolute (pattern))
    return g_strdup (pattern);
  /* The folder may have characters that mean something in a pattern. */
  char *real = realpath (folder ? folder : ".", NULL);
  GString *absolute = g_string_new (NULL);
  for (const char *at = real ? real : folder; at && *at; at++)
    {
      if (strchr ("*?[]\\", *at))
        g_string_append_c (absolute, '\\');
      g_string_append_c (absolute, *at);
    }
  free (real);
  if (absolute->len == 0 || absolute->str[absolute->len - 1] != '/')
    g_string_append_c (absolute, '/');
  while (g_str_has_prefix (pattern, "./"))
    pattern += 2;
  gsize length = strlen (pattern);
  while (length > 1 && pattern[length - 1] == '/')
    length--;
  g_string_append_len (absolute, pattern, (gssize) length);
  return g_string_free (absolute, FALSE);
}

gboolean
exclude_fits (const char *pattern, const char *path)
{
  return fnmatch (pattern, path, FNM_LEADING_DIR) == 0;
}

const char *
exclude_match (char *const *patterns, const char *path)
{
  if (!patterns || !*patterns)
    return NULL;
  char *real = realpath (path, NULL);
  const char *found = NULL;
  for (char *const *pattern = patterns; *pattern && !found; pattern++)
    if (exclude_fits (*pattern, path) || (real && exclude_fits (*pattern, real)))
      found = *pattern;
  free (real);
  return found;
}
