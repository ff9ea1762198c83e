/* SPDX-License-Identifier: MIT */
/*
 * Writing many files, all or none: temporary files, fsync, renames, and the way back.
 */
#include "write/file_transaction.h"

#include "write/file_attributes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

typedef struct
{
  char *path;      /* the real file, symbolic links followed */
  char *temporary; /* the new content, NULL once renamed */
  char *backup;    /* another name of the old content, NULL where there is none */
  GBytes *expected;
  guint other_links; /* names of the old content that stay with it */
  gboolean existed, replaced;
} Target;

struct FileTransaction
{
  GPtrArray *targets;      /* of Target */
  GPtrArray *hard_links;   /* of char *, owned */
  GPtrArray *made_folders; /* of char *, outermost first: removed again where nothing was written */
  gboolean committed;
};

static void
target_free (gpointer data)
{
  Target *target = data;
  if (target->temporary)
    unlink (target->temporary);
  if (target->backup)
    unlink (target->backup);
  g_clear_pointer (&target->expected, g_bytes_unref);
  g_free (target->temporary);
  g_free (target->backup);
  g_free (target->path);
  g_free (target);
}

FileTransaction *
file_transaction_new (void)
{
  FileTransaction *transaction = g_new0 (FileTransaction, 1);
  transaction->targets = g_ptr_array_new_with_free_func (target_free);
  transaction->hard_links = g_ptr_array_new_with_free_func (g_free);
  transaction->made_folders = g_ptr_array_new_with_free_func (g_free);
  return transaction;
}

void
file_transaction_free (FileTransaction *transaction)
{
  if (!transaction)
    return;
  g_ptr_array_unref (transaction->targets);
  for (guint i = transaction->made_folders->len; !transaction->committed && i > 0; i--)
    rmdir (transaction->made_folders->pdata[i - 1]);
  g_ptr_array_unref (transaction->made_folders);
  g_ptr_array_unref (transaction->hard_links);
  g_free (transaction);
}

/* The message names @path and gives errno's words. */
static gboolean
fail (GError **error, const char *path)
{
  int code = errno;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "cannot write '%s': %s: nothing was written",
               path, g_strerror (code));
  return FALSE;
}

static gboolean
write_to_disk (int descriptor, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  while (length > 0)
    {
      gssize written = write (descriptor, data, length);
      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      data += written;
      length -= (gsize)written;
    }
  return fsync (descriptor) == 0;
}

/* A new file beside @path with @bytes in it, and the extended attributes of @from. @return (transfer full) its name,
 * or NULL with errno set. */
static char *
write_beside (const char *path, GBytes *bytes, const struct stat *like, const char *from)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *temporary = g_strdup_printf ("%s/.%s.wmem-migrate-XXXXXX", folder, name);
  int descriptor = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return NULL;
  gboolean good = write_to_disk (descriptor, bytes);
  good = good && (!like || file_attributes_copy (descriptor, like, from));
  int problem = errno;
  close (descriptor);
  if (!good)
    {
      unlink (temporary);
      errno = problem;
      return NULL;
    }
  return g_steal_pointer (&temporary);
}

/* Makes @folder and those above it, and notes the new ones. */
static gboolean
make_folders (FileTransaction *transaction, const char *folder)
{
  if (g_mkdir (folder, 0777) == 0)
    {
      g_ptr_array_add (transaction->made_folders, g_strdup (folder));
      return TRUE;
    }
  if (errno == EEXIST && g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (errno != ENOENT)
    return FALSE;
  g_autofree char *parent = g_path_get_dirname (folder);
  return make_folders (transaction, parent) && make_folders (transaction, folder);
}

gboolean
file_transaction_add (FileTransaction *transaction, const char *path, GBytes *expected, GBytes *after,
                      const char *like, GError **error)
{
  char *resolved = realpath (path, NULL);
  Target *target = g_new0 (Target, 1);
  target->path = resolved ? resolved : g_strdup (path);
  target->existed = resolved != NULL;
  target->expected = expected ? g_bytes_ref (expected) : NULL;
  g_ptr_array_add (transaction->targets, target);

  struct stat info;
  gboolean known = stat (target->existed ? target->path : like ? like : path, &info) == 0;
  if (!known && target->existed)
    return fail (error, path);
  if (target->existed)
    {
      target->other_links = (guint)info.st_nlink - 1;
      if (faccessat (AT_FDCWD, target->path, W_OK, AT_EACCESS) != 0)
        return fail (error, path);
    }
  else
    {
      g_autofree char *folder = g_path_get_dirname (target->path);
      if (!make_folders (transaction, folder))
        return fail (error, path);
      known = known && like;
      if (known && geteuid () == 0)
        {
          info.st_uid = geteuid ();
          info.st_gid = getegid ();
        }
    }
  target->temporary = write_beside (target->path, after, known ? &info : NULL, target->existed ? target->path : NULL);
  return target->temporary || fail (error, path);
}

/* The target that writes @path. */
static Target *
find_target (const FileTransaction *transaction, const char *path)
{
  char *real = realpath (path, NULL);
  Target *found = NULL;
  for (guint i = 0; !found && i < transaction->targets->len; i++)
    if (g_str_equal (((Target *)transaction->targets->pdata[i])->path, real ? real : path))
      found = transaction->targets->pdata[i];
  free (real);
  return found;
}

/* A second name for the temporary file of @first, beside @path. @return (transfer full) it, or NULL with errno set. */
static char *
link_beside (const char *path, const Target *first)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (first->temporary);
  g_autofree char *temporary = g_strdup_printf ("%s/%s-2", folder, name);
  for (guint next = 3; link (first->temporary, temporary) != 0; next++)
    {
      if (errno != EEXIST)
        return NULL;
      g_free (temporary);
      temporary = g_strdup_printf ("%s/%s-%u", folder, name, next);
    }
  return g_steal_pointer (&temporary);
}

gboolean
file_transaction_add_name (FileTransaction *transaction, const char *path, GBytes *expected, const char *added,
                           GError **error)
{
  Target *first = find_target (transaction, added);
  g_return_val_if_fail (first, FALSE);
  Target *target = g_new0 (Target, 1);
  target->path = g_strdup (path);
  target->existed = g_file_test (path, G_FILE_TEST_EXISTS);
  target->expected = expected ? g_bytes_ref (expected) : NULL;
  g_ptr_array_add (transaction->targets, target);
  target->temporary = link_beside (path, first);
  if (!target->temporary)
    return fail (error, path);
  if (first->other_links > 0)
    first->other_links--;
  return TRUE;
}

/* Somebody else may have saved the file in an editor since the run read it. */
static gboolean
check_unchanged (const Target *target, GError **error)
{
  if (!target->expected)
    return TRUE;
  g_autofree char *text = NULL;
  gsize length, expected_length;
  const char *expected = g_bytes_get_data (target->expected, &expected_length);
  if (g_file_get_contents (target->path, &text, &length, NULL) && length == expected_length
      && (length == 0 || memcmp (text, expected, length) == 0))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "'%s' was changed by somebody else during the run: nothing was written, run again",
               target->path);
  return FALSE;
}

/* Gives the old content a second name. File systems without hard links get a copy. */
static gboolean
keep_backup (Target *target)
{
  g_autofree char *folder = g_path_get_dirname (target->path);
  g_autofree char *name = g_path_get_basename (target->path);
  g_autofree char *backup = g_strdup_printf ("%s/.%s.wmem-migrate-before-%ld", folder, name, (long)getpid ());
  if (link (target->path, backup) != 0)
    {
      struct stat info;
      g_autofree char *text = NULL;
      gsize length;
      if (errno == ENOSPC || errno == EEXIST || stat (target->path, &info) != 0
          || !g_file_get_contents (target->path, &text, &length, NULL))
        return FALSE;
      g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&text), length);
      g_free (backup);
      backup = write_beside (target->path, bytes, &info, target->path);
      if (!backup)
        return FALSE;
    }
  target->backup = g_steal_pointer (&backup);
  return TRUE;
}

static gboolean
replace (Target *target, GError **error)
{
  if (!check_unchanged (target, error))
    return FALSE;
  if (target->existed && !keep_backup (target))
    return fail (error, target->path);
  if (rename (target->temporary, target->path) != 0)
    return fail (error, target->path);
  g_clear_pointer (&target->temporary, g_free);
  target->replaced = TRUE;
  return TRUE;
}

/* @return whether the target is as it was. */
static gboolean
take_back (const Target *target)
{
  if (!target->existed)
    return unlink (target->path) == 0 || errno == ENOENT;
  if (rename (target->backup, target->path) == 0)
    return TRUE;
  /* Nothing else can be done but say where the old content is. */
  g_printerr ("wmem-migrate: cannot restore '%s': %s: its old content is in '%s'\n", target->path,
              g_strerror (errno), target->backup);
  return FALSE;
}

gboolean
file_transaction_commit (FileTransaction *transaction, gboolean (*stop) (GError **error), GError **error)
{
  GPtrArray *targets = transaction->targets;
  gboolean good = TRUE, restored = TRUE;
  /* All are looked at before the first is touched. */
  for (guint i = 0; good && i < targets->len; i++)
    good = check_unchanged (targets->pdata[i], error);
  for (guint i = 0; good && i < targets->len; i++)
    good = !(stop && stop (error)) && replace (targets->pdata[i], error);
  /* A signal that came during the last rename still counts. */
  good = good && !(stop && stop (error));
  for (guint i = 0; i < targets->len; i++)
    {
      Target *target = targets->pdata[i];
      if (!good && target->replaced)
        {
          restored = take_back (target) && restored;
          g_clear_pointer (&target->backup, g_free);
        }
      else if (good && target->other_links > 0)
        g_ptr_array_add (transaction->hard_links, g_strdup (target->path));
    }
  if (!restored && error)
    {
      /* "nothing was written" would not be true. */
      g_clear_error (error);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   "the write failed, and not all files could be restored: see the lines above");
    }
  transaction->committed = good;
  return good;
}

GPtrArray *
file_transaction_hard_links (FileTransaction *transaction)
{
  return transaction->hard_links->len ? transaction->hard_links : NULL;
}
