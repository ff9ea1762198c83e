/* SPDX-License-Identifier: MIT */
/*
 * Which files are left alone.
 */
#define _GNU_SOURCE /* FNM_LEADING_DIR */
#include "sources/exclude.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

/* @path as a pattern that fits nothing else: it may have characters that mean something in one. */
static char *
escape (const char *path)
{
  GString *escaped = g_string_new (NULL);
  for (const char *at = path; *at; at++)
    {
      if (strchr ("*?[]\\", *at))
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *at);
    }
  return g_string_free (escaped, FALSE);
}

/* The real path of @path, or @path where it is not there. */
static char *
real_path (const char *path)
{
  char *real = realpath (path, NULL);
  return real ? real : g_strdup (path);
}

char *
exclude_pattern (const char *folder, const char *pattern)
{
  if (!strpbrk (pattern, "*?[\\"))
    {
      g_autofree char *named = g_canonicalize_filename (pattern, folder), *real = real_path (named);
      return escape (real);
    }
  g_autofree char *real = real_path (folder ? folder : "."), *escaped = escape (real);
  return g_canonicalize_filename (pattern, escaped);
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
