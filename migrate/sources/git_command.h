/* SPDX-License-Identifier: MIT */
/*
 * Asking git without running anything that the repository asks for.
 *
 * A repository is data of somebody else: its configuration can name programs (a file system monitor, filters, hooks, a pager,
 * a differ, a transport that fetches a missing object), and git would start them. So only commands are used that read objects and the index
 * and never compare with the work tree, what names a program is overridden, and no protocol is allowed.
 *
 * A git that does not answer in half a minute is ended: its files may be pipes, or lie on a disk that is away.
 *
 * Nothing here starts a thread: the run forks later.
 */
#pragma once

#include <glib.h>

/**
 * Runs git in @a folder.
 *
 * @param arguments  the command and its arguments, NULL at the end.
 * @return (transfer full) what it printed, followed by a NUL byte that does not count; NULL with @a error set where it failed:
 *   the message is git's own, in one line.
 */
GBytes *git_command (const char *folder, const char *const *arguments, GError **error);

/** @return (transfer full, nullable) the nearest folder at or above @a folder that holds a `.git`; NULL: @a folder is in
 *  no work tree. What the user's own GIT_DIR and GIT_WORK_TREE say comes first. */
char *git_work_tree (const char *folder);
