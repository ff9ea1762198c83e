/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A doubly-linked list of pointers.
 *
 * The frames belong to the list and come from its pool in growing runs, so that appending seldom allocates and walking
 * stays close in memory; a removed frame is used again by the same list. The data are the caller's. A frame is valid
 * until it is removed; other frames' places do not change.
 */
#ifndef WMEM_LIST_H
#define WMEM_LIST_H

#include <string.h>

#include <glib.h>

#include "wmem_core.h"
#include "wmem_inline.h"

G_BEGIN_DECLS

typedef struct _wmem_list_t wmem_list_t;
typedef struct _wmem_list_frame_t wmem_list_frame_t;

/** Private: here only for the inline accessors. */
struct _wmem_list_frame_t {
  wmem_list_frame_t *next;
  wmem_list_frame_t *prev;
  void *data;
};

/** Private: here only for the inline accessors. */
struct _wmem_list_t {
  guint count;
  wmem_list_frame_t *head;
  wmem_list_frame_t *tail;
};

/**
 * @param allocator pool of the list and its frames; NULL for the heap (then wmem_destroy_list() is due).
 * @return an empty list, never NULL.
 */
WMEM_API wmem_list_t *
wmem_list_new (wmem_allocator_t *allocator);

/** Gives the list and its frames back, not the data. NULL is fine. */
WMEM_API void
wmem_destroy_list (wmem_list_t *list);

/** @return number of frames. */
WMEM_API guint
wmem_list_count (const wmem_list_t *list);

/** @return the first frame, NULL where the list is empty. */
WMEM_API wmem_list_frame_t *
wmem_list_head (const wmem_list_t *list);

/** @return the last frame, NULL where the list is empty. */
WMEM_API wmem_list_frame_t *
wmem_list_tail (const wmem_list_t *list);

/** @return the frame behind @a frame, NULL behind the last. */
WMEM_API wmem_list_frame_t *
wmem_list_frame_next (const wmem_list_frame_t *frame);

/** @return the frame before @a frame, NULL before the first. */
WMEM_API wmem_list_frame_t *
wmem_list_frame_prev (const wmem_list_frame_t *frame);

/** @return what was put in, NULL included. */
WMEM_API void *
wmem_list_frame_data (const wmem_list_frame_t *frame);

/** Adds @a data before the first frame. */
WMEM_API void
wmem_list_prepend (wmem_list_t *list, void *data);

/** Adds @a data behind the last frame. */
WMEM_API void
wmem_list_append (wmem_list_t *list, void *data);

/**
 * Adds @a data behind the last frame whose data are not greater, so that a list kept sorted stays sorted and equal
 * data stay in the order of their coming.
 * Linear, but at once where @a data belong at the end.
 *
 * @param func negative, 0 or positive for its first argument before, with or behind its second.
 */
WMEM_API void
wmem_list_insert_sorted (wmem_list_t *list, void *data, GCompareFunc func);

/** The same: wmem_list_insert_sorted() begins at the end as well. */
WMEM_API void
wmem_list_append_sorted (wmem_list_t *list, void *data, GCompareFunc func);

/** Removes the first frame that holds exactly @a data; nothing where there is none. Linear. */
WMEM_API void
wmem_list_remove (wmem_list_t *list, void *data);

/** Removes @a frame, which must be one of this list's. Its pointer is invalid afterwards. */
WMEM_API void
wmem_list_remove_frame (wmem_list_t *list, wmem_list_frame_t *frame);

/** @return the first frame that holds exactly @a data, or NULL. Linear. */
WMEM_API wmem_list_frame_t *
wmem_list_find (const wmem_list_t *list, const void *data);

/**
 * @param func called with a frame's data and @a data; 0 means found.
 * @return the first frame for which @a func gives 0, or NULL. Linear.
 */
WMEM_API wmem_list_frame_t *
wmem_list_find_custom (const wmem_list_t *list, const void *data, GCompareFunc func);

/** Calls @a foreach_func with the data of every frame from head to tail. It may append, which it is called for too, and remove any frames, which
 *  it is not called for any more. */
WMEM_API void
wmem_list_foreach (const wmem_list_t *list, GFunc foreach_func, gpointer user_data);

#ifndef WMEM_NO_INLINE

WMEM_ACCESSOR guint
wmem_list_count (const wmem_list_t *list)
{
  return list->count;
}

WMEM_ACCESSOR wmem_list_frame_t *
wmem_list_head (const wmem_list_t *list)
{
  return list->head;
}

WMEM_ACCESSOR wmem_list_frame_t *
wmem_list_tail (const wmem_list_t *list)
{
  return list->tail;
}

WMEM_ACCESSOR wmem_list_frame_t *
wmem_list_frame_next (const wmem_list_frame_t *frame)
{
  return frame->next;
}

WMEM_ACCESSOR wmem_list_frame_t *
wmem_list_frame_prev (const wmem_list_frame_t *frame)
{
  return frame->prev;
}

WMEM_ACCESSOR void *
wmem_list_frame_data (const wmem_list_frame_t *frame)
{
  return frame->data;
}

#endif

G_END_DECLS

#endif
