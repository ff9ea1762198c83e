/* SPDX-License-Identifier: MIT */
/*
 * Generated files that say so in words: what made them has to be changed with them.
 */
#pragma once

#include "syntax/source.h"

/** Reads the comments before the first code of @a source.
 *  @return NULL where they do not say that the file is generated; else what is said to have made it, or "" where that is
 *  not told, from @a pool. */
const char *generator_named (wmem_allocator_t *pool, const Source *source);
