/* SPDX-License-Identifier: MIT */
#include "sources/folder_walk.h"

#include <sys/stat.h>

void
folder_walk (const char *folder, FolderFile take, gpointer data)
{
  GDir *listing = g_dir_open (folder, 0, NULL);
  const char *name;
  while (listing && (name = g_dir_read_name (listing)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;
      if (name[0] == '.' || g_lstat (path, &info) != 0)
        continue;
      if (S_ISDIR (info.st_mode))
        folder_walk (path, take, data);
      else if (S_ISREG (info.st_mode))
        take (path, &info, data);
    }
  if (listing)
    g_dir_close (listing);
}
