/* SPDX-License-Identifier: MIT */
/*
 * Owner, mode, extended attributes.
 */
#include "write/file_attributes.h"

#include <errno.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

/* Attributes of the system's own, such as labels, are not every process's to set; a file system may have
 * none. */
static gboolean
may_be_missing (int code)
{
  return code == ENOTSUP || code == EPERM || code == EACCES || code == ENODATA;
}

static gboolean
copy_one (int descriptor, int from, const char *name)
{
  gssize length = fgetxattr (from, name, NULL, 0);
  if (length < 0)
    return may_be_missing (errno);
  g_autofree char *value = g_malloc ((gsize) length + 1);
  length = fgetxattr (from, name, value, (gsize) length);
  return (length >= 0 && fsetxattr (descriptor, name, value, (gsize) length, 0) == 0)
         || may_be_missing (errno);
}

static gboolean
copy_extended (int descriptor, int from)
{
  gssize length = flistxattr (from, NULL, 0);
  if (length <= 0)
    return length == 0 || may_be_missing (errno);
  g_autofree char *names = g_malloc0 ((gsize) length + 1);
  length = flistxattr (from, names, (gsize) length);
  if (length < 0)
    return FALSE;
  for (const char *name = names; name < names + length; name += strlen (name) + 1)
    if (!copy_one (descriptor, from, name))
      return FALSE;
  return TRUE;
}

gboolean
file_attributes_copy (int descriptor, const struct stat *like, int from)
{
  /* Only root may give files away; everybody else owns what they write. */
  if (geteuid () == 0 && fchown (descriptor, like->st_uid, like->st_gid) != 0)
    return FALSE;
  /* The mode first: an access control list has the last word on it. */
  return fchmod (descriptor, like->st_mode & 07777) == 0 && (from < 0 || copy_extended (descriptor, from));
}
