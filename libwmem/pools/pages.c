/* SPDX-License-Identifier: MIT */
/*
 * Memory from the system, by mmap.
 */
#define _GNU_SOURCE /* mremap */
#include "pools/pages.h"

#include <sys/mman.h>
#include <unistd.h>

static guint successes_left = G_MAXUINT;

void
wmem_pages_fail_after (guint successes)
{
  successes_left = successes;
}

gsize
wmem_page_size (void)
{
  static gsize size;
  gsize known = (gsize) g_atomic_pointer_get (&size);
  if (known == 0)
    {
      const long asked = sysconf (_SC_PAGESIZE);
      known = asked > 4096 ? (gsize) asked : 4096;
      g_atomic_pointer_set (&size, known);
    }
  return known;
}

void *
wmem_pages_get (gsize size)
{
  if (G_UNLIKELY (successes_left != G_MAXUINT))
    {
      if (successes_left == 0)
        return NULL;
      successes_left--;
    }
  void *pages = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED)
    return NULL;
#ifdef WMEM_ASAN
  /* What only a pool points to is no leak. */
  __lsan_register_root_region (pages, size);
#endif
  return pages;
}

void
wmem_pages_give_back (void *pages, gsize size)
{
#ifdef WMEM_ASAN
  __lsan_unregister_root_region (pages, size);
  ASAN_UNPOISON_MEMORY_REGION (pages, size);
#endif
  munmap (pages, size);
}

void *
wmem_pages_resize (void *pages, gsize old_size, gsize size)
{
#if defined(__linux__) && !defined(WMEM_ASAN)
  if (successes_left == 0)
    return NULL;
  void *resized = mremap (pages, old_size, size, MREMAP_MAYMOVE);
  return resized == MAP_FAILED ? NULL : resized;
#else
  (void) pages, (void) old_size, (void) size;
  return NULL;
#endif
}
