/* SPDX-License-Identifier: MIT */
/*
 * A project's own configuration, .wmem-migrate: a key file with options that everybody who works on the tree wants, and with what is
 * accepted in it.
 *
 *     [options]
 *     packet-pool = pinfo->pool
 *     rules = tools/our.rules; porting
 *     exclude = epan/generated; *-template.c
 *
 *     [accept the table of handlers]
 *     finding = escapes
 *     path = plugins/foo/packet-foo.c
 *     reason = the table is emptied with the packet
 *
 * Its keys are the options that the table in options.c marks with OPTION_OF_PROJECT. It lies in the tree that is looked at, which may be
 * anybody's: so none of them runs a program, writes a file, or turns the proof off; what it excludes, accepts or knows each report counts; and the paths that they name stay below its folder.
 */
#pragma once

#include "cli/options.h"
#include "model/project.h"

#define PROJECT_FILE_NAME ".wmem-migrate"

/**
 * Looks for the file in the folder @a start and those above it, up to the one that holds a .git. One that belongs to somebody who
 * owns neither @a start nor this process, nor is root, is passed over with a warning.
 *
 * @return (transfer full) its path, or NULL: there is none.
 */
char *project_file_find (const char *start);

/** Reads the file at @a path. @param options  of OptionGroup: all there are. @return (transfer full) NULL with @a error set: it cannot be
 *  read, or something in it is wrong: "FILE:LINE: …". */
ProjectFile *project_file_load (const char *path, const GArray *options, GError **error);

/** Frees @a file. NULL is allowed. */
void project_file_free (ProjectFile *file);

/** Adds to @a arguments the options of the file as if somebody had typed them, but for those that take one value and are in
 *  @a given (set of long names): the command line wins. */
void project_file_add_arguments (ProjectFile *file, GHashTable *given, GStrvBuilder *arguments);

/** Puts "FILE:LINE: " before the message of @a error where it is about an option that the file has given. */
void project_file_blame (const ProjectFile *file, GError *error);
