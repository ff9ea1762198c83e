/* SPDX-License-Identifier: MIT */
/*
 * Two pieces of two objects, byte by byte and relocation by relocation.
 */
#pragma once

#include "proof/object_file.h"

typedef struct {
  const ObjectFile *sides[2]; /**< what is expected, what was found */
  guint item;                 /**< on whose behalf things are compared: claims are noted with it */
  GArray *claims;             /**< of (left symbol, right symbol, item): local things taken for the same by name */
  GHashTable *at_work;        /**< pairs that are being compared: a cycle ends there */
} ObjectPair;

ObjectPair *object_pair_new (const ObjectFile *expected, const ObjectFile *found);
void object_pair_free (ObjectPair *pair);

/** A place in an object that a relocation leads to. */
typedef struct {
  guint symbol;   /**< what is known by name: a function, a variable, something undefined; 0: none */
  guint section;  /**< else: where, */
  gint64 offset;  /**< and how far in it; with a symbol, how far behind it */
  gint64 behind;  /**< with a label of the compiler's at the place: how far behind that */
  gboolean vague; /**< the offset is up to a few bytes off */
} ObjectTarget;

/** @return what @a relocation leads to. @param bias  bytes that an instruction's own length takes off the addend. */
ObjectTarget object_target (const ObjectFile *object, const ObjectRelocation *relocation, gint64 bias);

/** @return whether the symbol has a name that the compiler made up, and holds no memory of the program's own. */
gboolean object_symbol_is_made_up (const ObjectFile *object, guint symbol);

/** @return whether the functions or variables are alike in kind, size, bytes, and all that they lead to. */
gboolean object_symbols_equal (ObjectPair *pair, guint left, guint right);

/** @return whether both relocations lead to the same. */
gboolean object_relocations_equal (ObjectPair *pair, const ObjectRelocation *left, const ObjectRelocation *right);

/** @return whether the sections called @a name hold the same on both sides, in their order. */
gboolean object_named_sections_equal (ObjectPair *pair, const char *name);

/** Takes two symbols for the same. @return FALSE where one of them was taken for another already. */
gboolean object_pair_claim (ObjectPair *pair, guint left, guint right);

/** @return what @a left was first taken for, or 0. */
guint object_pair_partner (const ObjectPair *pair, guint left);

/** Takes back all claims but the first @a count. */
void object_pair_forget (ObjectPair *pair, guint count);

/** Finds what is taken for one thing here and for another there: all that rely on it rely on nothing.
 *  @param names  by item: set to the name of such a thing. */
void object_pair_conflicts (const ObjectPair *pair, const char **names);

/** @return the first relocation of @a section at or behind @a offset, as an index. */
guint object_first_relocation (const ObjectSection *section, guint64 offset);
