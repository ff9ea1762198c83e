/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Doubly-linked lists.
 *
 * Frames are cut from runs that double in size, removed ones are used again first. Pushing and popping a stack so
 * costs no allocation, and a list that only grew lies in memory in its own order.
 *
 * A removed frame is linked by its data and is its own previous one, so that a walk that is at it still finds its way on.
 */
#include "wmem/wmem_list.h"

#include "validity.h"
#include "pools/pool.h"

#define FIRST_RUN 2
#define PACKET_RUN 8 /* the first where a pool soon starts anew: memory costs less than another run */
#define LONGEST_RUN 256

typedef struct _frame_run_t {
  struct _frame_run_t *older;
  wmem_list_frame_t frames[];
} frame_run_t;

/** What a wmem_list_t is: the part that the header shows comes first. */
typedef struct
{
  wmem_list_t list;
  guint run_length;
  wmem_allocator_t *allocator;
  wmem_list_frame_t *removed;   /**< linked by data */
  wmem_list_frame_t *fresh;     /**< never used frames of the newest run, up to... */
  wmem_list_frame_t *fresh_end; /**< ...here */
  frame_run_t *newest;
} full_list_t;

static inline guint
first_run (const wmem_allocator_t *allocator)
{
  return wmem_pool_is_short_lived (allocator) ? PACKET_RUN : FIRST_RUN;
}

wmem_list_t *
wmem_list_new (wmem_allocator_t *allocator)
{
  full_list_t *full = wmem_pool_alloc (allocator, sizeof *full);

  *full = (full_list_t){ .allocator = allocator, .run_length = first_run (allocator) };
  wmem_pool_container_made (allocator);
  return &full->list;
}

void
wmem_destroy_list (wmem_list_t *list)
{
  full_list_t *full = (full_list_t *) list;
  frame_run_t *run;

  if (list == NULL)
    return;
  while ((run = full->newest) != NULL)
    {
      full->newest = run->older;
      wmem_free (full->allocator, run);
    }
  wmem_pool_container_ended (full->allocator);
  wmem_free (full->allocator, full);
}

static void
add_run (full_list_t *full)
{
  frame_run_t *run
      = wmem_pool_alloc (full->allocator, sizeof *run + full->run_length * sizeof (wmem_list_frame_t));

  run->older = full->newest;
  full->newest = run;
  full->fresh = run->frames;
  full->fresh_end = run->frames + full->run_length;
  full->run_length = MIN (full->run_length * 2, LONGEST_RUN);
}

/** @param next the frame that the new one goes before, NULL for the end. @param frame not in the list yet. */
static inline void
link_before (wmem_list_t *list, wmem_list_frame_t *frame, wmem_list_frame_t *next, wmem_list_frame_t *prev, void *data)
{
  frame->data = data;
  frame->next = next;
  frame->prev = prev;
  *(next ? &next->prev : &list->tail) = frame;
  *(prev ? &prev->next : &list->head) = frame;
  list->count++;
}

/** The same with a frame of a new run: a function of its own, so that the usual way saves no register for it. */
static G_GNUC_NO_INLINE void
insert_of_new_run (wmem_list_t *list, wmem_list_frame_t *next, wmem_list_frame_t *prev, void *data)
{
  full_list_t *full = (full_list_t *) list;

  add_run (full);
  link_before (list, full->fresh++, next, prev, data);
}

static inline void
insert_before (wmem_list_t *list, wmem_list_frame_t *next, wmem_list_frame_t *prev, void *data)
{
  full_list_t *full = (full_list_t *) list;
  wmem_list_frame_t *frame = full->removed;

  if (frame != NULL)
    full->removed = frame->data;
  else if (G_LIKELY (full->fresh < full->fresh_end))
    frame = full->fresh++;
  else
    {
      insert_of_new_run (list, next, prev, data);
      return;
    }
  link_before (list, frame, next, prev, data);
}

void
wmem_list_prepend (wmem_list_t *list, void *data)
{
  insert_before (list, list->head, NULL, data);
}

void
wmem_list_append (wmem_list_t *list, void *data)
{
  insert_before (list, NULL, list->tail, data);
}

void
wmem_list_insert_sorted (wmem_list_t *list, void *data, GCompareFunc func)
{
  wmem_list_frame_t *prev = list->tail;

  while (prev != NULL && func (prev->data, data) > 0)
    prev = prev->prev;
  insert_before (list, prev ? prev->next : list->head, prev, data);
}

void
wmem_list_append_sorted (wmem_list_t *list, void *data, GCompareFunc func)
{
  wmem_list_insert_sorted (list, data, func);
}

void
wmem_list_remove_frame (wmem_list_t *list, wmem_list_frame_t *frame)
{
  full_list_t *full = (full_list_t *) list;

  *(frame->next ? &frame->next->prev : &list->tail) = frame->prev;
  *(frame->prev ? &frame->prev->next : &list->head) = frame->next;
  list->count--;
  frame->prev = frame;
  frame->data = full->removed;
  full->removed = frame;
}

void
wmem_list_remove (wmem_list_t *list, void *data)
{
  wmem_list_frame_t *frame = wmem_list_find (list, data);

  if (frame != NULL)
    wmem_list_remove_frame (list, frame);
}

wmem_list_frame_t *
wmem_list_find (const wmem_list_t *list, const void *data)
{
  wmem_list_frame_t *frame = list->head;

  while (frame != NULL && frame->data != data)
    frame = frame->next;
  return frame;
}

wmem_list_frame_t *
wmem_list_find_custom (const wmem_list_t *list, const void *data, GCompareFunc func)
{
  wmem_list_frame_t *frame = list->head;

  while (frame != NULL && func (frame->data, data) != 0)
    frame = frame->next;
  return frame;
}

static inline gboolean
is_removed (const wmem_list_frame_t *frame)
{
  return frame->prev == frame;
}

void
wmem_list_foreach (const wmem_list_t *list, GFunc foreach_func, gpointer user_data)
{
  wmem_list_frame_t *frame, *next;

  for (frame = list->head; frame != NULL; frame = next)
    {
      void *const data = frame->data;

      next = frame->next;
      foreach_func (data, user_data);
      /* Where the frame is still there, and not there again for another one. */
      if (!is_removed (frame) && frame->data == data)
        next = frame->next;
      while (next != NULL && is_removed (next))
        next = next->next;
    }
}

gboolean
wmem_list_is_valid (const wmem_list_t *list)
{
  const full_list_t *full = (const full_list_t *) list;
  const wmem_list_frame_t *frame, *previous = NULL;
  const frame_run_t *run;
  gsize count = 0, removed = 0, fresh = (gsize) (full->fresh_end - full->fresh), made = 0;
  guint length = first_run (full->allocator);

  for (frame = list->head; frame != NULL; previous = frame, frame = frame->next, count++)
    if (frame->prev != previous)
      return FALSE;
  for (frame = full->removed; frame != NULL; frame = frame->data, removed++)
    if (!is_removed (frame))
      return FALSE;
  for (run = full->newest; run != NULL; run = run->older, length = MIN (length * 2, LONGEST_RUN))
    made += length;
  /* Every frame that was made is in the list, was removed, or is still to be used. */
  return list->tail == previous && list->count == count && full->run_length == length
         && made == count + removed + fresh;
}
