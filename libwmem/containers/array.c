/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Growing arrays.
 *
 * Invariants: elements is NULL or a block of alloc_count * elem_size bytes; elem_count <= alloc_count, and less where
 * the array is null-terminated.
 */
#include <stdlib.h>

#include "wmem/wmem_array.h"

#include "validity.h"
#include "pools/pool.h"

#define DEFAULT_ROOM 8

wmem_array_t *
wmem_array_sized_new (wmem_allocator_t *allocator, gsize elem_size, guint alloc_count)
{
  wmem_array_t *array = wmem_new (allocator, wmem_array_t);

  *array = (wmem_array_t){ .allocator = allocator, .elem_size = elem_size };
  wmem_pool_container_made (allocator);
  wmem_array_grow (array, MAX (alloc_count, 1));
  return array;
}

wmem_array_t *
wmem_array_new (wmem_allocator_t *allocator, const gsize elem_size)
{
  return wmem_array_sized_new (allocator, elem_size, DEFAULT_ROOM);
}

static guint8 *
element (const wmem_array_t *array, guint position)
{
  return array->elements + (gsize) position * array->elem_size;
}

static void
write_terminator (wmem_array_t *array)
{
  if (array->null_terminated && array->elem_size > 0)
    memset (element (array, array->elem_count), 0, array->elem_size);
}

void
wmem_array_grow (wmem_array_t *array, const guint to_add)
{
  guint64 needed = (guint64) array->elem_count + to_add + (array->null_terminated ? 1 : 0);
  guint64 room = MAX (needed, (guint64) array->alloc_count * 2);

  if (needed <= array->alloc_count)
    return;
  room = MIN (room, MAX (needed, G_MAXUINT));
  if (G_UNLIKELY (room > G_MAXUINT || (array->elem_size > 0 && room > G_MAXSSIZE / array->elem_size)))
    wmem_abort ("cannot grow an array to %" G_GUINT64_FORMAT " elements of %" G_GSIZE_FORMAT " bytes", room,
                array->elem_size);
  if (array->elem_size > 0)
    array->elements = wmem_realloc (array->allocator, array->elements, (gsize) room * array->elem_size);
  array->alloc_count = (guint) room;
}

void
wmem_array_set_null_terminator (wmem_array_t *array)
{
  array->null_terminated = TRUE;
  wmem_array_grow (array, 0);
  write_terminator (array);
}

void
wmem_array_bzero (wmem_array_t *array)
{
  if (array->elements != NULL)
    memset (array->elements, 0, (gsize) array->elem_count * array->elem_size);
}

void
wmem_array_append_slow (wmem_array_t *array, const void *in, guint count)
{
  gsize offset = (gsize) in - (gsize) array->elements;
  gboolean own = in != NULL && offset < (gsize) array->elem_count * array->elem_size;

  wmem_array_grow (array, count);
  /* Growing may have moved the array, and its own elements with it. */
  if (in != NULL && count > 0 && array->elem_size > 0)
    memmove (element (array, array->elem_count), own ? array->elements + offset : in,
             (gsize) count * array->elem_size);
  array->elem_count += count;
  write_terminator (array);
}

void
wmem_array_index_abort (const wmem_array_t *array, guint array_index)
{
  wmem_abort ("cannot take element %u of an array of %u", array_index, array->elem_count);
}

int
wmem_array_try_index (const wmem_array_t *array, guint array_index, void *val)
{
  if (array_index >= array->elem_count)
    return -1;
  if (array->elem_size > 0)
    memcpy (val, element (array, array_index), array->elem_size);
  return 0;
}

wmem_allocator_t *
wmem_array_get_allocator (const wmem_array_t *array)
{
  return array ? array->allocator : NULL;
}

void
wmem_array_sort (wmem_array_t *array, int (*compar) (const void *, const void *))
{
  if (array->elem_count > 1 && array->elem_size > 0)
    qsort (array->elements, array->elem_count, array->elem_size, compar);
}

void *
wmem_array_finalize (wmem_array_t *array)
{
  void *elements = NULL;
  gsize size;

  if (array == NULL)
    return NULL;
  size = ((gsize) array->elem_count + (array->null_terminated ? 1 : 0)) * array->elem_size;

  if (size > 0)
    elements = wmem_realloc (array->allocator, array->elements, size);
  else
    wmem_free (array->allocator, array->elements);
  wmem_pool_container_ended (array->allocator);
  wmem_free (array->allocator, array);
  return elements;
}

void
wmem_destroy_array (wmem_array_t *array)
{
  if (array == NULL)
    return;
  wmem_free (array->allocator, array->elements);
  wmem_pool_container_ended (array->allocator);
  wmem_free (array->allocator, array);
}

gboolean
wmem_array_is_valid (const wmem_array_t *array)
{
  const guint8 *end = array->elem_size > 0 ? element (array, array->elem_count) : NULL;
  gsize i;

  if (array->elem_count + (array->null_terminated ? 1 : 0) > array->alloc_count)
    return FALSE;
  if (array->elem_size > 0 && array->elements == NULL)
    return FALSE;
  for (i = 0; array->null_terminated && i < array->elem_size; i++)
    if (end[i] != 0)
      return FALSE;
  return array->allocator == NULL || array->elements == NULL
         || wmem_usable_size (array->allocator, array->elements) >= array->alloc_count * array->elem_size;
}
