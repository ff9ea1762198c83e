/* SPDX-License-Identifier: MIT */
/*
 * What git knows about the sources.
 *
 * Whether a file has changed is told by its bytes and the object of HEAD alone: no filter of the repository is run
 * (git_command.h). A file whose lines end otherwise than in the object is no changed one.
 */
#pragma once

#include <glib.h>

/** @return (transfer full) absolute paths of the files of the work tree around @a folder that compilers are given and that have
 *  open changes, untracked ones included; NULL with @a error set where @a folder is in no work tree, or git cannot answer. */
GPtrArray *git_open_files (const char *folder, GError **error);

/** @return (transfer full) absolute paths of the existing files that the last @a count commits changed. */
GPtrArray *git_committed_files (const char *folder, int count, GError **error);

/**
 * Whether a copy of each file is in git.
 *
 * @param files  absolute paths.
 * @return TRUE where each of @a files holds what the last commit holds, or is in no work tree at all; FALSE with @a error set where one
 *   differs, is in no commit, or git cannot answer (another owner, a damaged index).
 */
gboolean git_check_committed (GPtrArray *files, GError **error);
