/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Seeded hashing.
 *
 * Words of the input are xored with secrets and multiplied 64 by 64 to 128 bits, the halves folded together: a few
 * cycles a word, and which inputs collide depends on secrets drawn when the program starts.
 *
 * Each table of many keys has a *seed* besides. With one for all, a walk of one table would give its keys in the order of another
 * one's places: put there while that one grows, all of them would crowd into a part of it.
 */
#ifndef WMEM_CONTAINERS_HASH_H
#define WMEM_CONTAINERS_HASH_H

#include <string.h>

#include <glib.h>

/** The secrets. Written once, before main(). */
extern guint64 wmem_hash_secrets[3] G_GNUC_INTERNAL;

__extension__ typedef unsigned __int128 wmem_uint128_t;

static inline guint64
wmem_hash_fold (guint64 a, guint64 b)
{
  wmem_uint128_t product = (wmem_uint128_t) a * b;

  return (guint64) product ^ (guint64) (product >> 64);
}

/**
 * @param which the table's address: distinct for tables that are alive at once.
 * @return a seed for it: odd, so that multiplying by it loses nothing.
 */
guint64
wmem_hash_new_seed (gsize which);

/**
 * Of one number. Two rounds: after one, numbers in a row lie in a row around a circle, and with one seed in fifteen they meet in a part of
 * it, so that most groups of a table are empty while the others overflow.
 */
static inline guint32
wmem_hash_word (guint64 word, guint64 seed)
{
  const guint64 state = wmem_hash_fold (word ^ wmem_hash_secrets[0], seed);

  return (guint32) ((state ^ state >> 32) * wmem_hash_secrets[2] >> 32);
}

/** Eight ASCII letters at once: A-Z become a-z, all other bytes stay. */
static inline guint64
wmem_hash_lower_word (guint64 word)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 seven = word & (ones * 0x7f);
  guint64 above_z = seven + ones * (0x7f - 'Z');
  guint64 from_a = seven + ones * (0x80 - 'A');
  guint64 upper = from_a & ~above_z & ~word & (ones * 0x80);

  return word | (upper >> 2);
}

static inline guint64
wmem_hash_load (const guint8 *bytes, gsize count, gboolean lower)
{
  guint64 word = 0;

  memcpy (&word, bytes, count);
  return lower ? wmem_hash_lower_word (word) : word;
}

/** Up to 7 bytes as one number, by loads that overlap instead of a call of memcpy(). */
static inline guint64
wmem_hash_load_few (const guint8 *bytes, gsize count, gboolean lower)
{
  guint64 word = 0;

  if (count >= 4)
    {
      guint32 low, high;

      memcpy (&low, bytes, 4);
      memcpy (&high, bytes + count - 4, 4);
      word = (guint64) high << 32 | low;
    }
  else if (count > 0)
    word = (guint64) bytes[0] << 16 | (guint64) bytes[count >> 1] << 8 | bytes[count - 1];
  return lower ? wmem_hash_lower_word (word) : word;
}

/** @param lower whether A-Z count as a-z; a constant at every call, so that it costs nothing. */
static inline guint32
wmem_hash_bytes (const guint8 *bytes, gsize count, gboolean lower, guint64 seed)
{
  guint64 state = seed ^ count;
  guint64 one, other;

  if (count < 8)
    {
      one = wmem_hash_load_few (bytes, count, lower);
      other = 0;
    }
  else
    {
      const guint8 *end = bytes + count;

      for (; end - bytes > 16; bytes += 16)
        state = wmem_hash_fold (wmem_hash_load (bytes, 8, lower) ^ wmem_hash_secrets[1],
                                wmem_hash_load (bytes + 8, 8, lower) ^ state);
      if (count < 16)
        one = wmem_hash_load (bytes, 8, lower);
      else
        one = wmem_hash_load (end - 16, 8, lower);
      other = wmem_hash_load (end - 8, 8, lower);
    }
  return (guint32) (wmem_hash_fold (wmem_hash_fold (one ^ wmem_hash_secrets[1], other ^ state), wmem_hash_secrets[2])
                    >> 16);
}

#endif
