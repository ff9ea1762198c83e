/* SPDX-License-Identifier: MIT */
/*
 * Which names that other objects define are used by which function: the converse of the comparison. A name of the old API that
 * is still used, and stands in no ledger, was missed.
 */
#pragma once

#include "proof/object_file.h"

typedef struct {
  char *user; /**< a function or variable, as the source has it */
  char *name; /**< what it uses */
} ObjectUse;

/** @return (transfer full) of ObjectUse: what the object's functions and variables use of the undefined names that are
 *  @a wanted, each pair once. */
GPtrArray *object_uses (const ObjectFile *object, gboolean (*wanted) (const char *name, gconstpointer data), gconstpointer data);
