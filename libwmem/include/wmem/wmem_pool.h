/* SPDX-License-Identifier: MIT */
/**
 * @file
 * What a pool can do beyond upstream's API: names, parents, limits, statistics, marks, alignment, moving.
 */
#ifndef WMEM_POOL_H
#define WMEM_POOL_H

#include "wmem_core.h"

G_BEGIN_DECLS

/* --- names and parents ---------------------------------------------------------------------------------------- */

/** Names @a allocator for messages and statistics. The name is copied. */
WMEM_API void wmem_pool_set_name (wmem_allocator_t *allocator, const char *name);

/** @return the name, owned by the pool; "unnamed" where none was set. */
WMEM_API const char *wmem_pool_get_name (const wmem_allocator_t *allocator);

/** @return the policy of @a allocator, after the override. */
WMEM_API wmem_allocator_type_t wmem_pool_get_type (const wmem_allocator_t *allocator);

/**
 * Makes a pool that ends with its parent: when @a parent frees everything or is destroyed, the child is destroyed.
 *
 * @param parent  the owner.
 * @param type    the child's policy.
 * @param name    its name, copied, or NULL.
 * @return the child; may be destroyed before its parent.
 */
WMEM_API wmem_allocator_t *wmem_pool_new_child (wmem_allocator_t *parent, wmem_allocator_type_t type,
                                                const char *name);

/* --- limits --------------------------------------------------------------------------------------------------- */

/**
 * Runs when an allocation would take a pool beyond its limit.
 *
 * @param wanted  bytes that were asked for.
 * @return whether to try again, after the handler freed something or raised the limit; FALSE aborts the program, and so
 *         does TRUE where it did neither.
 */
typedef gboolean (*wmem_limit_handler_t) (wmem_allocator_t *allocator, size_t wanted, void *user_data);

/**
 * Limits the bytes asked for and not freed in @a allocator. A limited pool takes the long way for each allocation.
 *
 * @param limit    bytes; 0 for no limit.
 * @param handler  asked before the program aborts, or NULL.
 */
WMEM_API void wmem_pool_set_limit (wmem_allocator_t *allocator, size_t limit, wmem_limit_handler_t handler,
                                   void *user_data);

/* --- statistics ----------------------------------------------------------------------------------------------- */

/** Size classes: class i counts live pieces of at most 16 << i bytes, the last one all that are larger. */
#define WMEM_SIZE_CLASSES 20

/** A pool at one moment. All sizes in bytes. */
typedef struct
{
  size_t asked;                           /**< of the live pieces, as they were asked for */
  size_t pieces;                          /**< live pieces */
  size_t held;                            /**< got from the system for this pool, its own records apart */
  size_t peak_held;                       /**< the most ever held */
  size_t peak_asked;                      /**< the most ever asked for at once; counted only since
                                                 wmem_pool_track() or a limit, else 0 */
  size_t reusable;                        /**< freed and waiting for reuse */
  size_t limit;                           /**< 0: none */
  size_t class_pieces[WMEM_SIZE_CLASSES]; /**< live pieces by size class */
  size_t class_asked[WMEM_SIZE_CLASSES];  /**< their bytes */
} wmem_pool_statistics_t;

/** Counts @a allocator by walking it: O(pieces), nothing on the way of an allocation. */
WMEM_API void wmem_pool_get_statistics (wmem_allocator_t *allocator, wmem_pool_statistics_t *statistics);

/** Counts the peak of bytes asked from now on, at the price of the long way for each allocation. */
WMEM_API void wmem_pool_track (wmem_allocator_t *allocator, gboolean track);

/** @return the statistics as lines of text: free with g_free(). */
WMEM_API char *wmem_pool_statistics_text (wmem_allocator_t *allocator);

/** @return the statistics as one JSON object: free with g_free(). */
WMEM_API char *wmem_pool_statistics_json (wmem_allocator_t *allocator);

/* --- marks ---------------------------------------------------------------------------------------------------- */

/** A moment in the life of a pool. Its content is the pool's. */
typedef struct
{
  void *place;
  size_t position;
  guint64 serial;
  unsigned depth;
  unsigned containers;
} wmem_mark_t;

/** @return a mark of what @a allocator holds now. While a mark is open, freed pieces are not reused. */
WMEM_API wmem_mark_t wmem_pool_mark (wmem_allocator_t *allocator);

/**
 * Frees everything that was allocated since @a mark, and closes the mark and those made after it. Callbacks that were
 * registered since run before, with WMEM_CB_FREE_EVENT: so child pools of that time end, and autoreset containers of
 * that time are empty or gone. A mark that is not open, as it was closed by a rewind or by wmem_free_all(), aborts. What was reallocated since counts as allocated since: a container that is older than
 * the mark must not have grown.
 */
WMEM_API void wmem_pool_rewind (wmem_allocator_t *allocator, wmem_mark_t mark);

/* --- pieces --------------------------------------------------------------------------------------------------- */

/** @param alignment a power of two. @return as wmem_alloc(), at a multiple of @a alignment; needs a pool. */
WMEM_API void *wmem_alloc_aligned (wmem_allocator_t *allocator, size_t size, size_t alignment)
    WMEM_NEW_MEMORY (2);

/** @return the bytes that may be used at @a ptr, at least as many as were asked for; 0 for NULL. */
WMEM_API size_t wmem_usable_size (wmem_allocator_t *allocator, const void *ptr);

/** Moves @a ptr, which must be no container and no string buffer, to another pool. @return its new place: the old one where the
 *  policies allow it. */
WMEM_API void *wmem_move (wmem_allocator_t *from, wmem_allocator_t *to, void *ptr);

/** Moves everything in @a from to @a to, every piece staying in its place. @return FALSE, with nothing moved, where
 *  the policies differ, one of them is NULL, limited, or has an open mark; and, with a warning, where containers or string
 *  buffers live or keep their content in @a from: they would go on to allocate from it. Callbacks stay with @a from. */
WMEM_API gboolean wmem_move_all (wmem_allocator_t *from, wmem_allocator_t *to);

/** Asks all live pools who owns @a ptr: in checking builds only, elsewhere NULL. O(pieces). */
WMEM_API wmem_allocator_t *wmem_pool_of (const void *ptr);

/** Checks the whole pool: the chunks of blocks, the guards of the strict policy. Aborts with a message. O(pieces). */
WMEM_API void wmem_pool_check (wmem_allocator_t *allocator);

/** Makes the strict policy report pieces that live when @a allocator is destroyed; others do nothing. */
WMEM_API void wmem_pool_report_leaks (wmem_allocator_t *allocator, gboolean report);

G_END_DECLS

#endif
