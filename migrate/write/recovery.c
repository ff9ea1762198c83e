/* SPDX-License-Identifier: MIT */
/*
 * What an interrupted run has left.
 */
#include "write/recovery.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "terminal/terminal.h"
#include "write/held_signals.h"
#include "write/journal.h"

/* One folder of an interrupted run. */
typedef struct {
  Folder *folder;
  int lock;         /* its journal, held; -1: it has none */
  Journal *journal; /* NULL where it is not whole */
} Part;

/* An interrupted run. */
typedef struct {
  const char *run;
  GPtrArray *parts; /* of Part */
  guint files, after, other;
} Wreck;

static void
part_free (gpointer data)
{
  Part *part = data;
  if (part->lock >= 0)
    close (part->lock);
  journal_free (part->journal);
  folder_close (part->folder);
  g_free (part);
}

static gboolean
fail_live (GError **error, const char *folder)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, "another run of wmem-migrate is writing in '%s': wait for its end", folder);
  return FALSE;
}

/* Journals say where they are as seen from one another's real place. */
static char *
real_path (const char *path)
{
  char *real = realpath (path, NULL), *copy = g_strdup (real);
  free (real);
  return copy;
}

/* Takes the journal of @run in @folder, where there is one. @return FALSE with @error set where its run lives. */
static gboolean
take_part (Wreck *wreck, const char *given, gboolean *taken, GError **error)
{
  g_autofree char *path = real_path (given);
  *taken = FALSE;
  if (!path)
    return TRUE;
  for (guint i = 0; i < wreck->parts->len; i++)
    if (g_str_equal (((Part *) wreck->parts->pdata[i])->folder->path, path))
      return TRUE;
  Folder *folder = folder_open (path, "", FALSE);
  if (!folder)
    return TRUE;
  g_autofree char *name = journal_name (wreck->run);
  int lock = openat (folder->descriptor, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (lock < 0)
    {
      folder_close (folder);
      return TRUE;
    }
  Part *part = g_new0 (Part, 1);
  part->folder = folder;
  part->lock = lock;
  g_ptr_array_add (wreck->parts, part);
  if (flock (lock, LOCK_EX | LOCK_NB) != 0)
    return fail_live (error, path);
  g_autoptr (GBytes) text = folder_read (folder, name, NULL);
  part->journal = text ? journal_parse (wreck->run, text) : NULL;
  for (guint i = 0; part->journal && i < part->journal->replacements->len; i++)
    g_array_index (part->journal->replacements, Replacement, i).folder = folder;
  *taken = TRUE;
  return TRUE;
}

/* The part in @path, and all that it knows of. */
static gboolean
take_parts (Wreck *wreck, const char *path, GError **error)
{
  gboolean taken;
  if (!take_part (wreck, path, &taken, error))
    return FALSE;
  for (guint i = 0; taken && i < wreck->parts->len; i++)
    {
      const Part *part = wreck->parts->pdata[i];
      for (guint j = 0; part->journal && j < part->journal->folders->len; j++)
        {
          gboolean more;
          g_autofree char *other = g_canonicalize_filename (part->journal->folders->pdata[j], part->folder->path);
          if (!take_part (wreck, other, &more, error))
            return FALSE;
        }
    }
  return TRUE;
}

static void
count_files (Wreck *wreck)
{
  for (guint i = 0; i < wreck->parts->len; i++)
    {
      const Part *part = wreck->parts->pdata[i];
      for (guint j = 0; part->journal && j < part->journal->replacements->len; j++)
        {
          Content content = replacement_content (&g_array_index (part->journal->replacements, Replacement, j));
          wreck->files++;
          wreck->after += content == CONTENT_AFTER;
          wreck->other += content == CONTENT_OTHER || content == CONTENT_UNREADABLE;
        }
    }
}

static gboolean
is_mixed (const Wreck *wreck)
{
  return wreck->after > 0 && wreck->after < wreck->files;
}

/* Puts one file back. @return FALSE with @error set where that fails. */
static gboolean
undo_file (const Part *part, const Replacement *replacement, GError **error)
{
  gboolean was_new = replacement_content (replacement) == CONTENT_AFTER;
  ReplaceResult result = replacement_take_back (replacement);
  if (result == REPLACED)
    return TRUE;
  if (result == REPLACE_CHANGED)
    {
      gboolean aside = replacement_set_aside (replacement);
      terminal_say ("'%s/%s' was changed by somebody else%s: it stays as it is%s%s%s", part->folder->path, replacement->name,
                    was_new || aside ? " after it was rewritten" : "", aside ? "; its old content is in '" : "",
                    aside ? replacement->aside : "", aside ? "'" : "");
      return TRUE;
    }
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "cannot restore '%s/%s': %s: its old content is in '%s'",
               part->folder->path, replacement->name, g_strerror (errno), replacement->fresh);
  return FALSE;
}

static gboolean
undo (const Wreck *wreck, GError **error)
{
  for (guint i = 0; i < wreck->parts->len; i++)
    {
      const Part *part = wreck->parts->pdata[i];
      for (guint j = 0; part->journal && j < part->journal->replacements->len; j++)
        if (!undo_file (part, &g_array_index (part->journal->replacements, Replacement, j), error))
          return FALSE;
    }
  for (guint i = 0; i < wreck->parts->len; i++)
    {
      const Part *part = wreck->parts->pdata[i];
      if (folder_sync (part->folder))
        continue;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "cannot restore '%s': %s", part->folder->path,
                   g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

/* Removes the names of @run in @folder, its journal last. */
static gboolean
remove_names (const Folder *folder, const char *run, GError **error)
{
  g_autoptr (GPtrArray) names = folder_list (folder, RUN_PREFIX);
  gboolean good = TRUE;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; good && i < names->len; i++)
      {
        char found[RUN_LENGTH + 1];
        gboolean is_journal;
        if (!journal_parse_name (names->pdata[i], found, &is_journal) || !g_str_equal (found, run) || is_journal != (pass == 1))
          continue;
        good = unlinkat (folder->descriptor, names->pdata[i], 0) == 0 || errno == ENOENT;
        if (!good)
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "cannot remove '%s/%s', which an interrupted run has left: %s",
                       folder->path, (char *) names->pdata[i], g_strerror (errno));
      }
  return good;
}

static gboolean
clean (const Wreck *wreck, gboolean undone, GError **error)
{
  for (guint i = wreck->parts->len; i > 0; i--)
    {
      Part *part = wreck->parts->pdata[i - 1];
      if (!remove_names (part->folder, wreck->run, error))
        return FALSE;
      part->folder->made = part->journal && undone ? part->journal->made : 0;
      folder_remove_made (part->folder);
    }
  return TRUE;
}

static void
tell (const Wreck *wreck)
{
  const char *folder = ((Part *) wreck->parts->pdata[0])->folder->path;
  if (wreck->after == 0 && wreck->other == 0)
    terminal_say ("a run that wrote in '%s' was interrupted before it changed anything: what it left is removed", folder);
  else if (wreck->after == wreck->files)
    terminal_say ("a run that wrote in '%s' was interrupted after it had rewritten all of %u files: they are new, and what it left is removed",
                  folder, wreck->files);
  else
    terminal_say ("a run that wrote in '%s' was interrupted after it had rewritten %u of %u files: they are as they were before it%s", folder,
                  wreck->after, wreck->files, wreck->other ? ", but for those above" : "");
}

static gboolean
deal_with (Wreck *wreck, RecoveryMode mode, GError **error)
{
  count_files (wreck);
  gboolean mixed = is_mixed (wreck);
  if (mixed && mode != RECOVERY_DO)
    {
      const char *folder = ((Part *) wreck->parts->pdata[0])->folder->path;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   "a run that wrote in '%s' was interrupted after it had rewritten %u of %u files: run wmem-migrate --recover '%s'",
                   folder, wreck->after, wreck->files, folder);
      return FALSE;
    }
  if (mode == RECOVERY_LOOK)
    return TRUE;
  gboolean undone = wreck->after < wreck->files || wreck->files == 0;
  if ((undone && !undo (wreck, error)) || !clean (wreck, undone, error))
    return FALSE;
  tell (wreck);
  return TRUE;
}

/* The numbers of runs whose names stand in @folder. @return (transfer full) set of char *. */
static GHashTable *
find_runs (const char *folder, const char *except)
{
  GHashTable *runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Folder *opened = folder_open (folder, "", FALSE);
  if (!opened)
    return runs;
  g_autoptr (GPtrArray) names = folder_list (opened, RUN_PREFIX);
  for (guint i = 0; i < names->len; i++)
    {
      char run[RUN_LENGTH + 1];
      gboolean is_journal;
      if (journal_parse_name (names->pdata[i], run, &is_journal) && g_strcmp0 (run, except) != 0)
        g_hash_table_add (runs, g_strdup (run));
    }
  folder_close (opened);
  return runs;
}

/* Names without a journal are of a run that was removing them: its journal goes last. */
static gboolean
remove_stray (const char *path, const char *run, RecoveryMode mode, GError **error)
{
  Folder *folder = mode == RECOVERY_LOOK ? NULL : folder_open (path, "", FALSE);
  gboolean good = !folder || remove_names (folder, run, error);
  folder_close (folder);
  return good;
}

static gboolean
recover_run (const char *folder, const char *run, RecoveryMode mode, GError **error)
{
  Wreck wreck = { .run = run, .parts = g_ptr_array_new_with_free_func (part_free) };
  gboolean good = take_parts (&wreck, folder, error);
  if (good)
    good = wreck.parts->len > 0 ? deal_with (&wreck, mode, error) : remove_stray (folder, run, mode, error);
  g_ptr_array_unref (wreck.parts);
  return good;
}

gboolean
recovery_run (GPtrArray *folders, RecoveryMode mode, const char *except, guint *found, GError **error)
{
  guint count = 0;
  gboolean good = TRUE;
  for (guint i = 0; good && i < folders->len; i++)
    {
      g_autoptr (GHashTable) runs = find_runs (folders->pdata[i], except);
      GHashTableIter iterator;
      gpointer run;
      g_hash_table_iter_init (&iterator, runs);
      while (good && g_hash_table_iter_next (&iterator, &run, NULL))
        {
          count++;
          HeldSignals held;
          held_signals_hold (&held);
          good = recover_run (folders->pdata[i], run, mode, error);
          held_signals_release (&held);
        }
    }
  if (found)
    *found = count;
  return good;
}

/* @folder and all below it. */
static void
add_folders (GPtrArray *folders, const char *folder)
{
  g_ptr_array_add (folders, g_strdup (folder));
  GDir *listing = g_dir_open (folder, 0, NULL);
  if (!listing)
    return;
  const char *name;
  while ((name = g_dir_read_name (listing)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;
      if (g_lstat (path, &info) == 0 && S_ISDIR (info.st_mode))
        add_folders (folders, path);
    }
  g_dir_close (listing);
}

gboolean
recovery_run_below (char **paths, GError **error)
{
  static char *const here[] = { ".", NULL };
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  char *const *given = paths && *paths ? paths : (char **) here;
  for (char *const *path = given; *path; path++)
    {
      GStatBuf info;
      if (g_stat (*path, &info) != 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "cannot look into '%s': %s", *path, g_strerror (errno));
          return FALSE;
        }
      g_autofree char *absolute = g_canonicalize_filename (*path, NULL);
      g_autofree char *folder = S_ISDIR (info.st_mode) ? g_strdup (absolute) : g_path_get_dirname (absolute);
      if (S_ISDIR (info.st_mode))
        add_folders (folders, folder);
      else
        g_ptr_array_add (folders, g_steal_pointer (&folder));
    }
  guint found = 0;
  gboolean good = recovery_run (folders, RECOVERY_DO, NULL, &found, error);
  if (good && found == 0)
    terminal_say ("no interrupted run has left anything below '%s'", given[0]);
  return good;
}
