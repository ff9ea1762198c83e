/* SPDX-License-Identifier: MIT */
/*
 * Which whole lines edits change, and into what: what diffs are made from.
 *
 * The edits say which lines change, so nothing has to be searched for, and the work is linear.
 */
#pragma once

#include "write/text_lines.h"

/** Whole lines that change: the lines [first, end) before, from 0, and their text after. */
typedef struct {
  guint first, end;
  GString *after;
  guint after_lines;
} DiffBlock;

/** @param edits  of Edit, by offset, none overlapping.
 *  @return (transfer full) the blocks (of DiffBlock), in order. */
GArray *diff_blocks_new (const TextLines *lines, const GArray *edits);
