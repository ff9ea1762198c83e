/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Sixteen tags compared at once: by one vector instruction, or by two 64-bit words where there are no such vectors.
 *
 * Both forms give *marks*: bit i says something of tag i.
 */
#ifndef WMEM_CONTAINERS_HASH_GROUP_H
#define WMEM_CONTAINERS_HASH_GROUP_H

#include <string.h>

#include <glib.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define WMEM_GROUP 16 /**< tags, and slots */

#define WMEM_TAG_EMPTY 0x80   /**< free since the last rebuild: searches end here */
#define WMEM_TAG_DELETED 0xfe /**< freed, in a group that has no empty slot: searches go on */

/** The tags of a group as two numbers: what any processor can do. */
typedef struct
{
  guint64 half[2];
} wmem_tag_words_t;

#define WMEM_TAG_ONES G_GUINT64_CONSTANT (0x0101010101010101)

static inline wmem_tag_words_t
wmem_tag_words_load (const guint8 *tags)
{
  wmem_tag_words_t words;

  memcpy (words.half, tags, sizeof words.half);
  words.half[0] = GUINT64_FROM_LE (words.half[0]);
  words.half[1] = GUINT64_FROM_LE (words.half[1]);
  return words;
}

/** Gathers the top bits of eight bytes in one. */
static inline guint32
wmem_tag_word_tops (guint64 word)
{
  return (guint32) (((word >> 7 & WMEM_TAG_ONES) * G_GUINT64_CONSTANT (0x0102040810204080)) >> 56);
}

/** Sets the top bit of the bytes that equal @a tag, and no other. */
static inline guint64
wmem_tag_word_match (guint64 word, guint8 tag)
{
  const guint64 low = WMEM_TAG_ONES * 0x7f;
  const guint64 difference = word ^ (WMEM_TAG_ONES * tag);

  return ~(((difference & low) + low) | difference | low);
}

static inline guint32
wmem_tag_words_match (wmem_tag_words_t words, guint8 tag)
{
  return wmem_tag_word_tops (wmem_tag_word_match (words.half[0], tag))
         | wmem_tag_word_tops (wmem_tag_word_match (words.half[1], tag)) << 8;
}

static inline guint32
wmem_tag_words_free (wmem_tag_words_t words)
{
  return wmem_tag_word_tops (words.half[0]) | wmem_tag_word_tops (words.half[1]) << 8;
}

static inline void
wmem_tag_words_set (guint8 *tags, gsize position, guint8 tag)
{
  guint8 *half = tags + (position & 8);
  const guint shift = (guint) (position & 7) * 8;
  guint64 word;

  memcpy (&word, half, sizeof word);
  word = GUINT64_FROM_LE (word);
  word = GUINT64_TO_LE ((word & ~((guint64) 0xff << shift)) | (guint64) tag << shift);
  memcpy (half, &word, sizeof word);
}

#ifdef __SSE2__

typedef __m128i wmem_tags_t;

static inline wmem_tags_t
wmem_tags_load (const guint8 *tags)
{
  return _mm_loadu_si128 ((const __m128i *) (const void *) tags);
}

/** @return marks of those that equal @a tag. */
static inline guint32
wmem_tags_match (wmem_tags_t tags, guint8 tag)
{
  return (guint32) _mm_movemask_epi8 (_mm_cmpeq_epi8 (tags, _mm_set1_epi8 ((char) tag)));
}

/** @return marks of empty and deleted ones. */
static inline guint32
wmem_tags_free (wmem_tags_t tags)
{
  return (guint32) _mm_movemask_epi8 (tags);
}

/**
 * Writes one of a group's tags by writing the group: the next search loads the group whole, and would have to wait for a
 * single byte that was just stored.
 */
static inline void
wmem_tags_set (guint8 *tags, gsize position, guint8 tag)
{
  static const gint8 one_of[2 * WMEM_GROUP - 1] = { [WMEM_GROUP - 1] = -1 };
  const __m128i chosen = _mm_loadu_si128 ((const __m128i *) (const void *) (one_of + WMEM_GROUP - 1 - position));
  const __m128i old = wmem_tags_load (tags);

  _mm_storeu_si128 ((__m128i *) (void *) tags,
                    _mm_or_si128 (_mm_andnot_si128 (chosen, old), _mm_and_si128 (chosen, _mm_set1_epi8 ((char) tag))));
}

#else

typedef wmem_tag_words_t wmem_tags_t;
#define wmem_tags_load wmem_tag_words_load
#define wmem_tags_match wmem_tag_words_match
#define wmem_tags_free wmem_tag_words_free
#define wmem_tags_set wmem_tag_words_set

#endif

/** @return the number of the lowest mark. */
static inline gsize
wmem_first_mark (guint32 marks)
{
  return (gsize) __builtin_ctzll (marks); /* of 64 bits, as the result is: nothing to extend */
}

#endif
