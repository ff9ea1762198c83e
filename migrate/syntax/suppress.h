/* SPDX-License-Identifier: MIT */
/*
 * Suppression comments:
 *
 *     b = ep_alloc (n);  / * wmem-migrate: ignore ep_alloc * /      this line
 *     / * wmem-migrate: ignore ep_alloc, ep_strdup * /              alone on its line: the next line of code
 *     / * wmem-migrate: ignore-file ep_alloc * /                    the whole file
 *
 * `all` in place of names means every rule.
 */
#pragma once

#include "syntax/unit_file.h"

/** Fills the suppressions of @a file's findings from its comments. */
void suppressions_read (wmem_allocator_t *pool, UnitFile *file);

/** @return whether a comment asks to leave the occurrence of @a rule on @a line; the comment then counts as used. */
gboolean suppressions_apply (UnitFile *file, const char *rule, guint32 line);
