/* SPDX-License-Identifier: MIT */
/**
 * @file
 * An array of equal elements that grows.
 *
 * Elements lie side by side and are copied in. A pointer into the array is valid until the array grows next.
 */
#ifndef WMEM_ARRAY_H
#define WMEM_ARRAY_H

#include <string.h>

#include <glib.h>

#include "wmem_core.h"
#include "wmem_inline.h"

G_BEGIN_DECLS

typedef struct _wmem_array_t wmem_array_t;

/** Private: here only for the inline accessors. */
struct _wmem_array_t {
  wmem_allocator_t *allocator;
  guint8 *elements;
  gsize elem_size; /**< bytes */
  guint elem_count;
  guint alloc_count; /**< elements that there is room for, a terminator included */
  gboolean null_terminated;
};

/**
 * @param allocator pool of the array; NULL for the heap (then wmem_destroy_array() is due).
 * @param elem_size bytes an element.
 * @param alloc_count elements to make room for at once; 0 is fine.
 * @return an empty array, never NULL.
 */
WMEM_API wmem_array_t *
wmem_array_sized_new (wmem_allocator_t *allocator, gsize elem_size, guint alloc_count);

/** wmem_array_sized_new() with a size that suits small arrays. */
WMEM_API wmem_array_t *
wmem_array_new (wmem_allocator_t *allocator, const gsize elem_size);

/** Makes room for @a to_add elements more, so that appending them moves nothing. The count stays. */
WMEM_API void
wmem_array_grow (wmem_array_t *array, const guint to_add);

/** From now on a zeroed element that does not count follows the last one. */
WMEM_API void
wmem_array_set_null_terminator (wmem_array_t *array);

/** Zeroes the elements. The count stays. */
WMEM_API void
wmem_array_bzero (wmem_array_t *array);

/**
 * Copies elements to the end.
 *
 * @param in the elements, side by side; they may lie in this array. NULL with a count makes room and counts it, with
 *        undefined content.
 * @param count elements, 0 included.
 */
WMEM_API void
wmem_array_append (wmem_array_t *array, const void *in, guint count);

/** Copies the variable VAL, of the element's type, to the end. */
#define wmem_array_append_one(ARRAY, VAL) wmem_array_append ((ARRAY), &(VAL), 1)

/** @return the element's place. Aborts where @a array_index is not below the count. */
WMEM_API void *
wmem_array_index (const wmem_array_t *array, guint array_index);

/**
 * @param val receives a copy of the element; unchanged on failure.
 * @return 0, or -1 where @a array_index is not below the count.
 */
WMEM_API int
wmem_array_try_index (const wmem_array_t *array, guint array_index, void *val);

/** Sorts the elements in place; not stable. */
WMEM_API void
wmem_array_sort (wmem_array_t *array, int (*compar) (const void *, const void *));

/** @return the first element's place; valid until the array grows. */
WMEM_API void *
wmem_array_get_raw (const wmem_array_t *array);

/** @return the pool of the array; NULL for the heap, and for no array. */
WMEM_API wmem_allocator_t *
wmem_array_get_allocator (const wmem_array_t *array);

/** @return number of elements, the terminator not counted; 0 for NULL. */
WMEM_API guint
wmem_array_get_count (const wmem_array_t *array);

/**
 * Ends the array but keeps its elements.
 *
 * @return the elements, shrunk to their size, to be freed with wmem_free() in the array's pool; NULL for no elements.
 */
WMEM_API void *
wmem_array_finalize (wmem_array_t *array);

/** Gives the array and its elements back. NULL is fine. */
WMEM_API void
wmem_destroy_array (wmem_array_t *array);

/** Private: the general case of wmem_array_append(). */
WMEM_API void
wmem_array_append_slow (wmem_array_t *array, const void *in, guint count);

/** Private: aborts, naming the index. */
WMEM_API void
wmem_array_index_abort (const wmem_array_t *array, guint array_index) G_GNUC_NORETURN;

#ifndef WMEM_NO_INLINE

/* Whether one element of so many bytes may be copied at once; where the compiler knows the object behind IN, it must be
 * as large. */
#define WMEM_ARRAY_TAKES_ONE(ARRAY, IN, COUNT, SIZE)                                          \
  ((COUNT) == 1 && (ARRAY)->elem_size == (SIZE) && (ARRAY)->elem_count < (ARRAY)->alloc_count \
   && !(ARRAY)->null_terminated && (IN) != NULL && __builtin_object_size (IN, 0) >= (SIZE))

WMEM_ACCESSOR void
wmem_array_append (wmem_array_t *array, const void *in, guint count)
{
  if (WMEM_ARRAY_TAKES_ONE (array, in, count, 8))
    memcpy (array->elements + (gsize) array->elem_count++ * 8, in, 8);
  else if (WMEM_ARRAY_TAKES_ONE (array, in, count, 4))
    memcpy (array->elements + (gsize) array->elem_count++ * 4, in, 4);
  else
    wmem_array_append_slow (array, in, count);
}

WMEM_ACCESSOR void *
wmem_array_index (const wmem_array_t *array, guint array_index)
{
  if (G_UNLIKELY (array_index >= array->elem_count))
    wmem_array_index_abort (array, array_index);
  return array->elements + (gsize) array_index * array->elem_size;
}

WMEM_ACCESSOR void *
wmem_array_get_raw (const wmem_array_t *array)
{
  return array->elements;
}

WMEM_ACCESSOR guint
wmem_array_get_count (const wmem_array_t *array)
{
  return array ? array->elem_count : 0;
}

#endif

G_END_DECLS

#endif
