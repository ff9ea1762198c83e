/* SPDX-License-Identifier: MIT */
/*
 * The inside of a pool: the front that inlined calls know, the policy, and what every pool has whatever its policy.
 *
 * Terminology: a *pool* hands out *pieces* by its *policy*. A policy that cuts pieces from *blocks* calls them *chunks*.
 */
#pragma once

#include "wmem/wmem_core.h"
#include "wmem/wmem_pool.h"
#include "wmem/wmem_user_cb.h"

typedef struct wmem_policy wmem_policy_t;

struct callback_table;

struct _wmem_allocator_t {
  /* The front: the same as struct wmem_pool_front in wmem_core.h, the binary interface of the inlined calls. */
  guint8 *cursor;
  gsize room;

  const wmem_policy_t *policy;
  gboolean in_scope;
  gboolean watched; /* a limit, a count or a tool wants to see every call: room stays 0 */
  guint open_marks;
  guint containers; /* made in it since it was empty, and alive: they know it by its address */
  guint fillers;    /* autoreset containers elsewhere whose content is in it: they stay when it is emptied */
  guint64 serial;   /* counts allocations where policy or marks need an order */

  char *name;
  const char *site;                 /* "file:line" of the present call; NULL where it does not say */
  struct callback_table *callbacks; /* NULL until the first one is registered */
  GArray *marks;                    /* wmem_mark_t: the open ones, and closed ones behind; NULL until the first one is made */
  wmem_allocator_t *parent;
  guint parent_callback;

  guint trace; /* its number in the trace (pools/traced.h); 0: not traced, or not at present */
  gboolean tracked;
  gboolean report_leaks;
  gsize asked, peak_asked; /* kept while tracked or limited */
  gsize held, peak_held;
  gsize limit;
  wmem_limit_handler_t limit_handler;
  void *limit_data;

#ifdef WMEM_CHECKING
  GThread *owner;
  wmem_allocator_t *next, *previous; /* all live pools */
#endif
};

/* What statistics and wmem_pool_of() learn of each live piece. @return FALSE to stop. */
typedef gboolean (*piece_visitor_t) (void *piece, gsize asked, void *user_data);

/* A policy. Sizes are never 0, pools never NULL, in scope and below their limit. */
struct wmem_policy {
  const char *name;
  wmem_allocator_type_t type;
  gsize pool_size;             /* of the struct that begins with struct _wmem_allocator_t */
  const wmem_policy_t *traced; /* of a traced form: the policy that works; else NULL */

  void (*init) (wmem_allocator_t *pool);
  void (*finish) (wmem_allocator_t *pool); /* after free_all: gives back everything but the struct */
  void *(*alloc) (wmem_allocator_t *pool, gsize size);
  void *(*alloc0) (wmem_allocator_t *pool, gsize size);
  void *(*alloc_aligned) (wmem_allocator_t *pool, gsize size, gsize alignment);
  void *(*realloc) (wmem_allocator_t *pool, void *piece, gsize size);
  void (*free) (wmem_allocator_t *pool, void *piece);
  void (*free_all) (wmem_allocator_t *pool); /* publishes, too */
  void (*gc) (wmem_allocator_t *pool);
  gsize (*asked) (wmem_allocator_t *pool, const void *piece);
  gsize (*usable) (wmem_allocator_t *pool, const void *piece);
  void (*visit) (wmem_allocator_t *pool, piece_visitor_t visitor, void *user_data);
  gsize (*reusable) (wmem_allocator_t *pool);
  void (*report_leaks) (wmem_allocator_t *pool); /* may be NULL */
  void (*check) (wmem_allocator_t *pool);
  void (*publish) (wmem_allocator_t *pool); /* opens or closes the short way after in_scope or watched changed */
  wmem_mark_t (*mark) (wmem_allocator_t *pool);
  void (*rewind) (wmem_allocator_t *pool, wmem_mark_t mark);
  gboolean (*steal) (wmem_allocator_t *from, wmem_allocator_t *to, void *piece); /* in place; may be NULL */
  gboolean (*steal_all) (wmem_allocator_t *from, wmem_allocator_t *to);
};

extern const wmem_policy_t wmem_policy_glib;
extern const wmem_policy_t wmem_policy_block;
extern const wmem_policy_t wmem_policy_block_fast;
extern const wmem_policy_t wmem_policy_strict;

/* @return a new pool of exactly this policy. */
wmem_allocator_t *wmem_pool_new_of (const wmem_policy_t *policy);

/* Ends the program by abort(), after one line on stderr: "wmem: " and the message. */
G_NORETURN void wmem_abort (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* The same, with "pool 'NAME' (POLICY): " before the message. */
G_NORETURN void wmem_pool_abort (const wmem_allocator_t *pool, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* @return whether @pool cuts memory in steps of 16 bytes, and nobody wants to know the exact size of a piece. */
static inline gboolean
wmem_pool_rounds (const wmem_allocator_t *pool)
{
  return pool != NULL && pool->room > 0;
}

/* @return whether @pool is one for packets, which frees everything soon. */
static inline gboolean
wmem_pool_is_short_lived (const wmem_allocator_t *pool)
{
  return pool != NULL && pool->policy->type == WMEM_ALLOCATOR_BLOCK_FAST;
}

/* Books @bytes got from, or given back to, the system. */
static inline void
wmem_pool_hold (wmem_allocator_t *pool, gsize bytes)
{
  pool->held += bytes;
  pool->peak_held = MAX (pool->peak_held, pool->held);
}

static inline void
wmem_pool_release (wmem_allocator_t *pool, gsize bytes)
{
  pool->held -= bytes;
}

/* Runs the callbacks that were registered while at least @depth marks were open: 0 for all. */
void wmem_callbacks_run (wmem_allocator_t *pool, wmem_cb_event_t event, guint depth);

/* Registers a callback of the library's own: it is run where a pool ends even if it was registered while others ran. @return its number. */
guint wmem_callbacks_watch (wmem_allocator_t *pool, wmem_user_cb_t function, void *user_data);

/* @return whether one of the callbacks of @pool is being run. */
gboolean wmem_callbacks_running (const wmem_allocator_t *pool);

/* Forgets the callbacks of a pool that ends. */
void wmem_callbacks_free (wmem_allocator_t *pool);

/* Notes that something keeps the address of @pool, which may be NULL, and allocates from it later. */
static inline void
wmem_pool_container_made (wmem_allocator_t *pool)
{
  if (pool != NULL)
    pool->containers++;
}

static inline void
wmem_pool_container_ended (wmem_allocator_t *pool)
{
  if (pool != NULL)
    pool->containers--;
}

/* The largest piece of the short way: WMEM_INLINE_LIMIT of wmem_core.h. */
#define WMEM_SHORT_WAY_LIMIT 4096

/* The short way of wmem_alloc(), as wmem_core.h inlines it into programs. @needed is the chunk's size.
 * @return NULL where it is closed, or @size is not for it. */
static inline __attribute__ ((always_inline)) void *
wmem_pool_cut (wmem_allocator_t *pool, gsize size, gsize *needed)
{
  gsize rest;
  *needed = (size + 23) & ~(gsize) 15;
  /* One instruction takes away and compares. */
  if (G_LIKELY (pool && size - 1 < WMEM_SHORT_WAY_LIMIT && !__builtin_sub_overflow (pool->room, *needed, &rest)))
    {
      guint32 *header = (guint32 *) (void *) pool->cursor;
      header[0] = (guint32) *needed;
      header[1] = (guint32) size;
      pool->cursor += *needed;
      pool->room = rest;
      return header + 2;
    }
  return NULL;
}

/* wmem_alloc() for the library's own calls, inlined. */
static inline __attribute__ ((always_inline)) void *
wmem_pool_alloc (wmem_allocator_t *pool, gsize size)
{
  gsize needed;
  void *piece = wmem_pool_cut (pool, size, &needed);
  return G_LIKELY (piece != NULL) ? piece : wmem_alloc_out_of_line (pool, size);
}
