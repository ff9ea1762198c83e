/* SPDX-License-Identifier: MIT */
/*
 * What a run that writes leaves in each folder until it has ended: enough to finish it or to undo it after a crash.
 *
 * Each folder has a journal of its own, which names files of this folder only: a journal that somebody has planted can do nothing
 * outside of the folder that it lies in. It also says where the run's other journals are; one counts only where it has the same number
 * of the run, which nobody can know before.
 *
 * The journal does not say how far the run has come: the files do (replacement_content()). README.md has the states.
 *
 * All names that a run makes are short and begin alike, whatever the file's name is:
 *
 *     .wmem-migrate-0123456789abcdef.journal
 *     .wmem-migrate-0123456789abcdef.7        the new content of file 7, or, once exchanged, the old one
 *     .wmem-migrate-0123456789abcdef.7-old    the old content, where names cannot be exchanged
 *     .wmem-migrate-kept-0123456789abcdef.7   the old content of a file that somebody else changed: nothing removes it
 */
#pragma once

#include "write/replacement.h"

#define RUN_PREFIX ".wmem-migrate-"
#define RUN_LENGTH 16 /* hexadecimal digits */

typedef struct {
  char *run;            /**< its number */
  GPtrArray *folders;   /**< of char *: the other folders of the run, relative to this one */
  guint made;           /**< how many folders at the end of this one's path the run made */
  GArray *replacements; /**< of Replacement, whose folder the reader sets */
} Journal;

/** @return (transfer full) an empty journal of @a run. */
Journal *journal_new (const char *run);

/** Frees @a journal. NULL is allowed. */
void journal_free (Journal *journal);

/** @return (transfer full) the number of a new run. */
char *journal_draw_run (void);

/** @return (transfer full) the name of the journal of @a run. */
char *journal_name (const char *run);

/** @return whether @a name is one that a run makes and removes; @a run (out, RUN_LENGTH + 1 bytes) gets its number, @a is_journal (out)
 *  whether it is the journal's. */
gboolean journal_parse_name (const char *name, char *run, gboolean *is_journal);

/** Fills in the names that file @a number of @a run has beside it. */
void journal_set_names (Replacement *replacement, const char *run, guint number);

/** Adds what is left of @a replacement after a crash: @a number and checksums. */
void journal_add (Journal *journal, const char *name, guint number, const char *before, const char *after);

/** @return (transfer full) the path of @a to as seen from @a from; both are absolute and without links. */
char *journal_relative (const char *from, const char *to);

/** @return (transfer full) @a journal as the text of a file. */
GBytes *journal_format (const Journal *journal);

/**
 * Reads a journal.
 *
 * @param run  the number that its name says.
 * @return (transfer full) NULL where the text is not whole: its run had replaced nothing yet.
 */
Journal *journal_parse (const char *run, GBytes *text);
