/* SPDX-License-Identifier: MIT */
/*
 * What lies below a folder, whoever names it.
 */
#pragma once

#include <glib/gstdio.h>

/** Takes one file. @param info  of the file itself. */
typedef void (*FolderFile) (const char *path, const GStatBuf *info, gpointer data);

/** Hands the regular files below @a folder to @a take, in no order. Hidden files and folders are passed over, links are not
 * followed; a folder that cannot be read counts as empty: these are files that nobody has named. */
void folder_walk (const char *folder, FolderFile take, gpointer data);
