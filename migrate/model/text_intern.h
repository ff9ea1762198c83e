/* SPDX-License-Identifier: MIT */
/*
 * One copy of each name, for as long as the process lives: what is equal is the same pointer.
 *
 * In the place of g_intern_string(), which copies a table of all names for each 2,048 new ones and leaves the old table behind: 80 MB
 * for the 200,000 names of a whole tree.
 */
#pragma once

/** @return the one copy of @a text; NULL of NULL. Never freed. Not for several threads at once. */
const char *text_intern (const char *text);
