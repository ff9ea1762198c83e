/* SPDX-License-Identifier: MIT */
/*
 * The errors that people meet first: one line that says what is wrong, and the command that helps.
 */
#pragma once

#include "sources/compile_database.h"

/** Nobody knows the flags of @a path. @param database  that does not list it, or NULL: there is none. @return FALSE. */
gboolean advise_flags (GError **error, const char *path, CompileDatabase *database);

/** Nobody knows the flags of any of the @a count files of the folders given. @return FALSE. */
gboolean advise_flags_of_folder (GError **error, const char *first, guint count);

/** There is nothing to look at. @param database  that was given, or NULL. @param excluded  paths that were left out. @return FALSE. */
gboolean advise_sources (GError **error, CompileDatabase *database, const GPtrArray *excluded);

/** @return (transfer full) what to do about the parser's @a message on the file at @a path: its flags, most often. */
char *advise_parse (const char *path, const char *message);
