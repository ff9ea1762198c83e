/* SPDX-License-Identifier: MIT */
/*
 * A text by lines.
 */
#pragma once

#include <glib.h>

/** A text and where its lines begin; points into the text. */
typedef struct {
  const char *text;
  gsize length;
  GArray *starts; /**< of gsize: the offset of each line, and the length at the end */
  guint count;    /**< lines; a last line without newline counts */
} TextLines;

/** Splits @a text into @a lines. Clear with text_lines_clear(). */
void text_lines_split (TextLines *lines, const char *text, gsize length);

void text_lines_clear (TextLines *lines);

/** @return the offset where @a line (from 0) begins; the length for what comes behind the last one. */
gsize text_lines_start (const TextLines *lines, guint line);

/** @return the line (from 0) that holds @a offset; the number of lines for the end of the text. */
guint text_lines_at (const TextLines *lines, gsize offset);
