/* SPDX-License-Identifier: MIT */
/*
 * A folder that files are written to.
 */
#define _GNU_SOURCE /* O_PATH */
#include "write/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Elsewhere a folder has to be readable to be passed through. */
#ifndef O_PATH
#define O_PATH O_RDONLY
#endif

/* Closes without losing errno. */
static void
close_quietly (int descriptor)
{
  int code = errno;
  if (descriptor >= 0)
    close (descriptor);
  errno = code;
}

/* A file system that cannot do this for folders has no names to lose by it. */
static gboolean
sync_folder (int descriptor)
{
  return fsync (descriptor) == 0 || errno == EINVAL || errno == ENOTSUP;
}

static int
reopen_readable (int folder)
{
  return openat (folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static gboolean
make_folder (int parent, const char *name)
{
  if (mkdirat (parent, name, 0777) != 0)
    return FALSE;
  int readable = reopen_readable (parent);
  gboolean good = readable >= 0 && sync_folder (readable);
  close_quietly (readable);
  return good;
}

/* Opens @name in @parent, which is closed. @return -1 with errno set. */
static int
enter (int parent, const char *name, gboolean make, gboolean follow, guint *made)
{
  const int flags = O_PATH | O_DIRECTORY | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW);
  int folder = openat (parent, name, flags);
  if (folder < 0 && errno == ENOENT && make && make_folder (parent, name))
    {
      (*made)++;
      folder = openat (parent, name, flags);
    }
  struct stat info;
  if (folder < 0 && errno == ENOTDIR && !follow && fstatat (parent, name, &info, AT_SYMLINK_NOFOLLOW) == 0)
    errno = S_ISLNK (info.st_mode) ? ELOOP : ENOTDIR;
  close_quietly (parent);
  return folder;
}

static int
walk (int folder, const char *path, gboolean make, gboolean follow, guint *made)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  for (char **name = names; *name && folder >= 0; name++)
    if (**name && !g_str_equal (*name, "."))
      folder = enter (folder, *name, make, follow, made);
  return folder;
}

Folder *
folder_open (const char *base, const char *below, gboolean make)
{
  g_autofree char *absolute = g_canonicalize_filename (base, NULL);
  guint made = 0;
  int passed = open ("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (passed >= 0)
    passed = walk (passed, absolute, make, TRUE, &made);
  if (passed >= 0)
    passed = walk (passed, below, make, FALSE, &made);
  int descriptor = passed >= 0 ? reopen_readable (passed) : -1;
  close_quietly (passed);
  if (descriptor < 0)
    return NULL;
  Folder *folder = g_new0 (Folder, 1);
  folder->path = g_canonicalize_filename (below + strspn (below, "/"), absolute);
  folder->descriptor = descriptor;
  folder->made = made;
  return folder;
}

void
folder_close (Folder *folder)
{
  if (!folder)
    return;
  close_quietly (folder->descriptor);
  g_free (folder->path);
  g_free (folder);
}

void
folder_remove_made (const Folder *folder)
{
  g_autofree char *path = g_strdup (folder->path);
  for (guint i = 0; i < folder->made && rmdir (path) == 0; i++)
    {
      char *parent = g_path_get_dirname (path);
      g_free (path);
      path = parent;
    }
}

GBytes *
folder_read (const Folder *folder, const char *name, struct stat *info)
{
  struct stat own;
  info = info ? info : &own;
  /* A pipe that took the file's name must not keep us. */
  int descriptor = openat (folder->descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (descriptor < 0)
    return NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gssize got = -1;
  if (fstat (descriptor, info) == 0)
    {
      if (!S_ISREG (info->st_mode))
        errno = EINVAL;
      else
        {
          g_autofree guint8 *buffer = g_malloc (65536);
          while ((got = read (descriptor, buffer, 65536)) > 0 || (got < 0 && errno == EINTR))
            if (got > 0)
              g_byte_array_append (bytes, buffer, (guint) got);
        }
    }
  close_quietly (descriptor);
  return got == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

char *
folder_checksum (const Folder *folder, const char *name)
{
  g_autoptr (GBytes) bytes = folder_read (folder, name, NULL);
  return bytes ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
}

gboolean
folder_write (int descriptor, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  while (length > 0)
    {
      gssize written = write (descriptor, data, length);
      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      data += written;
      length -= (gsize) written;
    }
  return fsync (descriptor) == 0;
}

int
folder_create (const Folder *folder, const char *name)
{
  return openat (folder->descriptor, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

gboolean
folder_sync (const Folder *folder)
{
  return sync_folder (folder->descriptor);
}

GPtrArray *
folder_list (const Folder *folder, const char *prefix)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  int descriptor = reopen_readable (folder->descriptor);
  DIR *listing = descriptor >= 0 ? fdopendir (descriptor) : NULL;
  if (!listing)
    {
      close_quietly (descriptor);
      return names;
    }
  for (struct dirent *entry; (entry = readdir (listing));)
    if (g_str_has_prefix (entry->d_name, prefix))
      g_ptr_array_add (names, g_strdup (entry->d_name));
  closedir (listing);
  return names;
}
