/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Copies of memory, and comparisons of integers for sorted lists and arrays.
 */
#ifndef WMEM_MISCUTL_H
#define WMEM_MISCUTL_H

#include <string.h>

#include <glib.h>

#include "wmem_core.h"

G_BEGIN_DECLS

/** @return a copy of the @a size bytes at @a source, in the pool; NULL for a size of 0. */
WMEM_API void *
wmem_memdup (wmem_allocator_t *allocator, const void *source, const size_t size) G_GNUC_ALLOC_SIZE (3);

/** Compares gints that were put into pointers with GINT_TO_POINTER(). @return negative, 0 or positive, for any two values. */
WMEM_API gint
wmem_compare_int (gconstpointer a, gconstpointer b);

/** Compares guints that were put into pointers with GUINT_TO_POINTER(). @return negative, 0 or positive, for any two values. */
WMEM_API gint
wmem_compare_uint (gconstpointer a, gconstpointer b);

G_END_DECLS

#endif
