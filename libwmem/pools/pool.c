/* SPDX-License-Identifier: MIT */
/*
 * Pools whatever their policy: life, scope, ownership, limits, and the way from a public call to the policy.
 */
#include "pools/pool.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "pools/traced.h"

#define ZEROED_HERE 128 /* bytes of a chunk: calling libc costs more than writing so few */

void
wmem_abort (const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("wmem: %s\n", message);
  abort ();
}

void
wmem_pool_abort (const wmem_allocator_t *pool, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  wmem_abort ("pool '%s' (%s): %s", wmem_pool_get_name (pool), pool->policy->name, message);
}

/* --- owner threads, and the list of all pools: checking builds only -------------------------------------------- */

#ifdef WMEM_CHECKING

static GMutex pools_lock;
static wmem_allocator_t *pools;

static void
pool_enlist (wmem_allocator_t *pool)
{
  g_mutex_lock (&pools_lock);
  pool->next = pools;
  if (pools)
    pools->previous = pool;
  pools = pool;
  g_mutex_unlock (&pools_lock);
}

static void
pool_delist (wmem_allocator_t *pool)
{
  g_mutex_lock (&pools_lock);
  if (pool->previous)
    pool->previous->next = pool->next;
  else
    pools = pool->next;
  if (pool->next)
    pool->next->previous = pool->previous;
  g_mutex_unlock (&pools_lock);
}

/* A pool is its first user's until it is empty again: wmem_free_all() lets it go. */
static void
pool_assert_owner (wmem_allocator_t *pool)
{
  GThread *self = g_thread_self ();
  GThread *owner = g_atomic_pointer_get (&pool->owner);
  if (owner == NULL)
    g_atomic_pointer_set (&pool->owner, self);
  else if (owner != self)
    wmem_pool_abort (pool, "used by a second thread: a pool belongs to one thread until wmem_free_all()");
}

static void
pool_disown (wmem_allocator_t *pool)
{
  g_atomic_pointer_set (&pool->owner, NULL);
}

typedef struct
{
  const guint8 *wanted;
  gboolean found;
} piece_search_t;

static gboolean
piece_contains (void *piece, gsize asked, void *user_data)
{
  piece_search_t *search = user_data;
  search->found = search->wanted >= (guint8 *) piece && search->wanted < (guint8 *) piece + asked;
  return !search->found;
}

wmem_allocator_t *
wmem_pool_of (const void *ptr)
{
  piece_search_t search = { .wanted = ptr };
  wmem_allocator_t *owner = NULL;
  g_mutex_lock (&pools_lock);
  for (wmem_allocator_t *pool = pools; pool && owner == NULL; pool = pool->next)
    {
      pool->policy->visit (pool, piece_contains, &search);
      if (search.found)
        owner = pool;
    }
  g_mutex_unlock (&pools_lock);
  return owner;
}

#else

static void
pool_enlist (wmem_allocator_t *pool G_GNUC_UNUSED)
{
}

static void
pool_delist (wmem_allocator_t *pool G_GNUC_UNUSED)
{
}

static inline void
pool_assert_owner (wmem_allocator_t *pool G_GNUC_UNUSED)
{
}

static inline void
pool_disown (wmem_allocator_t *pool G_GNUC_UNUSED)
{
}

wmem_allocator_t *
wmem_pool_of (const void *ptr G_GNUC_UNUSED)
{
  return NULL;
}

#endif

/* --- life ------------------------------------------------------------------------------------------------------ */

wmem_allocator_t *
wmem_pool_new_of (const wmem_policy_t *policy)
{
  policy = wmem_policy_as_traced (policy);
  /* Not g_malloc0(): calloc() of common C libraries does not reuse what the thread freed last. */
  wmem_allocator_t *pool = memset (g_malloc (policy->pool_size), 0, policy->pool_size);
  pool->policy = policy;
  pool->in_scope = TRUE;
#ifdef WMEM_CHECKING
  pool->watched = TRUE;
#else
  pool->watched = policy->traced != NULL;
#endif
  policy->init (pool);
  pool_enlist (pool);
  return pool;
}

static inline void
pool_tell (wmem_allocator_t *pool, wmem_cb_event_t event)
{
  if (G_UNLIKELY (pool->callbacks))
    wmem_callbacks_run (pool, event, 0);
}

static inline void
pool_empty (wmem_allocator_t *pool)
{
  /* Whoever empties a pool may: a thread that joined the owner does. */
  pool->asked = 0;
  pool->open_marks = 0;
  pool->containers = 0;
  pool->policy->free_all (pool);
  pool_disown (pool);
}

void
wmem_destroy_allocator (wmem_allocator_t *allocator)
{
  if (allocator == NULL)
    return;
  if (G_UNLIKELY (wmem_callbacks_running (allocator)))
    wmem_pool_abort (allocator, "destroyed in one of its own callbacks");
  if (allocator->parent)
    wmem_unregister_callback (allocator->parent, allocator->parent_callback);
  if (allocator->report_leaks && allocator->policy->report_leaks)
    allocator->policy->report_leaks (allocator);
  pool_tell (allocator, WMEM_CB_DESTROY_EVENT);
  pool_empty (allocator);
  pool_delist (allocator);
  wmem_callbacks_free (allocator);
  allocator->policy->finish (allocator);
  if (allocator->marks)
    g_array_free (allocator->marks, TRUE);
  g_free (allocator->name);
  g_free (allocator);
}

void
wmem_free_all (wmem_allocator_t *allocator)
{
  g_return_if_fail (allocator != NULL);
  pool_tell (allocator, WMEM_CB_FREE_EVENT);
  pool_empty (allocator);
}

void
wmem_gc (wmem_allocator_t *allocator)
{
  g_return_if_fail (allocator != NULL);
  pool_assert_owner (allocator);
  allocator->policy->gc (allocator);
}

/* --- scope ----------------------------------------------------------------------------------------------------- */

void
wmem_enter_scope (wmem_allocator_t *allocator)
{
  g_return_if_fail (allocator != NULL);
  allocator->in_scope = TRUE;
  allocator->policy->publish (allocator);
}

void
wmem_leave_scope (wmem_allocator_t *allocator)
{
  g_return_if_fail (allocator != NULL);
  pool_tell (allocator, WMEM_CB_FREE_EVENT);
  /* Before it is emptied, which opens the short way or leaves it closed. */
  allocator->in_scope = FALSE;
  pool_empty (allocator);
}

gboolean
wmem_in_scope (wmem_allocator_t *allocator)
{
  g_return_val_if_fail (allocator != NULL, TRUE);
  return allocator->in_scope;
}

/* --- limits ---------------------------------------------------------------------------------------------------- */

/* Books @size more and @less less bytes asked, within the limit. */
static void
pool_book (wmem_allocator_t *pool, gsize size, gsize less)
{
  while (pool->limit > 0 && size > less && size - less > pool->limit - MIN (pool->limit, pool->asked))
    {
      const gsize asked = pool->asked, limit = pool->limit;
      if (pool->limit_handler == NULL || !pool->limit_handler (pool, size, pool->limit_data))
        wmem_pool_abort (pool, "%" G_GSIZE_FORMAT " more bytes would exceed its limit of %" G_GSIZE_FORMAT " (%" G_GSIZE_FORMAT " in use)", size - less, pool->limit, pool->asked);
      if (pool->asked >= asked && pool->limit > 0 && pool->limit <= limit)
        wmem_pool_abort (pool, "its limit handler wants another try, but has neither freed memory nor raised the limit of %" G_GSIZE_FORMAT, limit);
      if (less > pool->asked)
        wmem_pool_abort (pool, "its limit handler freed the piece that is being resized");
    }
  pool->asked += size - less;
  pool->peak_asked = MAX (pool->peak_asked, pool->asked);
}

static gboolean
piece_add_asked (void *piece G_GNUC_UNUSED, gsize asked, void *user_data)
{
  *(gsize *) user_data += asked;
  return TRUE;
}

/* Starts or ends counting, after limit or tracked changed. */
static void
pool_observe (wmem_allocator_t *pool)
{
  gboolean count = pool->tracked || pool->limit > 0;
  pool->asked = 0;
  if (count)
    pool->policy->visit (pool, piece_add_asked, &pool->asked);
  pool->peak_asked = MAX (pool->peak_asked, pool->asked);
#ifndef WMEM_CHECKING
  pool->watched = count || pool->policy->traced != NULL;
#endif
  pool->policy->publish (pool);
}

void
wmem_pool_set_limit (wmem_allocator_t *allocator, size_t limit, wmem_limit_handler_t handler, void *user_data)
{
  g_return_if_fail (allocator != NULL);
  allocator->limit = limit;
  allocator->limit_handler = handler;
  allocator->limit_data = user_data;
  pool_observe (allocator);
}

void
wmem_pool_track (wmem_allocator_t *allocator, gboolean track)
{
  g_return_if_fail (allocator != NULL);
  allocator->tracked = track;
  pool_observe (allocator);
}

static inline gboolean
pool_counts (const wmem_allocator_t *pool)
{
  return pool->tracked || pool->limit > 0;
}

/* What every allocation has to pass. */
static inline void
pool_admit (wmem_allocator_t *pool, gsize size)
{
  if (G_UNLIKELY (!pool->in_scope))
    wmem_pool_abort (pool, "%" G_GSIZE_FORMAT " bytes asked for out of scope", size);
  pool_assert_owner (pool);
  if (G_UNLIKELY (pool_counts (pool)))
    pool_book (pool, size, 0);
}

/* --- pieces ---------------------------------------------------------------------------------------------------- */

void *
wmem_alloc_out_of_line (wmem_allocator_t *allocator, const size_t size)
{
  if (size == 0)
    return NULL;
  if (allocator == NULL)
    return g_malloc (size);
  pool_admit (allocator, size);
  return allocator->policy->alloc (allocator, size);
}

void *
wmem_alloc (wmem_allocator_t *allocator, const size_t size)
{
  return wmem_pool_alloc (allocator, size);
}

static G_GNUC_NO_INLINE void *
alloc0_out_of_line (wmem_allocator_t *pool, gsize size)
{
  if (size == 0)
    return NULL;
  if (pool == NULL)
    return g_malloc0 (size);
  pool_admit (pool, size);
  return pool->policy->alloc0 (pool, size);
}

void *
wmem_alloc0 (wmem_allocator_t *allocator, const size_t size)
{
  gsize needed;
  guint64 *words = wmem_pool_cut (allocator, size, &needed);
  if (G_UNLIKELY (words == NULL))
    return alloc0_out_of_line (allocator, size);
  if (needed > ZEROED_HERE)
    return memset (words, 0, needed - 8);
  /* The data of a chunk is a multiple of 8 and not of 16. */
  words[0] = 0;
  for (gsize i = 1; i < needed / 8 - 1; i += 2)
    words[i] = words[i + 1] = 0;
  return words;
}

static inline void
pool_set_site (wmem_allocator_t *pool, const char *site)
{
  if (pool)
    pool->site = site;
}

void *
wmem_alloc_at (wmem_allocator_t *allocator, size_t size, const char *site)
{
  pool_set_site (allocator, site);
  void *piece = wmem_alloc (allocator, size);
  pool_set_site (allocator, NULL);
  return piece;
}

void *
wmem_alloc0_at (wmem_allocator_t *allocator, size_t size, const char *site)
{
  pool_set_site (allocator, site);
  void *piece = wmem_alloc0 (allocator, size);
  pool_set_site (allocator, NULL);
  return piece;
}

void *
wmem_realloc_at (wmem_allocator_t *allocator, void *ptr, size_t size, const char *site)
{
  pool_set_site (allocator, site);
  void *piece = wmem_realloc (allocator, ptr, size);
  pool_set_site (allocator, NULL);
  return piece;
}

void *
wmem_realloc (wmem_allocator_t *allocator, void *ptr, const size_t size)
{
  if (allocator == NULL)
    return g_realloc (ptr, size);
  if (ptr == NULL)
    return wmem_alloc (allocator, size);
  if (size == 0)
    {
      wmem_free (allocator, ptr);
      return NULL;
    }
  if (G_UNLIKELY (!allocator->in_scope))
    wmem_pool_abort (allocator, "%" G_GSIZE_FORMAT " bytes asked for out of scope", size);
  pool_assert_owner (allocator);
  if (pool_counts (allocator))
    pool_book (allocator, size, allocator->policy->asked (allocator, ptr));
  return allocator->policy->realloc (allocator, ptr, size);
}

static void
pool_watch_free (wmem_allocator_t *pool, const void *piece)
{
  pool_assert_owner (pool);
  if (pool_counts (pool))
    pool->asked -= pool->policy->asked (pool, piece);
}

void
wmem_free (wmem_allocator_t *allocator, void *ptr)
{
  if (ptr == NULL)
    return;
  if (allocator == NULL)
    {
      g_free (ptr);
      return;
    }
  if (G_UNLIKELY (allocator->watched))
    pool_watch_free (allocator, ptr);
  allocator->policy->free (allocator, ptr);
}

void *
wmem_alloc_aligned (wmem_allocator_t *allocator, size_t size, size_t alignment)
{
  g_return_val_if_fail (allocator != NULL && alignment != 0 && (alignment & (alignment - 1)) == 0, NULL);
  if (size == 0)
    return NULL;
  if (alignment <= 16)
    return wmem_alloc (allocator, size);
  pool_admit (allocator, size);
  return allocator->policy->alloc_aligned (allocator, size, alignment);
}

size_t
wmem_usable_size (wmem_allocator_t *allocator, const void *ptr)
{
  g_return_val_if_fail (allocator != NULL, 0);
  return ptr ? allocator->policy->usable (allocator, ptr) : 0;
}

void *
wmem_move (wmem_allocator_t *from, wmem_allocator_t *to, void *ptr)
{
  if (ptr == NULL || from == to)
    return ptr;
  g_return_val_if_fail (from != NULL && to != NULL, ptr);
  const gsize size = from->policy->asked (from, ptr);
  if (from->policy == to->policy && from->policy->steal && from->policy->steal (from, to, ptr))
    {
      if (pool_counts (from))
        from->asked -= size;
      if (pool_counts (to))
        pool_book (to, size, 0);
      return ptr;
    }
  void *copy = memcpy (wmem_alloc (to, size), ptr, size);
  wmem_free (from, ptr);
  return copy;
}

gboolean
wmem_move_all (wmem_allocator_t *from, wmem_allocator_t *to)
{
  if (from == NULL || to == NULL || from == to || from->policy != to->policy || from->policy->steal_all == NULL
      || pool_counts (from) || pool_counts (to) || from->open_marks > 0 || to->open_marks > 0)
    return FALSE;
  if (from->containers + from->fillers > 0)
    {
      g_warning ("pool '%s' (%s): not moved: %u containers or string buffers in it would go on to use it",
                 wmem_pool_get_name (from), from->policy->name, from->containers + from->fillers);
      return FALSE;
    }
  return from->policy->steal_all (from, to);
}

size_t
wmem_array_bytes (size_t size, gssize count)
{
  gsize bytes = 0;
  if (count > 0 && (!g_size_checked_mul (&bytes, size, (gsize) count) || bytes > G_MAXSSIZE))
    wmem_abort ("an array of %" G_GSSIZE_FORMAT " elements of %" G_GSIZE_FORMAT " bytes overflows", count, size);
  return bytes;
}

/* --- marks ----------------------------------------------------------------------------------------------------- */

wmem_mark_t
wmem_pool_mark (wmem_allocator_t *allocator)
{
  g_return_val_if_fail (allocator != NULL, (wmem_mark_t){ 0 });
  wmem_mark_t mark = allocator->policy->mark (allocator);
  mark.depth = ++allocator->open_marks;
  mark.containers = allocator->containers;
  if (allocator->marks == NULL)
    allocator->marks = g_array_new (FALSE, FALSE, sizeof mark);
  g_array_set_size (allocator->marks, mark.depth - 1);
  g_array_append_val (allocator->marks, mark);
  allocator->policy->publish (allocator);
  return mark;
}

/* Whether @mark is one of the open ones, or says the same as one. */
static gboolean
mark_is_open (const wmem_allocator_t *pool, const wmem_mark_t *mark)
{
  if (mark->depth == 0 || mark->depth > pool->open_marks)
    return FALSE;
  const wmem_mark_t *open = &g_array_index (pool->marks, wmem_mark_t, mark->depth - 1);
  return open->place == mark->place && open->position == mark->position && open->serial == mark->serial;
}

void
wmem_pool_rewind (wmem_allocator_t *allocator, wmem_mark_t mark)
{
  g_return_if_fail (allocator != NULL);
  if (!mark_is_open (allocator, &mark))
    wmem_pool_abort (allocator, "rewound to a mark that is not open");
  if (G_UNLIKELY (allocator->callbacks))
    wmem_callbacks_run (allocator, WMEM_CB_FREE_EVENT, mark.depth);
  if (mark.depth > allocator->open_marks)
    return; /* a callback has freed all */
  /* Of those that were there then, some may have ended. */
  allocator->containers = MIN (allocator->containers, mark.containers);
  allocator->open_marks = mark.depth - 1;
  allocator->policy->rewind (allocator, mark);
  allocator->policy->publish (allocator);
  if (pool_counts (allocator))
    pool_observe (allocator);
}

/* --- names ----------------------------------------------------------------------------------------------------- */

void
wmem_pool_set_name (wmem_allocator_t *allocator, const char *name)
{
  g_return_if_fail (allocator != NULL);
  g_free (allocator->name);
  allocator->name = g_strdup (name);
  if (G_UNLIKELY (allocator->policy->traced))
    wmem_trace_name (allocator);
}

const char *
wmem_pool_get_name (const wmem_allocator_t *allocator)
{
  g_return_val_if_fail (allocator != NULL, "the heap");
  return allocator->name ? allocator->name : "unnamed";
}

wmem_allocator_type_t
wmem_pool_get_type (const wmem_allocator_t *allocator)
{
  g_return_val_if_fail (allocator != NULL, WMEM_ALLOCATOR_SIMPLE);
  return allocator->policy->type;
}

void
wmem_pool_report_leaks (wmem_allocator_t *allocator, gboolean report)
{
  g_return_if_fail (allocator != NULL);
  allocator->report_leaks = report;
}

void
wmem_pool_check (wmem_allocator_t *allocator)
{
  g_return_if_fail (allocator != NULL);
  allocator->policy->check (allocator);
}
