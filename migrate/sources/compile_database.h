/* SPDX-License-Identifier: MIT */
/*
 * A compile database: compile_commands.json, read whole.
 *
 * libclang's own reader invents commands for files that the database does not list; this one says that it has none.
 */
#pragma once

#include "sources/compile_command.h"

typedef struct CompileDatabase CompileDatabase;

/**
 * Reads a compile database.
 *
 * @param path  compile_commands.json itself, or the folder that holds it.
 * @return (transfer full) the database, or NULL with @a error set: it is missing, unreadable, no JSON (the message
 *   has line and column), or has no valid entry.
 */
CompileDatabase *compile_database_load (const char *path, GError **error);

/** Frees @a database. NULL is allowed. */
void compile_database_free (CompileDatabase *database);

/**
 * @param file  any absolute path of the file: it is found through symbolic links, too.
 * @return (nullable) the commands of @a file (of CompileCommand), equal ones once; owned by @a database.
 */
GPtrArray *compile_database_lookup (CompileDatabase *database, const char *file);

/** @return all commands (of CompileCommand) in the order of the database; owned by it. */
GPtrArray *compile_database_commands (CompileDatabase *database);

/** @return (nullable) a command of the file that lies nearest to @a file; owned by @a database. */
const CompileCommand *compile_database_nearest (CompileDatabase *database, const char *file);

/** @return the path of compile_commands.json. */
const char *compile_database_path (const CompileDatabase *database);
