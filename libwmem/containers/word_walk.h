/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Walking an index and its subindexes in order. A sequence may be as long as memory goes, so its levels are on the heap, not
 * on the stack of whoever walks.
 */
#ifndef WMEM_CONTAINERS_WORD_WALK_H
#define WMEM_CONTAINERS_WORD_WALK_H

#include "word_node.h"

/** Where the walk is in one index. */
typedef struct
{
  const wmem_word_index_t *index;
  const wmem_word_index_t *subindex; /**< what was at the place when the walk came there; NULL: a plain value */
  wmem_word_place_t place;           /**< its leaf is NULL behind the last key */
  guint32 key;
  guint count; /**< keys of the index when the walk came to the place: places move where there are more */
} wmem_word_level_t;

typedef struct
{
  wmem_word_level_t level;
  wmem_word_level_t *above; /**< the levels that the walk returns to, the outermost first */
  guint depth, room;        /**< of them */
} wmem_word_walk_t;

/** @return a walk that is at the first key. What it is about may grow between two steps. */
wmem_word_walk_t
wmem_word_walk_start (const wmem_word_index_t *index);

/** Goes to the next key: the first of a subindex where there is one. Behind the last, level.place.leaf is NULL. */
void
wmem_word_walk_step (wmem_word_walk_t *walk);

/** Frees what a walk has, wherever it is. */
void
wmem_word_walk_end (wmem_word_walk_t *walk);

#endif
