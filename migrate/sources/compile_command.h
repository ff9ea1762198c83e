/* SPDX-License-Identifier: MIT */
/*
 * How one translation unit is compiled.
 */
#pragma once

#include <glib.h>

typedef struct {
  char *file;       /**< canonical absolute path of the main file */
  char *directory;  /**< the working directory of the command */
  char **arguments; /**< for libclang: cleaned of the compiler, -c, -o X, the file itself, -w, -W*, dependency output
                         (facts: libclang k1, i2), with -working-directory */
  char **original;  /**< the command as it stands in the database, compiler first; NULL for `-- flags` */
} CompileCommand;
