/* SPDX-License-Identifier: MIT */
/*
 * A file's `#include` lines, whatever condition they stand under, and its *preamble*: the leading lines that are includes, or conditions
 * around nothing but includes.
 */
#pragma once

#include <glib.h>

/** One include line. */
typedef struct {
  char *name;
  gboolean quoted;
} IncludeLine;

typedef struct {
  GArray *includes;              /**< of IncludeLine */
  gboolean has_computed_include; /**< `#include MACRO`, or something that may be an include */
  /** Of char *: the items of the preamble, each one or more whole lines, `#` first and without comments. `#line`, and pragmas that say nothing
   *  to gcc and clang, are none. */
  GPtrArray *preamble;
  char *guard; /**< the macro of the include guard in which the preamble stands, or NULL */
} IncludeLines;

/** Nothing is read yet. */
void include_lines_init (IncludeLines *lines);

/** Reads the @a length bytes at @a text. */
void include_lines_read (IncludeLines *lines, const char *text, gsize length);

void include_lines_clear (IncludeLines *lines);
