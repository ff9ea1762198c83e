/* SPDX-License-Identifier: MIT */
/*
 * The options that take one of a few words: a table, of which the checks, --help and the completion are made.
 */
#pragma once

#include <glib.h>

/** Of --only: no confidence, but what the proof has shown. */
#define ONLY_PROVED N_CONFIDENCES

/** Of --completion. */
typedef enum {
  SHELL_BASH,
  SHELL_ZSH,
  SHELL_FISH,
  N_SHELLS
} Shell;

/** @return (nullable) the words of the option called @a option, parted by `|`; NULL: it takes others. */
const char *named_values_of (const char *option);

/** Looks up what @a text (NULL: nothing was given, *@a target stays) is to @a option. @return FALSE with @a error set: none of its words. */
gboolean named_value_choose (const char *option, const char *text, int *target, GError **error);
