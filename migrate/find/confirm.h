/* SPDX-License-Identifier: MIT */
/*
 * Confirmation: walks the syntax tree and writes down what it says of the interesting offsets of each file.
 *
 * Only clang's *file location* is used: it means the same in libclang 14 and 19. A token of the file itself is found
 * at its own bytes; what comes out of a macro's body is found where the expansion begins, and the bytes there are
 * another name: that difference tells the two apart.
 */
#pragma once

#include "syntax/unit_file.h"

/** Walks @a unit and fills the facts of @a files (of UnitFile).
 *  @param want_pinfo whether to look for packet_info variables as well. */
void confirm_unit (wmem_allocator_t *pool, const RuleSet *rules, CXTranslationUnit unit, GPtrArray *files,
                   gboolean want_pinfo);
