/* SPDX-License-Identifier: MIT */
/*
 * What the name of a file tells.
 */
#pragma once

#include <glib.h>

/** @return whether compilers are given the file called @a path, by its name: C or C++. Other files are included. */
gboolean source_is_unit (const char *path);

/** @return whether the file called @a path is a header, by its name: of C or C++. */
gboolean source_is_header (const char *path);

/** @return whether the file called @a path is neither, and may be named nevertheless: lines that others include. */
gboolean source_is_fragment (const char *path);

/** @return whether the file called @a path is Objective-C, by its name. */
gboolean source_is_of_another_language (const char *path);
