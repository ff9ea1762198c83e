/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A B+-tree from 32-bit numbers to pointers: what lies under trees and multimaps. Its nodes are described in word_node.h;
 * finding in it is inlined, from word_search.h.
 */
#ifndef WMEM_CONTAINERS_WORD_INDEX_H
#define WMEM_CONTAINERS_WORD_INDEX_H

#include "wmem/wmem_core.h"
#include "word_node.h"

/** @return the place of @a key, which is inserted with a NULL value where it is not there; valid until the next insertion. */
wmem_word_place_t
wmem_word_index_insert (wmem_word_index_t *index, wmem_allocator_t *allocator, guint32 key);

/** Makes the value at a place of @a index an empty subindex where it is none yet. @return the subindex. */
wmem_word_index_t *
wmem_word_index_make_subindex (wmem_word_index_t *index, wmem_word_place_t place, wmem_allocator_t *allocator);

/** For tests: looks at the whole index, subindexes included. */
gboolean
wmem_word_index_is_valid (const wmem_word_index_t *index);

/**
 * Frees the nodes of the index and of its subindexes.
 *
 * @param free_values whether to free the plain values.
 */
void
wmem_word_index_clear (wmem_word_index_t *index, wmem_allocator_t *allocator, gboolean free_values);

#endif
