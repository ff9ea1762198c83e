/* SPDX-License-Identifier: MIT */
/*
 * Writing many files, all or none.
 *
 * 1. file_transaction_new()
 * 2. file_transaction_add() for each file: the new bytes go to a file beside the target and to the disk. What can
 *    fail for want of space or of permission fails here, with no target touched.
 * 3. file_transaction_commit(): each target is compared with what it was when the run read it; journals go to the disk; then
 *    the new files are exchanged with the targets, and what comes back is looked at. Where one exchange fails, those before it
 *    are taken back.
 * 4. file_transaction_free(): removes what lies beside the targets.
 *
 * Killed at any point, it leaves what recovery.h finishes or takes back: README.md has the states.
 *
 * A target keeps its mode, its extended attributes and, where the process may set it, its owner. A symbolic link
 * stays one: the file that it points to is written. Of a file with several hard links those names are written that
 * were added.
 */
#pragma once

#include <glib.h>

typedef struct FileTransaction FileTransaction;

/**
 * @param base  NULL: targets are files that exist, wherever their names lead. Else the folder that all targets lie in: it and those below
 *   it are made where they are missing, and no symbolic link below it is followed.
 * @return (transfer full) a transaction without files.
 */
FileTransaction *file_transaction_new (const char *base);

/** Removes what lies beside the targets, and forgets them. NULL is allowed. */
void file_transaction_free (FileTransaction *transaction);

/**
 * Prepares one file.
 *
 * @param path     the target.
 * @param expected what the target must hold when it is replaced; NULL: whatever it holds now, or nothing.
 * @param like     the file whose mode a new target gets, or NULL.
 * @return FALSE with @a error set where it cannot be written, or where another run writes in its folder, or one that was interrupted
 *   has left files mixed there.
 */
gboolean file_transaction_add (FileTransaction *transaction, const char *path, GBytes *expected, GBytes *after,
                               const char *like, GError **error);

/**
 * Prepares another name of a file that was added before: after the commit both name the new content.
 *
 * @param path     the other name.
 * @param expected as above.
 * @param added    the path that was given to file_transaction_add().
 * @return FALSE with @a error set where it cannot be written.
 */
gboolean file_transaction_add_name (FileTransaction *transaction, const char *path, GBytes *expected, const char *added,
                                    GError **error);

/**
 * Replaces the targets.
 *
 * @param stop  asked before each one; TRUE with its error set takes everything back. NULL: never stops.
 * @return whether all files are new; where FALSE all are as they were, unless @a error says that `--recover` has to be run.
 */
gboolean file_transaction_commit (FileTransaction *transaction, gboolean (*stop) (GError **error), GError **error);

/** @return (nullable) after a commit, paths of targets that have other hard links, which still name the old
 *  content. */
GPtrArray *file_transaction_hard_links (FileTransaction *transaction);
