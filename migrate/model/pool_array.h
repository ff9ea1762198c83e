/* SPDX-License-Identifier: MIT */
/*
 * The lists of all values: GLib arrays that belong to the pool of what holds them, freed with it, never by hand.
 */
#pragma once

#include <glib.h>

#include "wmem/wmem.h"

/** @return an array of elements of @a size bytes, zeroed as it grows. */
GArray *pool_array (wmem_allocator_t *pool, guint size);

/** The same, with room for @a reserve elements. */
GArray *pool_array_sized (wmem_allocator_t *pool, guint size, guint reserve);

/** @return a pointer array; the elements are not freed by it. */
GPtrArray *pool_pointers (wmem_allocator_t *pool);

/** Lets @a table go with @a pool. @return @a table. */
GHashTable *pool_table (wmem_allocator_t *pool, GHashTable *table);
