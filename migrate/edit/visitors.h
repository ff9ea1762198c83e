/* SPDX-License-Identifier: MIT */
/*
 * The callbacks of a foreach, by tokens, in one file: what may arrive there, by way of variables, fields, parameters and results that the
 * file declares as `tree_foreach_func`. Their types change together.
 */
#pragma once

#include "edit/site.h"

/** One declaration of a function that is a callback. */
typedef struct {
  guint32 open; /**< the parenthesis before its parameters */
  guint32 end;  /**< the last token of its parameters, or of its body */
} VisitorPlace;

typedef struct {
  const char *key;      /**< the same for all foreach calls that may meet the same callbacks */
  GArray *places;       /**< of VisitorPlace */
  GArray *types;        /**< of guint32: the types of the carriers that are met, by their tokens */
  const char *inactive; /**< a callback that a call is given which is not compiled here; NULL: there is none */
  const char *carrier;  /**< a variable, field, parameter or function that hands one on; NULL: there is none */
  const char *trouble;  /**< why they cannot be followed, or NULL */
} Visitors;

/** @return whether the token @a name is the name of a foreach of the API. */
gboolean visitors_are_called_by (const Site *site, guint32 name);

/** Follows what @a callback, a foreach's argument at @a site, may be. @return all from the analysis' pool. */
Visitors visitors_of (Site *site, TokenRange callback);
