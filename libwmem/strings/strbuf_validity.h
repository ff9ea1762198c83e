/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A check of a whole string buffer, for tests: looks at everything that its structure promises to itself. Nothing in the library
 * calls it, and it is not exported.
 */
#ifndef WMEM_STRINGS_STRBUF_VALIDITY_H
#define WMEM_STRINGS_STRBUF_VALIDITY_H

#include "wmem/wmem_strbuf.h"

gboolean
wmem_strbuf_is_valid (const wmem_strbuf_t *strbuf);

#endif
