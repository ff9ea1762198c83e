/* SPDX-License-Identifier: MIT */
/*
 * What git knows about the sources. All through the git command: no repository is a normal answer.
 *
 * Nothing here starts a thread: the run forks later.
 */
#pragma once

#include <glib.h>

/** @return (transfer full) absolute paths of the files below @a folder with open changes, untracked ones included;
 *  NULL with @a error set where @a folder is in no repository. */
GPtrArray *git_open_files (const char *folder, GError **error);

/** @return (transfer full) absolute paths of the existing files that the last @a count commits changed. */
GPtrArray *git_committed_files (const char *folder, int count, GError **error);

/**
 * @param files  absolute paths.
 * @return (transfer full) those of @a files that have uncommitted changes. Files in no repository, and files that git
 *   does not track, have none.
 */
GPtrArray *git_dirty_files (GPtrArray *files);
