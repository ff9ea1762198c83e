/* SPDX-License-Identifier: MIT */
/*
 * The peers of the pool benchmark. Libraries are loaded at run time and never linked.
 */
#include "pool_peers.h"

#include <dlfcn.h>
#include <obstack.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Ours, through the exported symbols, as a program that was compiled against other headers calls it. */
static void *(*volatile exported_alloc) (wmem_allocator_t *pool, size_t size) = wmem_alloc;

static void *
block_fast_begin (void)
{
  return wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
}

static void *
block_begin (void)
{
  return wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
}

static void *
ours_alloc (void *pool, size_t size)
{
  return exported_alloc (pool, size);
}

static void *
ours_alloc0 (void *pool, size_t size)
{
  return wmem_alloc0 (pool, size);
}

static void *
ours_realloc (void *pool, void *piece, size_t size)
{
  return wmem_realloc (pool, piece, size);
}

static void
ours_free (void *pool, void *piece)
{
  wmem_free (pool, piece);
}

static void
ours_empty (void *pool)
{
  wmem_free_all (pool);
}

static void
ours_end (void *pool)
{
  wmem_destroy_allocator (pool);
}

/* Upstream's wmem. */
static void *(*up_new) (int type);
static void *(*up_alloc) (void *pool, size_t size);
static void *(*up_alloc0) (void *pool, size_t size);
static void *(*up_realloc) (void *pool, void *piece, size_t size);
static void (*up_free) (void *pool, void *piece);
static void (*up_free_all) (void *pool);
static void (*up_destroy) (void *pool);

static gboolean
up_load (void *library)
{
  *(void **) &up_new = dlsym (library, "wmem_allocator_new");
  *(void **) &up_alloc = dlsym (library, "wmem_alloc");
  *(void **) &up_alloc0 = dlsym (library, "wmem_alloc0");
  *(void **) &up_realloc = dlsym (library, "wmem_realloc");
  *(void **) &up_free = dlsym (library, "wmem_free");
  *(void **) &up_free_all = dlsym (library, "wmem_free_all");
  *(void **) &up_destroy = dlsym (library, "wmem_destroy_allocator");
  return up_new && up_alloc && up_alloc0 && up_realloc && up_free && up_free_all && up_destroy;
}

static void *
up_block_fast_begin (void)
{
  return up_new (WMEM_ALLOCATOR_BLOCK_FAST);
}

static void *
up_block_begin (void)
{
  return up_new (WMEM_ALLOCATOR_BLOCK);
}

static void *
up_do_alloc (void *pool, size_t size)
{
  return up_alloc (pool, size);
}

static void *
up_do_alloc0 (void *pool, size_t size)
{
  return up_alloc0 (pool, size);
}

static void *
up_do_realloc (void *pool, void *piece, size_t size)
{
  return up_realloc (pool, piece, size);
}

static void
up_do_free (void *pool, void *piece)
{
  up_free (pool, piece);
}

static void
up_do_empty (void *pool)
{
  up_free_all (pool);
}

static void
up_do_end (void *pool)
{
  up_destroy (pool);
}

/* APR pools. */
static int (*apr_start) (void);
static int (*apr_create) (void **pool, void *parent, void *abort, void *allocator);
static void *(*apr_alloc) (void *pool, size_t size);
static void (*apr_clear) (void *pool);
static void (*apr_destroy) (void *pool);

static gboolean
apr_load (void *library)
{
  *(void **) &apr_start = dlsym (library, "apr_initialize");
  *(void **) &apr_create = dlsym (library, "apr_pool_create_ex");
  *(void **) &apr_alloc = dlsym (library, "apr_palloc");
  *(void **) &apr_clear = dlsym (library, "apr_pool_clear");
  *(void **) &apr_destroy = dlsym (library, "apr_pool_destroy");
  return apr_start && apr_create && apr_alloc && apr_clear && apr_destroy && apr_start () == 0;
}

static void *
apr_begin (void)
{
  void *pool = NULL;
  apr_create (&pool, NULL, NULL, NULL);
  return pool;
}

static void *
apr_do_alloc (void *pool, size_t size)
{
  return apr_alloc (pool, size);
}

static void
apr_do_empty (void *pool)
{
  apr_clear (pool);
}

static void
apr_do_end (void *pool)
{
  apr_destroy (pool);
}

/* talloc: emptying frees the children. */
static void *(*talloc_zero_named) (const void *context, size_t size, const char *name);
static void *(*talloc_resize) (const void *context, void *piece, size_t size, const char *name);
static void *(*talloc_named) (const void *context, size_t size, const char *name);
static int (*talloc_free_one) (void *piece, const char *location);
static void (*talloc_free_those) (void *context);

static gboolean
talloc_load (void *library)
{
  *(void **) &talloc_named = dlsym (library, "talloc_named_const");
  *(void **) &talloc_zero_named = dlsym (library, "_talloc_zero");
  *(void **) &talloc_resize = dlsym (library, "_talloc_realloc");
  *(void **) &talloc_free_one = dlsym (library, "_talloc_free");
  *(void **) &talloc_free_those = dlsym (library, "talloc_free_children");
  return talloc_named && talloc_zero_named && talloc_resize && talloc_free_one && talloc_free_those;
}

static void *
talloc_begin (void)
{
  return talloc_named (NULL, 0, "pool");
}

static void *
talloc_alloc (void *pool, size_t size)
{
  return talloc_named (pool, size, "piece");
}

static void *
talloc_alloc0 (void *pool, size_t size)
{
  return talloc_zero_named (pool, size, "piece");
}

static void *
talloc_do_realloc (void *pool, void *piece, size_t size)
{
  return talloc_resize (pool, piece, size, "piece");
}

static void
talloc_do_free (void *pool G_GNUC_UNUSED, void *piece)
{
  talloc_free_one (piece, "bench");
}

static void
talloc_empty (void *pool)
{
  talloc_free_those (pool);
}

static void
talloc_end (void *pool)
{
  talloc_free_one (pool, "bench");
}

/* mimalloc heaps: emptying destroys the heap and makes another. */
typedef struct
{
  void *heap;
} mimalloc_pool_t;

static void *(*mi_new) (void);
static void *(*mi_alloc) (void *heap, size_t size);
static void *(*mi_alloc0) (void *heap, size_t size);
static void *(*mi_realloc) (void *heap, void *piece, size_t size);
static void (*mi_free_piece) (void *piece);
static void (*mi_destroy) (void *heap);

static gboolean
mimalloc_load (void *library)
{
  *(void **) &mi_new = dlsym (library, "mi_heap_new");
  *(void **) &mi_alloc = dlsym (library, "mi_heap_malloc");
  *(void **) &mi_alloc0 = dlsym (library, "mi_heap_zalloc");
  *(void **) &mi_realloc = dlsym (library, "mi_heap_realloc");
  *(void **) &mi_free_piece = dlsym (library, "mi_free");
  *(void **) &mi_destroy = dlsym (library, "mi_heap_destroy");
  return mi_new && mi_alloc && mi_alloc0 && mi_realloc && mi_free_piece && mi_destroy;
}

static void *
mimalloc_begin (void)
{
  mimalloc_pool_t *pool = malloc (sizeof *pool);
  pool->heap = mi_new ();
  return pool;
}

static void *
mimalloc_alloc (void *pool, size_t size)
{
  return mi_alloc (((mimalloc_pool_t *) pool)->heap, size);
}

static void *
mimalloc_alloc0 (void *pool, size_t size)
{
  return mi_alloc0 (((mimalloc_pool_t *) pool)->heap, size);
}

static void *
mimalloc_realloc (void *pool, void *piece, size_t size)
{
  return mi_realloc (((mimalloc_pool_t *) pool)->heap, piece, size);
}

static void
mimalloc_free (void *pool G_GNUC_UNUSED, void *piece)
{
  mi_free_piece (piece);
}

static void
mimalloc_empty (void *pool)
{
  mimalloc_pool_t *mimalloc = pool;
  mi_destroy (mimalloc->heap);
  mimalloc->heap = mi_new ();
}

static void
mimalloc_end (void *pool)
{
  mi_destroy (((mimalloc_pool_t *) pool)->heap);
  free (pool);
}

/* malloc, with the list that it takes to free all. */
typedef struct link {
  struct link *next, *previous;
} link_t;

static void *
malloc_begin (void)
{
  link_t *head = malloc (sizeof *head);
  head->next = head->previous = head;
  return head;
}

static void *
malloc_alloc (void *pool, size_t size)
{
  link_t *head = pool, *link = malloc (sizeof *link + size);
  link->next = head->next;
  link->previous = head;
  head->next->previous = link;
  head->next = link;
  return link + 1;
}

static void
malloc_free (void *pool G_GNUC_UNUSED, void *piece)
{
  link_t *link = (link_t *) piece - 1;
  link->next->previous = link->previous;
  link->previous->next = link->next;
  free (link);
}

static void
malloc_empty (void *pool)
{
  link_t *head = pool;
  for (link_t *link = head->next, *next; link != head; link = next)
    {
      next = link->next;
      free (link);
    }
  head->next = head->previous = head;
}

static void
malloc_end (void *pool)
{
  malloc_empty (pool);
  free (pool);
}

/* obstack. */
#define obstack_chunk_alloc malloc
#define obstack_chunk_free free

typedef struct
{
  struct obstack stack;
  void *first;
} obstack_pool_t;

static void *
obstack_pool_begin (void)
{
  obstack_pool_t *pool = malloc (sizeof *pool);
  obstack_begin (&pool->stack, 32 * 1024);
  pool->first = obstack_alloc (&pool->stack, 1);
  return pool;
}

static void *
obstack_pool_alloc (void *pool, size_t size)
{
  return obstack_alloc (&((obstack_pool_t *) pool)->stack, size);
}

static void
obstack_pool_empty (void *pool)
{
  obstack_pool_t *obstack = pool;
  obstack_free (&obstack->stack, obstack->first);
  obstack->first = obstack_alloc (&obstack->stack, 1);
}

static void
obstack_pool_end (void *pool)
{
  obstack_free (&((obstack_pool_t *) pool)->stack, NULL);
  free (pool);
}

#define BUMP_SPACE ((size_t) 1 << 30)

static void *
bump_begin (void)
{
  bump_t *bump = malloc (sizeof *bump);
  bump->start = bump->next
      = mmap (NULL, BUMP_SPACE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return bump;
}

static void *
bump_called (void *pool, size_t size)
{
  return bump_alloc (pool, size);
}

static void
bump_empty (void *pool)
{
  bump_t *bump = pool;
  bump->next = bump->start;
}

static void
bump_end (void *pool)
{
  munmap (((bump_t *) pool)->start, BUMP_SPACE);
  free (pool);
}

static void
no_free (void *pool G_GNUC_UNUSED, void *piece G_GNUC_UNUSED)
{
}

/* What calling costs: one piece for all. */
static char one_piece[(1 << 20) + 16];

static void *
harness_begin (void)
{
  return one_piece;
}

static void *
harness_alloc (void *pool, size_t size G_GNUC_UNUSED)
{
  return pool;
}

static void *
harness_realloc (void *pool G_GNUC_UNUSED, void *piece, size_t size G_GNUC_UNUSED)
{
  return piece;
}

static void
harness_nothing (void *pool G_GNUC_UNUSED)
{
}

#define OURS                                                                                                   \
  .alloc = ours_alloc, .alloc0 = ours_alloc0, .realloc = ours_realloc, .free = ours_free, .empty = ours_empty, \
  .end = ours_end
#define UPSTREAM                                                                               \
  .library = "libwsutil.so.14", .load = up_load, .alloc = up_do_alloc, .alloc0 = up_do_alloc0, \
  .realloc = up_do_realloc, .free = up_do_free, .empty = up_do_empty, .end = up_do_end

peer_t peers[N_PEERS] = {
  [PEER_BUMP] = {
      .name = "bump pointer (limit)",
      .begin = bump_begin,
      .alloc = bump_called,
      .free = no_free,
      .empty = bump_empty,
      .end = bump_end,
  },
  [PEER_INLINED] = { .name = "libwmem inlined", .begin = block_fast_begin, .begin_file = block_begin, OURS },
  { .name = "libwmem block_fast", .begin = block_fast_begin, .begin_file = block_begin, OURS },
  { .name = "libwmem block", .begin = block_begin, OURS },
  [PEER_UPSTREAM_FAST] = { .name = "upstream block_fast", .begin = up_block_fast_begin, .begin_file = up_block_begin, UPSTREAM },
  { .name = "upstream block", .begin = up_block_begin, UPSTREAM },
  {
      .name = "APR pool",
      .library = "libapr-1.so.0",
      .load = apr_load,
      .begin = apr_begin,
      .alloc = apr_do_alloc,
      .free = no_free,
      .empty = apr_do_empty,
      .end = apr_do_end,
  },
  {
      .name = "obstack",
      .begin = obstack_pool_begin,
      .alloc = obstack_pool_alloc,
      .free = no_free,
      .empty = obstack_pool_empty,
      .end = obstack_pool_end,
  },
  {
      .name = "mimalloc heap",
      .library = "libmimalloc.so.2",
      .load = mimalloc_load,
      .begin = mimalloc_begin,
      .alloc = mimalloc_alloc,
      .alloc0 = mimalloc_alloc0,
      .realloc = mimalloc_realloc,
      .free = mimalloc_free,
      .empty = mimalloc_empty,
      .end = mimalloc_end,
  },
  {
      .name = "malloc with a list",
      .begin = malloc_begin,
      .alloc = malloc_alloc,
      .free = malloc_free,
      .empty = malloc_empty,
      .end = malloc_end,
  },
  {
      .name = "talloc",
      .library = "libtalloc.so.2",
      .load = talloc_load,
      .begin = talloc_begin,
      .alloc = talloc_alloc,
      .alloc0 = talloc_alloc0,
      .realloc = talloc_do_realloc,
      .free = talloc_do_free,
      .empty = talloc_empty,
      .end = talloc_end,
  },
  [PEER_HARNESS] = {
      .name = "harness alone",
      .begin = harness_begin,
      .alloc = harness_alloc,
      .realloc = harness_realloc,
      .free = no_free,
      .empty = harness_nothing,
      .end = harness_nothing,
  },
};

void
load_peers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (peers); i++)
    if (peers[i].library)
      {
        void *library = dlopen (peers[i].library, RTLD_NOW | RTLD_LOCAL);
        peers[i].missing = library == NULL || !peers[i].load (library);
        if (peers[i].missing)
          printf ("left out: %s (%s is not installed)\n", peers[i].name, peers[i].library);
      }
}
