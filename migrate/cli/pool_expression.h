/* SPDX-License-Identifier: MIT */
/*
 * Whether a text is a C expression that can stand as an argument.
 *
 * By its grammar alone: what its names mean is found out where it is put. Commas outside brackets are refused, since they
 * would part it into two arguments; statement keywords, comments and directives are no expressions.
 */
#pragma once

#include <glib.h>

/** @return whether the whole of @a text is one expression. */
gboolean pool_expression_is_valid (const char *text);
