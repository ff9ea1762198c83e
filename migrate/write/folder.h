/* SPDX-License-Identifier: MIT */
/*
 * A folder that files are written to: held open, so that what its path means cannot change meanwhile, and reached without following
 * a symbolic link that somebody may have planted. Names in it are single ones, without a slash.
 *
 * What fails sets errno.
 */
#pragma once

#include <glib.h>
#include <sys/stat.h>

typedef struct {
  char *path; /**< absolute */
  int descriptor;
  guint made; /**< how many folders at the end of path were made here */
} Folder;

/**
 * Opens a folder.
 *
 * @param base   the folder that is relied on: links in its path are followed.
 * @param below  the way from there, "" for base itself: no link in it is followed.
 * @param make   whether folders that are missing are made, and their names brought to the disk.
 * @return (transfer full) NULL with errno set; ELOOP: a symbolic link is in the way.
 */
Folder *folder_open (const char *base, const char *below, gboolean make);

/** Closes @a folder. NULL is allowed. */
void folder_close (Folder *folder);

/** Removes the folders that folder_open() made, as far as they are empty. */
void folder_remove_made (const Folder *folder);

/**
 * Reads a regular file.
 *
 * @param info  (out) (nullable) what stat(2) says.
 * @return (transfer full) its bytes, NULL with errno set; EINVAL: it is no regular file.
 */
GBytes *folder_read (const Folder *folder, const char *name, struct stat *info);

/** @return (transfer full, nullable) the SHA-256 of a regular file in hexadecimal. */
char *folder_checksum (const Folder *folder, const char *name);

/** Brings @a bytes to the disk as the content of the new file @a descriptor. */
gboolean folder_write (int descriptor, GBytes *bytes);

/** @return a descriptor of the new file @a name, -1 with errno set. */
int folder_create (const Folder *folder, const char *name);

/** Brings the names in @a folder to the disk. */
gboolean folder_sync (const Folder *folder);

/** @return (transfer full) the names (of char *) in @a folder that begin with @a prefix. */
GPtrArray *folder_list (const Folder *folder, const char *prefix);
