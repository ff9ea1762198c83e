/* SPDX-License-Identifier: MIT */
/* Running other programs and keeping what they say. */
#ifndef CORPUS_PROOF_COMMAND_H
#define CORPUS_PROOF_COMMAND_H

#include <glib.h>

/** A command line that is put together argument by argument. Free with g_ptr_array_unref(). */
GPtrArray *command_new (const gchar *program);
/** Adds a copy of each argument up to a NULL. */
void command_add (GPtrArray *command, ...) G_GNUC_NULL_TERMINATED;
/** Adds the words of @a text, which are separated by blanks. */
void command_add_words (GPtrArray *command, const gchar *text);

/**
 * Runs the command and waits for it.
 * @param output_path takes its standard output; NULL: thrown away
 * @param variable "NAME=VALUE" for its environment; NULL for none
 * @param messages takes its standard error, to be freed; may be NULL
 * @return its exit status, or -1 with @a error where it could not be started or was killed
 */
gint command_run (GPtrArray *command, const gchar *output_path, const gchar *variable, gchar **messages,
                  GError **error);

#endif
