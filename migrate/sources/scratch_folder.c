/* SPDX-License-Identifier: MIT */
#include "sources/scratch_folder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "sources/input_text.h"

char *
scratch_folder_new (const char *pattern, GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_tmp_dir (), pattern, NULL);
  if (g_mkdtemp (folder))
    return g_steal_pointer (&folder);
  const int problem = errno;
  g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (problem), "cannot make a folder for temporary files in '%s': %s: set TMPDIR to another one",
               g_get_tmp_dir (), g_strerror (problem));
  return NULL;
}

gboolean
scratch_file_write (const char *path, const char *text, gsize length, GError **error)
{
  g_autoptr (GError) problem = NULL;
  if (g_file_set_contents (path, text, (gssize) length, &problem))
    return TRUE;
  g_set_error (error, problem->domain, problem->code, "cannot write the temporary file '%s': %s: set TMPDIR to another folder", path,
               input_text_cause (problem));
  return FALSE;
}

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
