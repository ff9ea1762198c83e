/* SPDX-License-Identifier: MIT */
/*
 * Memory from the system, and what the tools that watch memory are told about it.
 *
 * AddressSanitizer sees poisoned ranges; valgrind sees a mempool. Where one of them watches, chunks keep a distance and
 * every call takes the long way.
 */
#pragma once

#include <glib.h>

#if defined(__SANITIZE_ADDRESS__)
#define WMEM_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WMEM_ASAN 1
#endif
#endif

#ifdef WMEM_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/lsan_interface.h>
#define WMEM_NO_SANITIZE __attribute__ ((no_sanitize ("address")))
#else
#define WMEM_NO_SANITIZE
#endif

#ifdef WMEM_HAVE_VALGRIND
#include <valgrind/memcheck.h>
#endif

/* @return @size zeroed bytes, page-aligned; NULL where there are none. @size is a multiple of the page size. */
void *wmem_pages_get (gsize size);
void wmem_pages_give_back (void *pages, gsize size);

/* Resizes what wmem_pages_get() gave; may move it. @return NULL where it can't, with the old pages as they were. */
void *wmem_pages_resize (void *pages, gsize old_size, gsize size);

/* The page size, at least 4096. */
gsize wmem_page_size (void);

/* For tests: fails every call after @successes more; G_MAXUINT: never. */
void wmem_pages_fail_after (guint successes);

/* @return whether a tool watches this process: constant over its life. Of valgrind's tools only memcheck does, which
 * alone answers this request with something; the others shall see the pools as they are. */
static inline gboolean
wmem_tool_watches (void)
{
#ifdef WMEM_ASAN
  return TRUE;
#elif defined(WMEM_HAVE_VALGRIND)
  static const char byte;
  return VALGRIND_MAKE_MEM_DEFINED (&byte, 1) != 0;
#else
  return FALSE;
#endif
}

/* A pool begins and ends, all of its pieces end: valgrind keeps a list of pools and their pieces. */
static inline void
wmem_tool_pool_begin (const void *pool G_GNUC_UNUSED)
{
#if defined(WMEM_HAVE_VALGRIND) && !defined(WMEM_ASAN)
  VALGRIND_CREATE_MEMPOOL (pool, 0, 0);
#endif
}

static inline void
wmem_tool_pool_end (const void *pool G_GNUC_UNUSED)
{
#if defined(WMEM_HAVE_VALGRIND) && !defined(WMEM_ASAN)
  VALGRIND_DESTROY_MEMPOOL (pool);
#endif
}

/* [start, start + size) may not be touched. */
static inline void
wmem_tool_forbid (const void *start G_GNUC_UNUSED, gsize size G_GNUC_UNUSED)
{
#ifdef WMEM_ASAN
  ASAN_POISON_MEMORY_REGION (start, size);
#elif defined(WMEM_HAVE_VALGRIND)
  VALGRIND_MAKE_MEM_NOACCESS (start, size);
#endif
}

/* [start, start + size) belongs to the library: it may be touched. */
static inline void
wmem_tool_allow (const void *start G_GNUC_UNUSED, gsize size G_GNUC_UNUSED)
{
#ifdef WMEM_ASAN
  ASAN_UNPOISON_MEMORY_REGION (start, size);
#elif defined(WMEM_HAVE_VALGRIND)
  VALGRIND_MAKE_MEM_DEFINED (start, size);
#endif
}

/* A piece begins: it may be touched and has no content. */
static inline void
wmem_tool_piece_begin (const void *pool G_GNUC_UNUSED, const void *piece G_GNUC_UNUSED, gsize size G_GNUC_UNUSED)
{
#ifdef WMEM_ASAN
  ASAN_UNPOISON_MEMORY_REGION (piece, size);
#elif defined(WMEM_HAVE_VALGRIND)
  VALGRIND_MEMPOOL_ALLOC (pool, piece, size);
#endif
}

/* A piece ends: nobody may touch it. */
static inline void
wmem_tool_piece_end (const void *pool G_GNUC_UNUSED, const void *piece G_GNUC_UNUSED, gsize size G_GNUC_UNUSED)
{
#ifdef WMEM_ASAN
  ASAN_POISON_MEMORY_REGION (piece, size);
#elif defined(WMEM_HAVE_VALGRIND)
  VALGRIND_MEMPOOL_FREE (pool, piece);
#endif
}
