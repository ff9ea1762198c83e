/* SPDX-License-Identifier: MIT */
/*
 * The folder that holds all of some files.
 */
#include "sources/common_folder.h"

#include <stdlib.h>
#include <string.h>

void
common_folder_narrow (char **folder, const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  char *resolved = realpath (parent, NULL);
  /* Absolute even where it is not there: the way up ends at the root. */
  char *other = resolved ? resolved : g_canonicalize_filename (parent, NULL);
  if (!*folder)
    {
      *folder = other;
      return;
    }
  while (!g_str_equal (*folder, "/")
         && !(g_str_has_prefix (other, *folder) && strchr ("/", other[strlen (*folder)])))
    {
      char *shorter = g_path_get_dirname (*folder);
      g_free (*folder);
      *folder = shorter;
    }
  g_free (other);
}
