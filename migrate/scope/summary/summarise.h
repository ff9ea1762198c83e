/* SPDX-License-Identifier: MIT */
/*
 * From a translation unit to its summary.
 */
#pragma once

#include <clang-c/Index.h>

#include "scope/summary/summary.h"

/**
 * Summarises all functions that @a unit defines.
 *
 * @param pool working memory: nothing of the result is in it.
 * @return (transfer floating) of type SCOPE_SUMMARY_TYPE.
 */
GVariant *scope_summarise (wmem_allocator_t *pool, CXTranslationUnit unit);
