/* SPDX-License-Identifier: MIT */
/*
 * The raw scan: does a file name any API of the rules? Most files do not, and need no parse at all.
 */
#pragma once

#include <glib.h>

#include "rules/rule_set.h"

/** @return whether any identifier in the @a length bytes at @a text (code, comments, inactive regions alike) is a
 *  name of @a rules, or an #include names one of their headers. Fields alone (`str`) do not count. */
gboolean scan_names_api (const RuleSet *rules, const char *text, gsize length);

/** The same, of names alone that can be rewritten: helpers whose pool form the after side lacks do not count. A file
 *  that names only those need not be parsed; its tokens say all there is to say. */
gboolean scan_names_rewritable (const RuleSet *rules, const char *text, gsize length);
