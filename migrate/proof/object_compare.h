/* SPDX-License-Identifier: MIT */
/*
 * Whether two objects hold the same code and the same data, function by function and variable by variable.
 *
 * *The same* means: as many bytes, equal bytes, and at each place that the linker fills in the same thing: what is
 * known by a name, the same name; what has none (string literals, constants, tables of a switch, clones of functions),
 * the same content, by the same rule. What does not matter: the order of sections, names that the compiler made up,
 * padding between functions, unwind tables and debugging information.
 *
 * In doubt two things differ. A function that is in neither object is in no result, so nothing can be said of it.
 */
#pragma once

#include "proof/object_file.h"

typedef struct {
  char *name;        /**< as the source has it; the clones and the cold part of a function are part of it */
  gboolean function; /**< else a variable, or a section that the linker reads, such as .init_array */
  gboolean identical;
  gboolean explained; /**< it differs, and whoever asked knows why: never set here */
  char *difference;   /**< in words; NULL where identical */
} ObjectItem;

/**
 * Compares @a found with @a expected.
 *
 * @return (transfer full) of ObjectItem: all functions and variables of either, by name. Of several variables of one
 *   name (statics of functions) one item, identical only where all are.
 */
GPtrArray *object_compare (const ObjectFile *expected, const ObjectFile *found);
