/* SPDX-License-Identifier: MIT */
/*
 * Writing many files, all or none: files beside the targets, journals, exchanges, and the way back.
 */
#include "write/file_transaction.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

#include <gio/gio.h>

#include "terminal/terminal.h"
#include "write/file_attributes.h"
#include "write/held_signals.h"
#include "write/journal.h"
#include "write/recovery.h"

/* A folder with targets. */
typedef struct {
  Folder *folder;
  int journal; /* held, so that others see that the run lives; -1: there is none */
} Place;

typedef struct {
  char *path; /* for messages, and to find it by */
  const Place *place;
  guint number;
  Replacement replacement;
  guint other_links; /* names of the old content that stay with it */
  gboolean same;     /* it holds the new content already: nothing is done to it */
  gboolean replaced;
} Target;

struct FileTransaction {
  char *base;
  char *run;
  GPtrArray *places;     /* of Place, in the order in which they were opened */
  GPtrArray *targets;    /* of Target */
  GPtrArray *hard_links; /* of char *, owned */
  gboolean committed;
  gboolean stuck; /* what lies beside the targets is needed to restore them */
};

static void
target_free (gpointer data)
{
  Target *target = data;
  replacement_clear (&target->replacement);
  g_free (target->path);
  g_free (target);
}

static void
place_free (gpointer data)
{
  Place *place = data;
  if (place->journal >= 0)
    close (place->journal);
  folder_close (place->folder);
  g_free (place);
}

/* Two descriptors a folder are held, and trees have many folders. */
static void
allow_descriptors (void)
{
  struct rlimit limit;
  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max)
    return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

FileTransaction *
file_transaction_new (const char *base)
{
  FileTransaction *transaction = g_new0 (FileTransaction, 1);
  allow_descriptors ();
  transaction->base = base ? g_canonicalize_filename (base, NULL) : NULL;
  transaction->run = journal_draw_run ();
  transaction->places = g_ptr_array_new_with_free_func (place_free);
  transaction->targets = g_ptr_array_new_with_free_func (target_free);
  transaction->hard_links = g_ptr_array_new_with_free_func (g_free);
  return transaction;
}

/* What lies beside the targets goes first, and their journals last: while one is there nothing else is thrown away by others. */
static void
remove_leavings (const FileTransaction *transaction)
{
  gboolean good = TRUE;
  for (guint i = 0; i < transaction->targets->len; i++)
    {
      const Target *target = transaction->targets->pdata[i];
      good = (!target->replacement.fresh || replacement_clean (&target->replacement)) && good;
    }
  /* Where something stays the next run finds the journal, and removes both. */
  for (guint i = transaction->places->len; good && i > 0; i--)
    {
      const Place *place = transaction->places->pdata[i - 1];
      g_autofree char *name = journal_name (transaction->run);
      if (place->journal >= 0)
        unlinkat (place->folder->descriptor, name, 0);
      folder_sync (place->folder);
      if (!transaction->committed)
        folder_remove_made (place->folder);
    }
}

void
file_transaction_free (FileTransaction *transaction)
{
  if (!transaction)
    return;
  if (!transaction->stuck)
    remove_leavings (transaction);
  g_ptr_array_unref (transaction->targets);
  g_ptr_array_unref (transaction->places);
  g_ptr_array_unref (transaction->hard_links);
  g_free (transaction->run);
  g_free (transaction->base);
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
fail_changed (GError **error, const char *path)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "'%s' was changed by somebody else during the run: nothing was written, run again", path);
  return FALSE;
}

/* Makes the run's journal in @place, empty for now, and holds it. */
static gboolean
start_journal (const FileTransaction *transaction, Place *place)
{
  g_autofree char *name = journal_name (transaction->run);
  place->journal = folder_create (place->folder, name);
  if (place->journal < 0 || flock (place->journal, LOCK_EX | LOCK_NB) != 0)
    return FALSE;
  /* Between the two another run may have taken it for one that nobody holds. */
  struct stat held, named;
  if (fstat (place->journal, &held) != 0)
    return FALSE;
  if (fstatat (place->folder->descriptor, name, &named, AT_SYMLINK_NOFOLLOW) != 0)
    return FALSE;
  if (held.st_ino == named.st_ino)
    return TRUE;
  errno = EAGAIN;
  return FALSE;
}

/* What others have left in a folder is dealt with before anything is added to it. In place, files that would change now have been read
 * already. */
static gboolean
check_folder (const FileTransaction *transaction, const Folder *folder, guint *found, GError **error)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new ();
  g_ptr_array_add (folders, folder->path);
  g_autoptr (GError) problem = NULL;
  if (recovery_run (folders, transaction->base ? RECOVERY_DO : RECOVERY_TIDY, transaction->run, found, &problem))
    return TRUE;
  g_set_error (error, problem->domain, problem->code, "%s; nothing was written", problem->message);
  return FALSE;
}

/* The folder of @path, which a message calls @shown. @return (transfer none) NULL with @error set. */
static Place *
open_place (FileTransaction *transaction, const char *path, const char *shown, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);
  for (guint i = 0; i < transaction->places->len; i++)
    if (g_str_equal (((Place *) transaction->places->pdata[i])->folder->path, parent))
      return transaction->places->pdata[i];

  const char *base = transaction->base ? transaction->base : "/";
  const char *below = parent + (g_str_has_prefix (parent, base) ? strlen (base) : 0);
  Folder *folder = folder_open (base, below, transaction->base != NULL);
  guint found = 0;
  if (folder && !check_folder (transaction, folder, &found, error))
    {
      folder_close (folder);
      return NULL;
    }
  if (found > 0)
    {
      /* A folder that the interrupted run had made is gone with it. */
      folder_close (folder);
      folder = folder_open (base, below, transaction->base != NULL);
    }
  if (!folder)
    {
      fail (error, shown);
      return NULL;
    }
  Place *place = g_new0 (Place, 1);
  place->folder = folder;
  place->journal = -1;
  g_ptr_array_add (transaction->places, place);
  if (!start_journal (transaction, place))
    {
      fail (error, shown);
      return NULL;
    }
  return place;
}

static Target *
add_target (FileTransaction *transaction, const char *path, const char *shown, GError **error)
{
  Place *place = open_place (transaction, path, shown, error);
  if (!place)
    return NULL;
  Target *target = g_new0 (Target, 1);
  target->path = g_strdup (path);
  target->place = place;
  target->number = transaction->targets->len;
  target->replacement.folder = place->folder;
  target->replacement.name = g_path_get_basename (path);
  g_ptr_array_add (transaction->targets, target);
  return target;
}

/* What the target holds is what is expected, or becomes that. */
static gboolean
note_old_content (Target *target, GBytes *expected, struct stat *info, gboolean *existed, GError **error)
{
  Replacement *replacement = &target->replacement;
  g_autoptr (GBytes) found = folder_read (replacement->folder, replacement->name, info);
  *existed = found || errno != ENOENT;
  if (!found && (*existed || expected))
    return fail (error, target->path);
  if (expected && !g_bytes_equal (found, expected))
    return fail_changed (error, target->path);
  replacement->before = found ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, found) : NULL;
  return TRUE;
}

/* Writes @bytes beside the target, with the attributes of the file that is there, or the mode of @like. */
static gboolean
write_beside (Target *target, GBytes *bytes, const struct stat *like, gboolean existed)
{
  const Replacement *replacement = &target->replacement;
  int fresh = folder_create (replacement->folder, replacement->fresh);
  if (fresh < 0)
    return FALSE;
  int old = -1;
  if (existed)
    old = openat (replacement->folder->descriptor, replacement->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  gboolean good = (!existed || old >= 0) && (!like || file_attributes_copy (fresh, like, old)) && folder_write (fresh, bytes);
  int code = errno;
  if (old >= 0)
    close (old);
  /* A network file system may tell only now that there was no space. */
  if (close (fresh) != 0 && good)
    return FALSE;
  errno = code;
  return good;
}

/* The real file, as far as its name may be followed. */
static char *
resolve (const FileTransaction *transaction, const char *path)
{
  if (transaction->base)
    return g_canonicalize_filename (path, NULL);
  char *real = realpath (path, NULL), *copy = g_strdup (real);
  free (real);
  return copy;
}

gboolean
file_transaction_add (FileTransaction *transaction, const char *path, GBytes *expected, GBytes *after,
                      const char *like, GError **error)
{
  g_autofree char *real = resolve (transaction, path);
  if (!real)
    return fail (error, path);
  Target *target = add_target (transaction, real, path, error);
  struct stat info;
  gboolean existed;
  if (!target || !note_old_content (target, expected, &info, &existed, error))
    return FALSE;
  Replacement *replacement = &target->replacement;
  replacement->after = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, after);
  target->same = g_strcmp0 (replacement->before, replacement->after) == 0;
  if (target->same)
    return TRUE;
  journal_set_names (replacement, transaction->run, target->number);
  gboolean known = existed || (like && stat (like, &info) == 0);
  if (existed)
    {
      target->other_links = (guint) info.st_nlink - 1;
      if (faccessat (replacement->folder->descriptor, replacement->name, W_OK, AT_EACCESS) != 0)
        return fail (error, path);
    }
  else if (known && geteuid () == 0)
    {
      info.st_uid = geteuid ();
      info.st_gid = getegid ();
    }
  return write_beside (target, after, known ? &info : NULL, existed) || fail (error, path);
}

static Target *
find_target (const FileTransaction *transaction, const char *path)
{
  g_autofree char *real = resolve (transaction, path);
  for (guint i = 0; real && i < transaction->targets->len; i++)
    if (g_str_equal (((Target *) transaction->targets->pdata[i])->path, real))
      return transaction->targets->pdata[i];
  return NULL;
}

gboolean
file_transaction_add_name (FileTransaction *transaction, const char *path, GBytes *expected, const char *added,
                           GError **error)
{
  Target *first = find_target (transaction, added);
  g_return_val_if_fail (first, FALSE);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  Target *target = add_target (transaction, absolute, path, error);
  struct stat info;
  gboolean existed;
  if (!target || !note_old_content (target, expected, &info, &existed, error))
    return FALSE;
  Replacement *replacement = &target->replacement;
  replacement->after = g_strdup (first->replacement.after);
  target->same = g_strcmp0 (replacement->before, replacement->after) == 0;
  if (target->same)
    return TRUE;
  const char *from = first->same ? first->replacement.name : first->replacement.fresh;
  journal_set_names (replacement, transaction->run, target->number);
  if (linkat (first->place->folder->descriptor, from, target->place->folder->descriptor, replacement->fresh, 0) != 0)
    return fail (error, path);
  if (first->other_links > 0)
    first->other_links--;
  return TRUE;
}

/* Somebody else may have saved the file in an editor since the run read it. */
static gboolean
check_unchanged (const Target *target, GError **error)
{
  if (target->same)
    return TRUE;
  Content content = replacement_content (&target->replacement);
  if (content == CONTENT_UNREADABLE)
    return fail (error, target->path);
  return content == CONTENT_BEFORE || fail_changed (error, target->path);
}

/* Writes what there is to know of @place into its journal, and brings the names in it to the disk. */
static gboolean
complete_journal (const FileTransaction *transaction, const Place *place)
{
  Journal *journal = journal_new (transaction->run);
  journal->made = place->folder->made;
  for (guint i = 0; i < transaction->places->len; i++)
    {
      const Place *other = transaction->places->pdata[i];
      if (other != place)
        g_ptr_array_add (journal->folders, journal_relative (place->folder->path, other->folder->path));
    }
  for (guint i = 0; i < transaction->targets->len; i++)
    {
      const Target *target = transaction->targets->pdata[i];
      if (target->place == place && !target->same)
        journal_add (journal, target->replacement.name, target->number, target->replacement.before, target->replacement.after);
    }
  g_autoptr (GBytes) text = journal_format (journal);
  journal_free (journal);
  return folder_write (place->journal, text) && folder_sync (place->folder);
}

static gboolean
replace (Target *target, gboolean *stuck, GError **error)
{
  if (target->same)
    return TRUE;
  if (!check_unchanged (target, error))
    return FALSE;
  switch (replacement_put (&target->replacement))
    {
    case REPLACED:
      target->replaced = TRUE;
      return TRUE;
    case REPLACE_CHANGED:
      return fail_changed (error, target->path);
    case REPLACE_STUCK:
      *stuck = TRUE;
      return fail (error, target->path);
    case REPLACE_FAILED:
    default:
      return fail (error, target->path);
    }
}

static gboolean
sync_places (const FileTransaction *transaction, GError **error)
{
  for (guint i = 0; i < transaction->places->len; i++)
    {
      const Place *place = transaction->places->pdata[i];
      if (!folder_sync (place->folder))
        return fail (error, place->folder->path);
    }
  return TRUE;
}

/* A program that had a file open before it was exchanged writes to what came back. */
static gboolean
check_old_contents (const FileTransaction *transaction, GError **error)
{
  for (guint i = 0; i < transaction->targets->len; i++)
    {
      const Target *target = transaction->targets->pdata[i];
      Content content = target->same ? CONTENT_BEFORE : replacement_old_content (&target->replacement);
      if (content != CONTENT_BEFORE)
        return content == CONTENT_UNREADABLE ? fail (error, target->path) : fail_changed (error, target->path);
    }
  return TRUE;
}

/* @return whether all targets are as they were. */
static gboolean
take_all_back (FileTransaction *transaction)
{
  gboolean restored = TRUE;
  for (guint i = 0; i < transaction->targets->len; i++)
    {
      const Target *target = transaction->targets->pdata[i];
      if (!target->replaced)
        continue;
      ReplaceResult result = replacement_take_back (&target->replacement);
      if (result == REPLACE_CHANGED)
        /* Its old content stays beside it, and its journal, for --recover. */
        terminal_say ("'%s' was changed by somebody else after it was rewritten", target->path);
      else if (result != REPLACED)
        terminal_say ("cannot restore '%s': %s: its old content is in '%s/%s'", target->path, g_strerror (errno),
                      target->place->folder->path, target->replacement.fresh);
      restored = restored && result == REPLACED;
    }
  return sync_places (transaction, NULL) && restored;
}

static gboolean
commit (FileTransaction *transaction, gboolean (*stop) (GError **error), gboolean *stuck, GError **error)
{
  GPtrArray *targets = transaction->targets;
  /* All are looked at before the first is touched. */
  for (guint i = 0; i < targets->len; i++)
    if (!check_unchanged (targets->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < transaction->places->len; i++)
    {
      const Place *place = transaction->places->pdata[i];
      if (!complete_journal (transaction, place))
        return fail (error, place->folder->path);
    }
  for (guint i = 0; i < targets->len; i++)
    if ((stop && stop (error)) || !replace (targets->pdata[i], stuck, error))
      return FALSE;
  /* A signal that came during the last one still counts. */
  return sync_places (transaction, error) && !(stop && stop (error)) && check_old_contents (transaction, error);
}

gboolean
file_transaction_commit (FileTransaction *transaction, gboolean (*stop) (GError **error), GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean stuck = FALSE;
  HeldSignals held;
  held_signals_hold (&held);
  transaction->committed = commit (transaction, stop, &stuck, &problem);
  const gboolean restored = !transaction->committed && take_all_back (transaction);
  held_signals_release (&held);
  if (transaction->committed)
    {
      for (guint i = 0; i < transaction->targets->len; i++)
        {
          const Target *target = transaction->targets->pdata[i];
          if (target->other_links > 0)
            g_ptr_array_add (transaction->hard_links, g_strdup (target->path));
        }
      return TRUE;
    }
  if (restored && !stuck)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  /* "Nothing was written" would not be true. */
  transaction->stuck = TRUE;
  g_set_error (error, problem->domain, problem->code,
               "the write failed, and not all files could be restored: run wmem-migrate --recover '%s'",
               ((Place *) transaction->places->pdata[0])->folder->path);
  return FALSE;
}

GPtrArray *
file_transaction_hard_links (FileTransaction *transaction)
{
  return transaction->hard_links->len ? transaction->hard_links : NULL;
}
