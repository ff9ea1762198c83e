/* SPDX-License-Identifier: MIT */
#include "sources/scratch_folder.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

void
scratch_folder_remove (const char *folder)
{
  GDir *listing = g_dir_open (folder, 0, NULL);
  const char *name;
  while (listing && (name = g_dir_read_name (listing)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;
      if (g_lstat (path, &info) == 0 && S_ISDIR (info.st_mode))
        scratch_folder_remove (path);
      else
        g_unlink (path);
    }
  if (listing)
    g_dir_close (listing);
  g_rmdir (folder);
}
