/* SPDX-License-Identifier: MIT */
/*
 * Where a suppression comment goes, so that it holds for a place and changes nothing else.
 */
#pragma once

#include <glib.h>

/**
 * Makes the comment that suppresses @a rule on the line of @a offset in @a text.
 *
 * Alone on a line above it; where that line goes on from the one before (a macro, a text) at the end of it instead.
 *
 * @param where  gets the offset where it is to be inserted.
 * @return (transfer full) what to insert.
 */
char *suppress_edit (const char *text, gsize length, gsize offset, const char *rule, gsize *where);
