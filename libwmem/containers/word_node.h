/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The nodes of a B+-tree from 32-bit numbers to pointers, and places in it.
 *
 * Terms: a *leaf* holds up to 32 keys in order, then as many values; a *branch* holds up to 64 children and, between
 * two children, the smallest key of the right one. Keys lie side by side so that a few vector comparisons count those
 * below a sought one. Keys are never taken out, so nodes never merge and a leaf's smallest key stays its separator.
 *
 * A value may be a *subindex*, for keys that are sequences; the leaf has a bit for each such value.
 */
#ifndef WMEM_CONTAINERS_WORD_NODE_H
#define WMEM_CONTAINERS_WORD_NODE_H

#include <glib.h>

typedef struct _wmem_word_leaf_t wmem_word_leaf_t;

struct _wmem_word_leaf_t {
  guint32 count;
  guint32 capacity;   /**< of keys, and of values */
  guint32 subindexes; /**< bit i: value i is a wmem_word_index_t */
  guint32 removed;    /**< bit i: key i was removed: its value is NULL */
  wmem_word_leaf_t *next;
  gint32 keys[]; /**< capacity of them, then as many values */
};

#define WMEM_WORD_CHILDREN 64
#define WMEM_WORD_LEAF_KEYS 32 /* of every leaf but an only one, which may have fewer */

typedef struct
{
  guint32 count;                   /**< children */
  gint32 keys[WMEM_WORD_CHILDREN]; /**< separators; the last one is never used */
  void *children[WMEM_WORD_CHILDREN];
} wmem_word_branch_t;

/** Zeroed it is empty. */
typedef struct
{
  void *root;             /**< a leaf where height is 0, else a branch; NULL before the first insertion */
  wmem_word_leaf_t *last; /**< the rightmost leaf: where keys that come in order go */
  guint height;
  guint count;
  gboolean sequences; /**< whether some value was ever a subindex */
} wmem_word_index_t;

/** A place in an index: for walking it, and for changing a value. */
typedef struct
{
  wmem_word_leaf_t *leaf; /**< NULL behind the last key */
  guint position;
} wmem_word_place_t;

/** Keys are kept so that signed comparison, which is all that old vector units have, puts them in order. */
static inline gint32
wmem_word_to_ordered (guint32 key)
{
  return (gint32) (key ^ 0x80000000);
}

static inline guint32
wmem_word_from_ordered (gint32 ordered)
{
  return (guint32) ordered ^ 0x80000000;
}

static inline void **
wmem_word_leaf_values (wmem_word_leaf_t *leaf)
{
  return (void **) (void *) (leaf->keys + leaf->capacity);
}

/** @return the place of the next larger key; its leaf is NULL behind the last. */
static inline wmem_word_place_t
wmem_word_place_next (wmem_word_place_t place)
{
  if (++place.position < place.leaf->count)
    return place;
  return (wmem_word_place_t){ place.leaf->next, 0 };
}

static inline guint32
wmem_word_place_key (wmem_word_place_t place)
{
  return wmem_word_from_ordered (place.leaf->keys[place.position]);
}

/** @return where the value is. */
static inline void **
wmem_word_place_value (wmem_word_place_t place)
{
  return &wmem_word_leaf_values (place.leaf)[place.position];
}

/** @return the subindex, NULL where the value is none. */
static inline wmem_word_index_t *
wmem_word_place_subindex (wmem_word_place_t place)
{
  return place.leaf->subindexes >> place.position & 1 ? *wmem_word_place_value (place) : NULL;
}

/** Sets a plain value. A subindex that was there is forgotten: nothing of it is freed before its pool. */
static inline void
wmem_word_place_set_value (wmem_word_place_t place, void *value)
{
  place.leaf->subindexes &= ~((guint32) 1 << place.position);
  place.leaf->removed &= ~((guint32) 1 << place.position);
  *wmem_word_place_value (place) = value;
}

/** Sets a plain value to NULL, and notes that its key was removed. */
static inline void
wmem_word_place_remove (wmem_word_place_t place)
{
  wmem_word_place_set_value (place, NULL);
  place.leaf->removed |= (guint32) 1 << place.position;
}

static inline gboolean
wmem_word_place_removed (wmem_word_place_t place)
{
  return place.leaf->removed >> place.position & 1;
}

#endif
