/* SPDX-License-Identifier: MIT */
/*
 * Old names that a unit's code uses because headers that nobody rewrites bring them: in the body of a macro, or of a function
 * that is inlined (the assertion of a host that formats its message into packet memory). No ledger has these, and none needs to.
 */
#pragma once

#include <glib.h>

#include "rules/rule_set.h"

typedef struct {
  GHashTable *named;  /**< set of the names in the unit's own code, but those of the old API */
  GPtrArray *headers; /**< of what each header brings */
} HeaderUses;

/** @return (transfer full) what there is before header_uses_read() and header_uses_read_header(). */
HeaderUses *header_uses_new (void);
void header_uses_free (HeaderUses *uses);

/** Reads one of the unit's own files: a rewritten one, as it is compiled, or its main file. */
void header_uses_read (HeaderUses *uses, const RuleSet *rules, const char *path);

/** Reads any other file that the unit is made from, once in the life of the process; the old API's own header is passed over.
 *  What cannot be read brings nothing. */
void header_uses_read_header (HeaderUses *uses, const RuleSet *rules, const char *path);

/** @return whether the old @a name comes out of a header: in a body, or by a macro that the unit's own code
 *  or a header names (one that makes a function is named outside of all bodies). */
gboolean header_uses_bring (const HeaderUses *uses, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeaderUses, header_uses_free)
