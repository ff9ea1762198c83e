/* SPDX-License-Identifier: MIT */
/*
 * Reading one rules file. The format is described in wmem-migrate-rules(5).
 */
#pragma once

#include "rules/rule_set.h"

/**
 * Parses @a text and adds its rules to @a rules; a rule marked `replace` takes the place of one of the same name.
 *
 * @param path  named in errors and remembered by the rules.
 * @return whether all of it is right; on FALSE @a error says "PATH:LINE:COLUMN: what is wrong".
 */
gboolean rule_file_parse (wmem_allocator_t *pool, const char *path, const char *text, GPtrArray *rules,
                          GError **error);
