/* SPDX-License-Identifier: MIT */
/*
 * One file that gets another content, and the way back.
 */
#define _GNU_SOURCE /* renameat2() */
#include "write/replacement.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "write/file_attributes.h"

/* Two writers that keep answering one another are not waited for longer. */
#define MOST_EXCHANGES 8

/* What a file system or a kernel says that does not know the flags of renameat2(), or hard links. */
static gboolean
is_unsupported (int code)
{
  return code == EINVAL || code == ENOSYS || code == ENOTSUP || code == EOPNOTSUPP || code == EPERM || code == EMLINK;
}

static gboolean
exchange (const Folder *folder, const char *one, const char *other)
{
#ifdef RENAME_EXCHANGE
  return renameat2 (folder->descriptor, one, folder->descriptor, other, RENAME_EXCHANGE) == 0;
#else
  (void) folder, (void) one, (void) other;
  errno = ENOSYS;
  return FALSE;
#endif
}

/* Renames unless @to exists (EEXIST). */
static gboolean
rename_to_free (const Folder *folder, const char *from, const char *to)
{
#ifdef RENAME_NOREPLACE
  if (renameat2 (folder->descriptor, from, folder->descriptor, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (!is_unsupported (errno))
    return FALSE;
#endif
  if (linkat (folder->descriptor, from, folder->descriptor, to, 0) == 0)
    {
      if (unlinkat (folder->descriptor, from, 0) == 0)
        return TRUE;
      int code = errno;
      unlinkat (folder->descriptor, to, 0);
      errno = code;
      return FALSE;
    }
  if (!is_unsupported (errno))
    return FALSE;
  if (faccessat (folder->descriptor, to, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
    {
      errno = EEXIST;
      return FALSE;
    }
  return renameat (folder->descriptor, from, folder->descriptor, to) == 0;
}

typedef enum { UNREADABLE,
               DIFFERENT,
               SAME } Likeness;

static Likeness
compare (const Replacement *replacement, const char *name, const char *checksum)
{
  g_autofree char *found = folder_checksum (replacement->folder, name);
  if (!found)
    return UNREADABLE;
  return checksum && g_str_equal (found, checksum) ? SAME : DIFFERENT;
}

static gboolean
holds (const Replacement *replacement, const char *name, const char *checksum)
{
  return compare (replacement, name, checksum) == SAME;
}

static gboolean
exists (const Folder *folder, const char *name)
{
  struct stat info;
  return fstatat (folder->descriptor, name, &info, AT_SYMLINK_NOFOLLOW) == 0;
}

/* What takes the place of a file is somebody else's, too: a link, a folder. */
static gboolean
is_trouble (int code)
{
  return code != ENOENT && code != ELOOP && code != EINVAL && code != EISDIR && code != ENXIO;
}

Content
replacement_content (const Replacement *replacement)
{
  g_autofree char *found = folder_checksum (replacement->folder, replacement->name);
  if (!found && is_trouble (errno))
    return CONTENT_UNREADABLE;
  if (!found)
    return !replacement->before && errno == ENOENT ? CONTENT_BEFORE : CONTENT_OTHER;
  return g_str_equal (found, replacement->after)                           ? CONTENT_AFTER
         : replacement->before && g_str_equal (found, replacement->before) ? CONTENT_BEFORE
                                                                           : CONTENT_OTHER;
}

/* Somebody else's file came back: it gets its name again, and so does whatever they write while that happens: what comes out has
 * to be what was put in last. */
static ReplaceResult
give_back (const Replacement *replacement)
{
  g_autofree char *placed = g_strdup (replacement->after);
  g_autofree char *waiting = folder_checksum (replacement->folder, replacement->fresh);
  for (guint i = 0; i < MOST_EXCHANGES; i++)
    {
      if (!exchange (replacement->folder, replacement->name, replacement->fresh))
        return REPLACE_STUCK;
      g_autofree char *came = folder_checksum (replacement->folder, replacement->fresh);
      if (!came || g_str_equal (came, placed))
        return REPLACE_CHANGED;
      g_free (placed);
      placed = waiting ? g_steal_pointer (&waiting) : g_strdup ("");
      waiting = g_steal_pointer (&came);
    }
  return REPLACE_CHANGED;
}

/* What came back cannot be looked at. */
static ReplaceResult
withdraw (const Replacement *replacement)
{
  int code = errno;
  ReplaceResult result = give_back (replacement) == REPLACE_STUCK ? REPLACE_STUCK : REPLACE_FAILED;
  errno = code;
  return result;
}

/* A second name for the old content, or a copy where there are no hard links. */
static gboolean
keep_old (const Replacement *replacement)
{
  const Folder *folder = replacement->folder;
  if (linkat (folder->descriptor, replacement->name, folder->descriptor, replacement->kept, 0) == 0)
    return TRUE;
  struct stat info;
  if (!is_unsupported (errno))
    return FALSE;
  g_autoptr (GBytes) bytes = folder_read (folder, replacement->name, &info);
  int copy = bytes ? folder_create (folder, replacement->kept) : -1;
  if (copy < 0)
    return FALSE;
  gboolean good = folder_write (copy, bytes) && file_attributes_copy (copy, &info, -1);
  int code = errno;
  close (copy);
  if (!good)
    unlinkat (folder->descriptor, replacement->kept, 0);
  errno = code;
  return good;
}

/* Without an exchange of names. */
static ReplaceResult
put_by_rename (const Replacement *replacement)
{
  const Folder *folder = replacement->folder;
  if (!keep_old (replacement))
    return REPLACE_FAILED;
  Likeness likeness = compare (replacement, replacement->kept, replacement->before);
  gboolean unchanged = likeness == SAME;
  if (unchanged && renameat (folder->descriptor, replacement->fresh, folder->descriptor, replacement->name) == 0)
    return REPLACED;
  int code = errno;
  unlinkat (folder->descriptor, replacement->kept, 0);
  errno = code;
  return likeness == DIFFERENT ? REPLACE_CHANGED : REPLACE_FAILED;
}

ReplaceResult
replacement_put (const Replacement *replacement)
{
  if (!replacement->before)
    {
      if (rename_to_free (replacement->folder, replacement->fresh, replacement->name))
        return REPLACED;
      return errno == EEXIST ? REPLACE_CHANGED : REPLACE_FAILED;
    }
  if (!exchange (replacement->folder, replacement->name, replacement->fresh))
    return is_unsupported (errno) ? put_by_rename (replacement) : REPLACE_FAILED;
  switch (compare (replacement, replacement->fresh, replacement->before))
    {
    case SAME:
      return REPLACED;
    case DIFFERENT:
      return give_back (replacement);
    case UNREADABLE:
    default:
      /* A link or a pipe is somebody else's as much as another text. */
      return is_trouble (errno) ? withdraw (replacement) : give_back (replacement);
    }
}

/* A file that was not there goes. */
static ReplaceResult
remove_new (const Replacement *replacement)
{
  const Folder *folder = replacement->folder;
  if (unlinkat (folder->descriptor, replacement->fresh, 0) != 0 && errno != ENOENT)
    return REPLACE_FAILED;
  if (!rename_to_free (folder, replacement->name, replacement->fresh))
    return REPLACE_FAILED;
  if (holds (replacement, replacement->fresh, replacement->after))
    return REPLACED;
  return rename_to_free (folder, replacement->fresh, replacement->name) ? REPLACE_CHANGED : REPLACE_STUCK;
}

ReplaceResult
replacement_take_back (const Replacement *replacement)
{
  const Folder *folder = replacement->folder;
  Content content = replacement_content (replacement);
  if (content == CONTENT_UNREADABLE)
    return REPLACE_FAILED;
  if (content != CONTENT_AFTER)
    return content == CONTENT_BEFORE ? REPLACED : REPLACE_CHANGED;
  if (!replacement->before)
    return remove_new (replacement);
  /* What came back may be another's: it stood there last, all the same. */
  if (exists (folder, replacement->fresh) && !holds (replacement, replacement->fresh, replacement->after))
    {
      if (exchange (folder, replacement->name, replacement->fresh))
        {
          /* Where it cannot be looked at the old content has its name, all the same. */
          if (compare (replacement, replacement->fresh, replacement->after) != DIFFERENT)
            return REPLACED;
          return exchange (folder, replacement->name, replacement->fresh) ? REPLACE_CHANGED : REPLACE_STUCK;
        }
      if (!is_unsupported (errno))
        return REPLACE_FAILED;
      return renameat (folder->descriptor, replacement->fresh, folder->descriptor, replacement->name) == 0 ? REPLACED
                                                                                                           : REPLACE_FAILED;
    }
  return renameat (folder->descriptor, replacement->kept, folder->descriptor, replacement->name) == 0 ? REPLACED
                                                                                                      : REPLACE_FAILED;
}

Content
replacement_old_content (const Replacement *replacement)
{
  if (!replacement->before)
    return CONTENT_BEFORE;
  /* Exchanged, it lies at one name, else at the other. */
  Likeness likeness = compare (replacement, replacement->fresh, replacement->before);
  if (likeness == UNREADABLE && errno == ENOENT)
    likeness = compare (replacement, replacement->kept, replacement->before);
  return likeness == SAME ? CONTENT_BEFORE : likeness == DIFFERENT || !is_trouble (errno) ? CONTENT_OTHER
                                                                                          : CONTENT_UNREADABLE;
}

gboolean
replacement_set_aside (const Replacement *replacement)
{
  const Folder *folder = replacement->folder;
  const char *old = exists (folder, replacement->kept) ? replacement->kept : replacement->fresh;
  return replacement->before && exists (folder, old) && !holds (replacement, old, replacement->after)
         && rename_to_free (folder, old, replacement->aside);
}

gboolean
replacement_clean (const Replacement *replacement)
{
  const Folder *folder = replacement->folder;
  gboolean fresh = unlinkat (folder->descriptor, replacement->fresh, 0) == 0 || errno == ENOENT;
  gboolean kept = unlinkat (folder->descriptor, replacement->kept, 0) == 0 || errno == ENOENT;
  return fresh && kept;
}

void
replacement_clear (Replacement *replacement)
{
  g_free (replacement->name);
  g_free (replacement->fresh);
  g_free (replacement->kept);
  g_free (replacement->aside);
  g_free (replacement->before);
  g_free (replacement->after);
}
