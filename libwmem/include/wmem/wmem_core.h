/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Pools, and memory from them.
 *
 * A pool owns all memory that was allocated from it: wmem_free_all() ends all of it at once. The contract of every
 * call here:
 *
 *  - it succeeds or aborts the program with a message, as g_malloc() does; multiplication overflow aborts;
 *  - a size of 0 gives NULL, and freeing NULL does nothing;
 *  - a NULL pool means the plain GLib heap: free it with wmem_free (NULL, p) or g_free(); what only a pool can do is then not done, with a
 *    warning, but for what says that NULL is fine;
 *  - memory is aligned for max_align_t;
 *  - a pool belongs to one thread at a time: nothing is locked. A checking build (-Dchecking=true) aborts where a
 *    second thread uses it.
 *
 * Source-compatible with Wireshark's wmem_core.h: libwmem/README.md says with which versions, and what is binary-compatible.
 */
#ifndef WMEM_CORE_H
#define WMEM_CORE_H

#include <string.h>
#include <glib.h>

#if defined(WMEM_COMPILATION) && defined(__GNUC__)
#define WMEM_API __attribute__ ((visibility ("default")))
#else
#define WMEM_API
#endif

/* For compilers: never NULL; new memory of as many bytes as parameter SIZE says. Strings and containers are never NULL either, but
 * that is not told: programs that come from emem test what they got, and clang would warn of each of those tests. */
#define WMEM_NEVER_NULL __attribute__ ((__returns_nonnull__))
#define WMEM_NEW_MEMORY(SIZE) G_GNUC_MALLOC G_GNUC_ALLOC_SIZE (SIZE)

/* The types of the headers: with WMEM_C99_TYPES results and callbacks are `bool`, as in Wireshark since 4.4, without it
 * `gboolean`, as up to 4.2. A callback that returns `bool` leaves most of its register undefined, so the functions that
 * take callbacks exist twice; names ending in _bool are those for `bool`. All else is the same symbol in both. */
#ifdef __cplusplus
typedef bool wmem_c99_bool_t;
#else
typedef _Bool wmem_c99_bool_t;
#endif
#ifdef WMEM_C99_TYPES
#include <inttypes.h>
#include <stdbool.h>
typedef wmem_c99_bool_t wmem_bool_t;
#define wmem_register_callback wmem_register_callback_bool
#define wmem_tree_foreach wmem_tree_foreach_bool
#else
typedef gboolean wmem_bool_t;
#endif

/* The calls that programs make most are inlined where a C compiler optimises; the exported symbols always stay.
 * WMEM_NO_INLINE switches that off. */
#if defined(__GNUC__) && defined(__OPTIMIZE__) && !defined(__cplusplus) && !defined(WMEM_NO_INLINE) \
    && !defined(WMEM_COMPILATION)
#define WMEM_INLINE_CALLS 1
#define WMEM_INLINE extern __inline __attribute__ ((gnu_inline, always_inline))
#endif

G_BEGIN_DECLS

/** A pool. Opaque. */
typedef struct _wmem_allocator_t wmem_allocator_t;

/** The allocation policies. The values are upstream's. */
typedef enum _wmem_allocator_type_t {
  WMEM_ALLOCATOR_SIMPLE,    /**< every piece from the GLib heap: for tools that watch the heap */
  WMEM_ALLOCATOR_BLOCK,     /**< general: big blocks, each piece can be freed and reused */
  WMEM_ALLOCATOR_STRICT,    /**< checks everything, slow: for finding misuse */
  WMEM_ALLOCATOR_BLOCK_FAST /**< for short lives: big blocks, freeing gives back only the newest piece */
} wmem_allocator_type_t;

/**
 * Makes a pool.
 *
 * The environment variable WIRESHARK_DEBUG_WMEM_OVERRIDE, or WMEM_ALLOCATOR, set to `simple` (or `glib`), `block`,
 * `block_fast` or `strict` when wmem_init() or the first call of this function comes, replaces the type of every pool.
 *
 * @return a new pool, in scope: end it with wmem_destroy_allocator().
 */
WMEM_API wmem_allocator_t *wmem_allocator_new (const wmem_allocator_type_t type) WMEM_NEVER_NULL;

/** Frees all memory of @a allocator and the pool itself. Its callbacks run first, with WMEM_CB_DESTROY_EVENT; in one of
 *  them this aborts. */
WMEM_API void wmem_destroy_allocator (wmem_allocator_t *allocator);

/** @return @a size bytes, not initialised; NULL where @a size is 0. */
WMEM_API void *wmem_alloc (wmem_allocator_t *allocator, const size_t size) WMEM_NEW_MEMORY (2);

/** @return @a size zeroed bytes; NULL where @a size is 0. */
WMEM_API void *wmem_alloc0 (wmem_allocator_t *allocator, const size_t size) WMEM_NEW_MEMORY (2);

/**
 * Changes the size of @a ptr, which may move. NULL allocates; a @a size of 0 frees.
 *
 * @return the memory with the smaller of both sizes kept; NULL where @a size is 0.
 */
WMEM_API void *wmem_realloc (wmem_allocator_t *allocator, void *ptr, const size_t size) G_GNUC_ALLOC_SIZE (3);

/** Gives back @a ptr, which came from @a allocator. What is reused when depends on the policy. */
WMEM_API void wmem_free (wmem_allocator_t *allocator, void *ptr);

/** Frees everything in @a allocator; the pool stays usable. Its callbacks run first, with WMEM_CB_FREE_EVENT. */
WMEM_API void wmem_free_all (wmem_allocator_t *allocator);

/** Gives memory that @a allocator holds but does not use back to the system. Worth its time now and then only. */
WMEM_API void wmem_gc (wmem_allocator_t *allocator);

/** Starts the library: reads the override, makes the default session. Other calls do it by themselves if need be. */
WMEM_API void wmem_init (void);

/** Ends the default session and its three pools. */
WMEM_API void wmem_cleanup (void);

/** Allows allocation in @a allocator, after wmem_leave_scope(). A new pool is in scope already. */
WMEM_API void wmem_enter_scope (wmem_allocator_t *allocator);

/** Frees everything in @a allocator; until wmem_enter_scope() allocating aborts, and names the pool. */
WMEM_API void wmem_leave_scope (wmem_allocator_t *allocator);

/** @return whether allocation in @a allocator is allowed. */
WMEM_API wmem_bool_t wmem_in_scope (wmem_allocator_t *allocator);

/** Multiplies for an array. @return @a count times @a size; 0 where @a count is; aborts on overflow. */
WMEM_API size_t wmem_array_bytes (size_t size, gssize count);

#define wmem_new(allocator, type) ((type *) wmem_alloc ((allocator), sizeof (type)))
#define wmem_new0(allocator, type) ((type *) wmem_alloc0 ((allocator), sizeof (type)))
/** The bytes of @a num elements. Negative counts give 0, as upstream's do; overflow aborts. */
#define wmem_safe_mult_type_size(type, num) wmem_array_bytes (sizeof (type), (gssize) (num))
#define wmem_alloc_array(allocator, type, num) \
  ((type *) wmem_alloc ((allocator), wmem_safe_mult_type_size (type, num)))
#define wmem_alloc0_array(allocator, type, num) \
  ((type *) wmem_alloc0 ((allocator), wmem_safe_mult_type_size (type, num)))

/** What the inlined wmem_alloc() does where its short way is closed. */
WMEM_API void *wmem_alloc_out_of_line (wmem_allocator_t *allocator, const size_t size) WMEM_NEW_MEMORY (2);

#ifdef WMEM_INLINE_CALLS

/* What the inlined calls know of a pool: its first two words. Part of the binary interface of this soname.
 *
 *  cursor  where the next chunk starts, always 8 below a multiple of 16
 *  room    bytes of chunks that may be cut from cursor, a multiple of 16; 0 in pools that want to see every call
 *          (strict, simple, limited, watched by a tool, out of scope, with freed chunks to reuse before)
 *
 * A chunk is an 8-byte header {bytes of the chunk, bytes asked} and the data. */
struct wmem_pool_front {
  unsigned char *cursor;
  size_t room;
};

#define WMEM_INLINE_LIMIT 4096

WMEM_INLINE void *
wmem_alloc (wmem_allocator_t *allocator, const size_t size)
{
  struct wmem_pool_front *front = (struct wmem_pool_front *) (void *) allocator;
  const size_t needed = (size + 23) & ~(size_t) 15;
  if (G_LIKELY (front && size - 1 < WMEM_INLINE_LIMIT && needed <= front->room))
    {
      guint32 *header = (guint32 *) (void *) front->cursor;
      header[0] = (guint32) needed;
      header[1] = (guint32) size;
      front->cursor += needed;
      front->room -= needed;
      return header + 2;
    }
  return wmem_alloc_out_of_line (allocator, size);
}

#endif

/** wmem_alloc(), wmem_alloc0() and wmem_realloc() that say where in the program they stand: @a site is a string that
 *  lives as long as the program. In a file that defines WMEM_DEBUG the plain names mean these, with "file:line". */
WMEM_API void *wmem_alloc_at (wmem_allocator_t *allocator, size_t size, const char *site) WMEM_NEW_MEMORY (2);
WMEM_API void *wmem_alloc0_at (wmem_allocator_t *allocator, size_t size, const char *site) WMEM_NEW_MEMORY (2);
WMEM_API void *wmem_realloc_at (wmem_allocator_t *allocator, void *ptr, size_t size, const char *site)
    G_GNUC_ALLOC_SIZE (3);

#if defined(WMEM_DEBUG) && !defined(WMEM_COMPILATION)
#define WMEM_SITE __FILE__ ":" G_STRINGIFY (__LINE__)
#define wmem_alloc(allocator, size) wmem_alloc_at ((allocator), (size), WMEM_SITE)
#define wmem_alloc0(allocator, size) wmem_alloc0_at ((allocator), (size), WMEM_SITE)
#define wmem_realloc(allocator, ptr, size) wmem_realloc_at ((allocator), (ptr), (size), WMEM_SITE)
#endif

G_END_DECLS

#endif
