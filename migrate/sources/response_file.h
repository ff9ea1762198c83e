/* SPDX-License-Identifier: MIT */
/*
 * Response files: `@FILE` among a compiler's arguments stands for the arguments that are in FILE.
 */
#pragma once

#include <glib.h>

/**
 * Puts what response files hold in their place, as compilers do: blanks separate, quotes and backslashes keep them, a
 * file that cannot be read (it is missing, empty, no plain file, or all together are longer than any command) stays the
 * argument that it was. They may name others.
 *
 * @param directory  where the compiler runs.
 * @return (transfer full) the arguments.
 */
char **response_files_expand (const char *const *arguments, const char *directory);
