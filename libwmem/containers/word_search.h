/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Finding in a B+-tree of numbers: inlined into each caller, since it is most of what they do.
 *
 * Keys of a node are counted, several at a time, without a branch: one that depends on the key sought would be foreseen
 * half of the time only.
 */
#ifndef WMEM_CONTAINERS_WORD_SEARCH_H
#define WMEM_CONTAINERS_WORD_SEARCH_H

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "word_node.h"

#define WMEM_WORD_RUN 16 /* keys that are counted without a branch in between */

/** @return how many of a run's keys are not above @a key. */
static inline guint
wmem_word_count_run (const gint32 *keys, gint32 key)
{
#ifdef __SSE2__
  const __m128i *four = (const __m128i *) (const void *) keys, sought = _mm_set1_epi32 (key);
  const __m128i low = _mm_packs_epi32 (_mm_cmpgt_epi32 (_mm_loadu_si128 (four), sought),
                                       _mm_cmpgt_epi32 (_mm_loadu_si128 (four + 1), sought));
  const __m128i high = _mm_packs_epi32 (_mm_cmpgt_epi32 (_mm_loadu_si128 (four + 2), sought),
                                        _mm_cmpgt_epi32 (_mm_loadu_si128 (four + 3), sought));

  /* A bit a key: those above are the highest ones. */
  return (guint) __builtin_ctz ((guint) _mm_movemask_epi8 (_mm_packs_epi16 (low, high)) | 1 << WMEM_WORD_RUN);
#else
  guint up_to = 0, i;

  for (i = 0; i < WMEM_WORD_RUN; i++)
    up_to += keys[i] <= key;
  return up_to;
#endif
}

/**
 * @return the first place of @a key among a run's keys, or a larger number than any leaf has keys; unused ones may be
 *         found.
 */
static inline guint
wmem_word_find_in_run (const gint32 *keys, gint32 key)
{
#ifdef __SSE2__
  const __m128i *four = (const __m128i *) (const void *) keys, sought = _mm_set1_epi32 (key);
  const __m128i low = _mm_packs_epi32 (_mm_cmpeq_epi32 (_mm_loadu_si128 (four), sought),
                                       _mm_cmpeq_epi32 (_mm_loadu_si128 (four + 1), sought));
  const __m128i high = _mm_packs_epi32 (_mm_cmpeq_epi32 (_mm_loadu_si128 (four + 2), sought),
                                        _mm_cmpeq_epi32 (_mm_loadu_si128 (four + 3), sought));

  return (guint) __builtin_ctzll ((guint) _mm_movemask_epi8 (_mm_packs_epi16 (low, high))
                                  | (guint64) 1 << WMEM_WORD_LEAF_KEYS);
#else
  guint place = 0;

  while (place < WMEM_WORD_RUN && keys[place] != key)
    place++;
  return place < WMEM_WORD_RUN ? place : WMEM_WORD_LEAF_KEYS;
#endif
}

#define WMEM_WORD_LEAST 4 /* keys that a tree's first leaf has room for: most trees of an analyser stay tiny */

/** @return the first place of @a key among so many, or a number that is not below any count of them; unused ones may be found. */
static inline guint
wmem_word_find_least (const gint32 *keys, gint32 key)
{
#ifdef __SSE2__
  const __m128i *four = (const __m128i *) (const void *) keys;
  const __m128i found = _mm_cmpeq_epi32 (_mm_loadu_si128 (four), _mm_set1_epi32 (key));

  return (guint) __builtin_ctz ((guint) _mm_movemask_ps (_mm_castsi128_ps (found)) | 1 << WMEM_WORD_LEAST);
#else
  guint place = 0;

  while (place < WMEM_WORD_LEAST && keys[place] != key)
    place++;
  return place;
#endif
}

#define WMEM_WORD_FEW 8 /* keys of the smallest leaves, which a whole tree fits in: looked at all at once */

/**
 * @param keys of a leaf of at most WMEM_WORD_FEW; behind fewer ones lie values, which are read too.
 * @return the first place of @a key among them, or a larger number than the leaf has keys; unused ones may be found.
 */
static inline guint
wmem_word_find_few (const gint32 *keys, gint32 key)
{
#ifdef __SSE2__
  const __m128i *four = (const __m128i *) (const void *) keys, sought = _mm_set1_epi32 (key);
  const __m128i found = _mm_packs_epi32 (_mm_cmpeq_epi32 (_mm_loadu_si128 (four), sought),
                                         _mm_cmpeq_epi32 (_mm_loadu_si128 (four + 1), sought));

  /* Two bits a key. */
  return (guint) __builtin_ctz ((guint) _mm_movemask_epi8 (found) | 1 << 2 * WMEM_WORD_FEW) / 2;
#else
  guint place = WMEM_WORD_FEW;

  while (place > 0 && keys[WMEM_WORD_FEW - place] != key)
    place--;
  return WMEM_WORD_FEW - place;
#endif
}

/**
 * @return how many of the first @a bound keys (and more, up to the next run) are not above @a key; unused ones only are
 *         where that is the largest number.
 */
static inline guint
wmem_word_count_up_to (const gint32 *keys, guint bound, gint32 key)
{
  guint up_to = 0, i;

  if (bound < WMEM_WORD_RUN)
    {
      for (i = 0; i < bound; i++)
        up_to += keys[i] <= key;
      return up_to;
    }
  /* The runs' last keys tell the only one that has keys on both sides. */
  for (i = WMEM_WORD_RUN; i < bound; i += WMEM_WORD_RUN)
    up_to += (guint) (keys[i - 1] <= key) * WMEM_WORD_RUN;
  return up_to + wmem_word_count_run (keys + up_to, key);
}

/** @return how many are below @a key; unused ones never are. */
static inline guint
wmem_word_count_below (const gint32 *keys, guint bound, gint32 key)
{
  return key == G_MININT32 ? 0 : wmem_word_count_up_to (keys, bound, key - 1);
}

/** @return the place of the child whose keys @a key is among. */
static inline guint
wmem_word_choose_child (const wmem_word_branch_t *branch, gint32 key)
{
  const guint child = wmem_word_count_up_to (branch->keys, MAX (branch->count, WMEM_WORD_RUN), key);

  return MIN (child, branch->count - 1);
}

static inline wmem_word_leaf_t *
wmem_word_find_leaf (const wmem_word_index_t *index, gint32 key)
{
  void *node = index->root;
  guint height;

  /* The latest frames are asked for most. */
  if (index->last != NULL && index->last->keys[0] <= key)
    return index->last;
  for (height = index->height; height > 0; height--)
    {
      wmem_word_branch_t *branch = node;

      /* The key is below the last leaf's: it is not the largest number, and equals no unused one. */
      node = branch->children[wmem_word_count_up_to (branch->keys, MAX (branch->count, WMEM_WORD_RUN), key)];
    }
  return node;
}

/** @return the place of @a key in @a leaf, or a number that is not below the leaf's count. */
static inline guint
wmem_word_find_in_leaf (const wmem_word_leaf_t *leaf, gint32 key)
{
  guint run = 0, i;

  if (leaf->capacity <= WMEM_WORD_FEW)
    return wmem_word_find_few (leaf->keys, key);
  if (leaf->capacity == WMEM_WORD_LEAF_KEYS)
    for (i = WMEM_WORD_RUN; i < WMEM_WORD_LEAF_KEYS; i += WMEM_WORD_RUN)
      run += (guint) (leaf->keys[i - 1] < key) * WMEM_WORD_RUN;
  return run + wmem_word_find_in_run (leaf->keys + run, key);
}

/** @return the place of @a key in a tree of any size; its leaf is NULL where the key is not there. */
static inline __attribute__ ((always_inline)) wmem_word_place_t
wmem_word_index_find (const wmem_word_index_t *index, guint32 key)
{
  const gint32 ordered = wmem_word_to_ordered (key);
  wmem_word_leaf_t *leaf = wmem_word_find_leaf (index, ordered);
  guint position;

  if (leaf == NULL)
    return (wmem_word_place_t){ NULL, 0 };
  position = wmem_word_find_in_leaf (leaf, ordered);
  return (wmem_word_place_t){ position < leaf->count ? leaf : NULL, position };
}

/** @return the place of the largest key not above @a key; its leaf is NULL where there is none. */
static inline wmem_word_place_t
wmem_word_index_find_le (const wmem_word_index_t *index, guint32 key)
{
  const gint32 ordered = wmem_word_to_ordered (key);
  wmem_word_leaf_t *leaf = wmem_word_find_leaf (index, ordered);
  guint count;

  if (leaf == NULL)
    return (wmem_word_place_t){ NULL, 0 };
  count = wmem_word_count_up_to (leaf->keys, leaf->capacity, ordered);
  count = MIN (count, leaf->count);
  /* Only the leftmost leaf may have no such key: any other starts with its separator, which is not above the key. */
  return (wmem_word_place_t){ count > 0 ? leaf : NULL, count - 1 };
}

/** @return the place of the smallest key not below @a key; its leaf is NULL where there is none. */
static inline wmem_word_place_t
wmem_word_index_find_ge (const wmem_word_index_t *index, guint32 key)
{
  const gint32 ordered = wmem_word_to_ordered (key);
  wmem_word_leaf_t *leaf = wmem_word_find_leaf (index, ordered);
  guint position;

  if (leaf == NULL)
    return (wmem_word_place_t){ NULL, 0 };
  position = wmem_word_count_below (leaf->keys, leaf->capacity, ordered);
  if (position == leaf->count)
    return (wmem_word_place_t){ leaf->next, 0 };
  return (wmem_word_place_t){ leaf, position };
}

#endif
