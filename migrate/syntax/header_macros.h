/* SPDX-License-Identifier: MIT */
/*
 * The macros of all headers, those outside the root included: which of them paste names together. A name of the API
 * that is made that way stands nowhere, so the uses of such macros are looked at.
 *
 * Known for the life of the process, since headers are the same in every unit. A name that pastes in one header is taken
 * to do so in every unit: what is really made there the syntax tree says.
 */
#pragma once

#include <glib.h>

/** Reads the #define lines of a header's @a text. */
void header_macros_read (const char *text, gsize length);

/** @return whether the macro @a name pastes, itself or through macros in its body. */
gboolean header_macros_paste (const char *name);

/** @return whether the body of the macro @a macro, or of one in it, has @a name as it is. */
gboolean header_macros_mention (const char *macro, const char *name);
