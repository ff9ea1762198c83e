/* SPDX-License-Identifier: MIT */
/*
 * Which flags of a compiler reach the parser, and which of them name a path.
 *
 * A compile database comes with the tree, which may be anybody's, and clang's driver is a part of the parser: among its flags are some that
 * run a program (`--amdgpu-arch-tool=`), read others from a file (`--config`), load a library, write a file (`-MJ`) or print. So what is
 * known to change how a source reads is kept, and all else is left out. Kept are:
 *
 * - macros, folders of headers, headers before the source, the system's root;
 * - the language, its standard and dialect, the target, the optimisation (there are macros for it);
 * - `-f` and `-m`, but for families that load, write, or need files that are not there, or that clang calls an error;
 * - warnings, as warnings: an error says that the unit cannot be judged, and new ones of either kind count.
 *
 * What goes to the preprocessor alone (`-Wp,`, `-Xpreprocessor`) is looked at in the same way, and so is a header that goes past the driver
 * (`-Xclang -include`). A precompiled header (`-include-pch X.h.pch`) is a program's memory: the header that it was made of is read in its place,
 * and where none of that name is there the unit lacks it, by name.
 */
#pragma once

#include <glib.h>

/**
 * Adds those of @a flags that change how a source reads.
 *
 * @param flags      of a compiler's command, without the compiler; words that are no flags are left out.
 * @param directory  what their paths are relative to: they are made absolute, since the parser names what it reads as the flags do, and
 *                   whoever is told such a name has to find the file, too.
 */
void parser_flags_add (GStrvBuilder *arguments, const char *const *flags, const char *directory);

typedef enum {
  PARSER_FLAG_HEADERS, /* a folder where headers are looked for: -I and its like */
  PARSER_FLAG_ANY      /* also a header before the source, the system's root, the compiler's own folders */
} ParserFlagPath;

/**
 * The path that a flag of a compiler names.
 *
 * @param flags  a command's, from the one that is asked about on.
 * @return (nullable) (transfer none) the path: the end of the first of @a flags, or the second as a whole. NULL: it names none.
 */
const char *parser_flag_path (const char *const *flags, ParserFlagPath which);
