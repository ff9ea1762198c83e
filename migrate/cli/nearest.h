/* SPDX-License-Identifier: MIT */
/*
 * The nearest of some names to one that somebody mistyped.
 */
#pragma once

#include <glib.h>

typedef struct {
  const char *given;
  const char *found; /**< the nearest so far of those that were offered, near enough for a slip; or NULL */
  guint distance;
} Nearest;

/** @return a search for @a given, which must outlive it. */
Nearest nearest_to (const char *given);

/** Offers @a name, which must outlive @a nearest. */
void nearest_offer (Nearest *nearest, const char *name);
