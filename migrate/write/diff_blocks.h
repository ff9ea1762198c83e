/* SPDX-License-Identifier: MIT */
/*
 * Which whole lines edits change, and into what: what diffs are made from.
 *
 * The edits say which lines change, so nothing has to be searched for, and the work is linear.
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

/** Whole lines that change: the lines [first, end) before, from 0, and their text after. */
typedef struct {
  guint first, end;
  GString *after;
  guint after_lines;
} DiffBlock;

/** @param edits  of Edit, by offset, none overlapping.
 *  @return (transfer full) the blocks (of DiffBlock), in order. */
GArray *diff_blocks_new (const TextLines *lines, const GArray *edits);
