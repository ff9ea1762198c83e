/* SPDX-License-Identifier: MIT */
/*
 * How one translation unit is compiled.
 */
#pragma once

#include <glib.h>

typedef struct {
  char *file;       /**< canonical absolute path of the main file; symbolic links as they were named */
  char *directory;  /**< the working directory of the command */
  char **arguments; /**< for libclang: those that parser_flags.h keeps, without the compiler and the file itself (facts: libclang
                         k1, i2), with -working-directory; those that tell a broken rewrite are on */
  char **original;  /**< the command as it stands in the database, compiler first; `cc` with the flags after `--` */
} CompileCommand;

/**
 * Makes the command of one file from a whole compiler command.
 *
 * @param file       the main file, relative to @a directory or absolute.
 * @param directory  where the compiler runs.
 * @param original   the command, compiler first, NULL-terminated; response files (`@FILE`) are read.
 * @return (transfer full) the command.
 */
CompileCommand *compile_command_new (const char *file, const char *directory, const char *const *original);

/** As compile_command_new(), from flags without a compiler: what stands after `--`. */
CompileCommand *compile_command_new_from_flags (const char *file, const char *directory, const char *const *flags);

/**
 * The same command for another configuration or another side.
 *
 * @param extra  flags to add after the others, so that they win where the last one wins.
 * @return (transfer full) a copy of @a command, with @a extra in its arguments and its original command.
 */
CompileCommand *compile_command_extend (const CompileCommand *command, const char *const *extra);

/** As compile_command_extend() without extra flags, for another @a file: the flags are a guess. */
CompileCommand *compile_command_copy_for (const CompileCommand *command, const char *file);

/** Frees @a command. NULL is allowed. */
void compile_command_free (CompileCommand *command);

/** @return what language the source is in, as its command or its name says: "c", "c++"; another word: what it says. */
const char *compile_command_language (const CompileCommand *command);

/** @return whether the unit is one of C++. */
gboolean compile_command_is_cplusplus (const CompileCommand *command);

/** @return whether both compile the same file in the same way. */
gboolean compile_command_equal (const CompileCommand *one, const CompileCommand *other);
