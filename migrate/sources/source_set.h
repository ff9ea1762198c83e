/* SPDX-License-Identifier: MIT */
/*
 * The translation units of a run: every source with its flags.
 */
#pragma once

#include "sources/compile_command.h"
#include "sources/source_list.h"

typedef struct {
  GPtrArray *commands;        /**< of CompileCommand, by file: the units of the run, in the order of every report */
  GPtrArray *after_commands;  /**< of CompileCommand, one for each of commands, or NULL: the after side's own flags */
  guint own;                  /**< how many of commands the user asked for: those behind were drawn in */
  GPtrArray *others;          /**< of CompileCommand: what else the databases list, for source_set_draw_in() */
  GPtrArray *others_after;    /**< of CompileCommand, one for each of others, or NULL */
  GArray *named;              /**< of gboolean, one for each of commands: the user named this very file */
  GPtrArray *without_flags;   /**< paths found in folders that the compile database does not know */
  GPtrArray *folders;         /**< the folders that were given; empty: single files, or a database */
  GPtrArray *excluded;        /**< paths that were named, or found, and are left out (SourceRequest.excludes) */
  GHashTable *links;          /**< real path of a unit -> of char *: further names of that file (hard_links.h) */
  gboolean has_database;      /**< some compile database was read: others is all that it lists besides */
  gboolean whole_database;    /**< nothing was named but a database */
  gboolean root_is_elsewhere; /**< of a whole database: no unit lies below its folder */
  char *root;                 /**< canonical folder that holds all sources; of a whole database: its own
                                  folder, unless no unit lies below that */
} SourceSet;

/**
 * Finds the flags of all files that @a request names.
 *
 * Flags come from after `--`, or from the compile database of `-p`, or from the nearest compile_commands.json above
 * the file. A file that was named and has none is an error, never a guess (unless `--guess-flags` asks for one); a
 * file that was found in a folder and has none is put aside.
 *
 * @return (transfer full) the set, without a unit only where files were named one by one and all are excluded; NULL with @a error set.
 */
SourceSet *source_set_resolve (const SourceRequest *request, GError **error);

/**
 * Adds @a flags to every unit, behind its own: the flags of the after side. Both sides are parsed with them, so that
 * a file that has been converted already parses as well, and so that the two sides can be compared.
 */
void source_set_add_flags (SourceSet *set, char **flags);

/**
 * Takes units of the databases that the user did not name into the run: they read a file that is to change.
 *
 * @param which  of guint: indices of SourceSet.others, ascending; they leave it.
 */
void source_set_draw_in (SourceSet *set, GArray *which);

/** Frees @a set. NULL is allowed. */
void source_set_free (SourceSet *set);
