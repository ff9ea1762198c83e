/* SPDX-License-Identifier: MIT */
/*
 * libwmem's pools against their peers: nanoseconds, instructions and memory, interleaved in one process.
 *
 * Every peer runs every workload in turn, round after round, and the least processor time of each counts: what the
 * machine does besides hits all alike. Peers are loaded at run time and never linked: one that is not installed is
 * named and left out. The bump pointer is the physical limit: it cannot free, check or count.
 *
 * Sizes follow what a real analyser asks for: 24 bytes are half of the requests, 4 bytes a quarter, 91% are 32 or less.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <linux/perf_event.h>
#include <obstack.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "wmem/wmem_core.h"

#define ROUNDS 7
#define SIZES 4096
#define LIVE 10000

static guint32 sizes[SIZES];

static void
sizes_fill (void)
{
  guint32 random = 20121001;
  for (int i = 0; i < SIZES; i++)
    {
      random = random * 1664525 + 1013904223;
      const guint32 percent = (random >> 8) % 100;
      const guint32 spread = random >> 16;
      sizes[i] = percent < 52 ? 24 : percent < 78 ? 4 : percent < 91 ? spread % 32 + 1 : percent < 99 ? spread % 224 + 33
                                                                                              : spread % 1800 + 257;
    }
}

/* --- peers ---------------------------------------------------------------------------------------------------------- */

/* A peer: how to begin, allocate, free, empty and end. A peer without free leaves pieces until it is emptied. */
typedef struct
{
  const char *name;
  const char *library; /* loaded at run time, or NULL */
  gboolean (*load) (void *library);
  void *(*begin) (void);
  void *(*alloc) (void *pool, size_t size);
  void (*free) (void *pool, void *piece);
  void (*empty) (void *pool);
  void (*end) (void *pool);
  gboolean missing;
} peer_t;

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
static void (*up_free) (void *pool, void *piece);
static void (*up_free_all) (void *pool);
static void (*up_destroy) (void *pool);

static gboolean
up_load (void *library)
{
  *(void **) &up_new = dlsym (library, "wmem_allocator_new");
  *(void **) &up_alloc = dlsym (library, "wmem_alloc");
  *(void **) &up_free = dlsym (library, "wmem_free");
  *(void **) &up_free_all = dlsym (library, "wmem_free_all");
  *(void **) &up_destroy = dlsym (library, "wmem_destroy_allocator");
  return up_new && up_alloc && up_free && up_free_all && up_destroy;
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
static void *(*talloc_named) (const void *context, size_t size, const char *name);
static int (*talloc_free_one) (void *piece, const char *location);
static void (*talloc_free_those) (void *context);

static gboolean
talloc_load (void *library)
{
  *(void **) &talloc_named = dlsym (library, "talloc_named_const");
  *(void **) &talloc_free_one = dlsym (library, "_talloc_free");
  *(void **) &talloc_free_those = dlsym (library, "talloc_free_children");
  return talloc_named && talloc_free_one && talloc_free_those;
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
static void (*mi_free_piece) (void *piece);
static void (*mi_destroy) (void *heap);

static gboolean
mimalloc_load (void *library)
{
  *(void **) &mi_new = dlsym (library, "mi_heap_new");
  *(void **) &mi_alloc = dlsym (library, "mi_heap_malloc");
  *(void **) &mi_free_piece = dlsym (library, "mi_free");
  *(void **) &mi_destroy = dlsym (library, "mi_heap_destroy");
  return mi_new && mi_alloc && mi_free_piece && mi_destroy;
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
typedef struct link
{
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

/* The limit: a pointer that moves through memory mapped beforehand. */
typedef struct
{
  char *start, *next;
} bump_t;

#define BUMP_SPACE ((size_t) 1 << 30)

static void *
bump_begin (void)
{
  bump_t *bump = malloc (sizeof *bump);
  bump->start = bump->next
    = mmap (NULL, BUMP_SPACE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return bump;
}

static inline void *
bump_alloc (void *pool, size_t size)
{
  bump_t *bump = pool;
  void *piece = bump->next;
  bump->next += (size + 15) & ~(size_t) 15;
  return piece;
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

#define UPSTREAM "libwsutil.so.14"

enum { PEER_BUMP, PEER_INLINED, PEER_UPSTREAM_FAST = 4 };

static peer_t peers[] = {
  [PEER_BUMP] = { .name = "bump pointer (limit)", .begin = bump_begin, .alloc = bump_alloc, .free = no_free,
                  .empty = bump_empty, .end = bump_end },
  [PEER_INLINED] = { .name = "libwmem inlined", .begin = block_fast_begin, .alloc = ours_alloc, .free = ours_free,
                     .empty = ours_empty, .end = ours_end },
  { .name = "libwmem block_fast", .begin = block_fast_begin, .alloc = ours_alloc, .free = ours_free,
    .empty = ours_empty, .end = ours_end },
  { .name = "libwmem block", .begin = block_begin, .alloc = ours_alloc, .free = ours_free, .empty = ours_empty,
    .end = ours_end },
  [PEER_UPSTREAM_FAST] = { .name = "upstream block_fast", .library = UPSTREAM, .load = up_load,
                           .begin = up_block_fast_begin, .alloc = up_do_alloc, .free = up_do_free,
                           .empty = up_do_empty, .end = up_do_end },
  { .name = "upstream block", .library = UPSTREAM, .load = up_load, .begin = up_block_begin, .alloc = up_do_alloc,
    .free = up_do_free, .empty = up_do_empty, .end = up_do_end },
  { .name = "APR pool", .library = "libapr-1.so.0", .load = apr_load, .begin = apr_begin, .alloc = apr_do_alloc,
    .free = no_free, .empty = apr_do_empty, .end = apr_do_end },
  { .name = "obstack", .begin = obstack_pool_begin, .alloc = obstack_pool_alloc, .free = no_free,
    .empty = obstack_pool_empty, .end = obstack_pool_end },
  { .name = "mimalloc heap", .library = "libmimalloc.so.2", .load = mimalloc_load, .begin = mimalloc_begin,
    .alloc = mimalloc_alloc, .free = mimalloc_free, .empty = mimalloc_empty, .end = mimalloc_end },
  { .name = "malloc with a list", .begin = malloc_begin, .alloc = malloc_alloc, .free = malloc_free,
    .empty = malloc_empty, .end = malloc_end },
  { .name = "talloc", .library = "libtalloc.so.2", .load = talloc_load, .begin = talloc_begin, .alloc = talloc_alloc,
    .free = talloc_do_free, .empty = talloc_empty, .end = talloc_end },
};

/* --- workloads ------------------------------------------------------------------------------------------------------ */

/* A workload as a macro, so that the inlined calls and the bump pointer are compiled into their own copy of it. */
#define DEFINE_WORKLOADS(PREFIX, ALLOC, FREE)                                                                         \
  static guint64 PREFIX##_packet (const peer_t *peer, void *pool, guint count)                                        \
  {                                                                                                                   \
    (void) peer;                                                                                                      \
    const guint packets = 2000000 / count;                                                                            \
    for (guint packet = 0; packet < packets; packet++)                                                                \
      {                                                                                                               \
        for (guint i = 0; i < count; i++)                                                                             \
          *(volatile char *) ALLOC (pool, sizes[(packet + i) % SIZES]) = 1;                                           \
        peer->empty (pool);                                                                                           \
      }                                                                                                               \
    return (guint64) packets * count;                                                                                 \
  }                                                                                                                   \
                                                                                                                      \
  /* A packet as measured: 72 allocations, a sixth of them freed, the newest more often than others. */              \
  static guint64 PREFIX##_replay (const peer_t *peer, void *pool, guint count)                                        \
  {                                                                                                                   \
    guint64 operations = 0;                                                                                           \
    for (guint packet = 0; packet < count; packet++)                                                                  \
      {                                                                                                               \
        void *recent[4] = { NULL };                                                                                   \
        for (guint i = 0; i < 72; i++)                                                                                \
          {                                                                                                           \
            void *piece = ALLOC (pool, sizes[(packet * 7 + i) % SIZES]);                                              \
            *(volatile char *) piece = 1;                                                                             \
            operations++;                                                                                             \
            if (i % 9 == 4)                                                                                           \
              {                                                                                                       \
                FREE (pool, piece);                                                                                   \
                operations++;                                                                                         \
              }                                                                                                       \
            else if (i % 18 == 9 && recent[i % 4])                                                                    \
              {                                                                                                       \
                FREE (pool, recent[i % 4]);                                                                           \
                recent[i % 4] = NULL;                                                                                 \
                operations++;                                                                                         \
              }                                                                                                       \
            else                                                                                                      \
              recent[i % 4] = piece;                                                                                  \
          }                                                                                                           \
        peer->empty (pool);                                                                                           \
      }                                                                                                               \
    return operations;                                                                                                \
  }                                                                                                                   \
                                                                                                                      \
  /* Millions of pieces that stay, one in twenty freed. */                                                            \
  static guint64 PREFIX##_file (const peer_t *peer, void *pool, guint count)                                          \
  {                                                                                                                   \
    (void) peer;                                                                                                      \
    void *last = NULL;                                                                                                \
    for (guint i = 0; i < count; i++)                                                                                 \
      {                                                                                                               \
        const guint32 size = sizes[i % SIZES];                                                                        \
        void *piece = ALLOC (pool, size);                                                                             \
        memset (piece, 1, size);                                                                                      \
        if (i % 20 == 10)                                                                                             \
          FREE (pool, last);                                                                                          \
        last = piece;                                                                                                 \
      }                                                                                                               \
    return count + count / 20;                                                                                        \
  }                                                                                                                   \
                                                                                                                      \
  /* Ten thousand live pieces, replaced at random. */                                                                 \
  static guint64 PREFIX##_churn (const peer_t *peer, void *pool, guint count)                                         \
  {                                                                                                                   \
    (void) peer;                                                                                                      \
    static __thread void *live[LIVE];                                                                                 \
    guint32 random = 1;                                                                                               \
    for (guint i = 0; i < LIVE; i++)                                                                                  \
      live[i] = ALLOC (pool, sizes[i % SIZES]);                                                                       \
    for (guint i = 0; i < count; i++)                                                                                 \
      {                                                                                                               \
        random = random * 1664525 + 1013904223;                                                                       \
        const guint slot = (random >> 8) % LIVE;                                                                      \
        FREE (pool, live[slot]);                                                                                      \
        live[slot] = ALLOC (pool, sizes[i % SIZES]);                                                                  \
        *(volatile char *) live[slot] = 1;                                                                            \
      }                                                                                                               \
    return 2 * (guint64) count;                                                                                       \
  }                                                                                                                   \
                                                                                                                      \
  static guint64 PREFIX##_jumbo (const peer_t *peer, void *pool, guint count)                                         \
  {                                                                                                                   \
    for (guint i = 0; i < count; i++)                                                                                 \
      {                                                                                                               \
        char *piece = ALLOC (pool, (size_t) 1 << 20);                                                                 \
        piece[0] = piece[4096] = 1;                                                                                   \
        if (i % 16 == 15)                                                                                             \
          peer->empty (pool);                                                                                         \
        else                                                                                                          \
          FREE (pool, piece);                                                                                         \
      }                                                                                                               \
    return count;                                                                                                     \
  }

#define CALL_ALLOC(pool, size) peer->alloc (pool, size)
#define CALL_FREE(pool, piece) peer->free (pool, piece)
DEFINE_WORKLOADS (called, CALL_ALLOC, CALL_FREE)
#define INLINED_ALLOC(pool, size) wmem_alloc (pool, size)
#define INLINED_FREE(pool, piece) wmem_free (pool, piece)
DEFINE_WORKLOADS (inlined, INLINED_ALLOC, INLINED_FREE)
#define BUMP_ALLOC(pool, size) bump_alloc (pool, size)
#define BUMP_FREE(pool, piece) ((void) (piece))
DEFINE_WORKLOADS (bumped, BUMP_ALLOC, BUMP_FREE)

typedef guint64 (*workload_t) (const peer_t *peer, void *pool, guint count);

static const struct
{
  const char *name;
  workload_t called, inlined, bumped;
  guint count;
  guint threads;
  gboolean fresh; /* each round in a new process, where no peer has memory of earlier rounds; the end is included */
} workloads[] = {
  { "file, cold", called_file, inlined_file, bumped_file, 2000000, 1, TRUE },
  { "churn 10000", called_churn, inlined_churn, bumped_churn, 500000, 1, TRUE },
  { "jumbo 1 MiB", called_jumbo, inlined_jumbo, bumped_jumbo, 256, 1, TRUE },
  { "packet 10", called_packet, inlined_packet, bumped_packet, 10, 1, FALSE },
  { "packet 100", called_packet, inlined_packet, bumped_packet, 100, 1, FALSE },
  { "packet 1000", called_packet, inlined_packet, bumped_packet, 1000, 1, FALSE },
  { "replay", called_replay, inlined_replay, bumped_replay, 20000, 1, FALSE },
  { "two threads", called_packet, inlined_packet, bumped_packet, 100, 2, FALSE },
};

/* --- measuring ------------------------------------------------------------------------------------------------------ */

typedef struct
{
  double nanoseconds;  /* least, per operation */
  double instructions; /* least, per operation; 0: the machine does not count */
} figure_t;

static int instruction_counter = -1;

static void
counter_open (void)
{
  struct perf_event_attr attributes = { .type = PERF_TYPE_HARDWARE, .size = sizeof attributes,
                                        .config = PERF_COUNT_HW_INSTRUCTIONS, .exclude_kernel = 1, .exclude_hv = 1 };
  instruction_counter = (int) syscall (SYS_perf_event_open, &attributes, 0, -1, -1, 0);
}

static guint64
counter_read (void)
{
  guint64 value = 0;
  if (instruction_counter >= 0 && read (instruction_counter, &value, sizeof value) != sizeof value)
    value = 0;
  return value;
}

static double
processor_nanoseconds (void)
{
  struct timespec now;
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e9 + (double) now.tv_nsec;
}

typedef struct
{
  const peer_t *peer;
  workload_t run;
  guint count;
  gboolean fresh;
  figure_t figure;
} measurement_t;

static gpointer
measure (gpointer data)
{
  measurement_t *measurement = data;
  const peer_t *peer = measurement->peer;
  void *pool = peer->begin ();
  if (!measurement->fresh)
    {
      measurement->run (peer, pool, measurement->count); /* warm */
      peer->empty (pool);
    }
  const guint64 instructions = counter_read ();
  const double start = processor_nanoseconds ();
  const guint64 operations = measurement->run (peer, pool, measurement->count);
  if (measurement->fresh)
    peer->end (pool);
  measurement->figure.nanoseconds = (processor_nanoseconds () - start) / (double) operations;
  measurement->figure.instructions = (double) (counter_read () - instructions) / (double) operations;
  if (!measurement->fresh)
    peer->end (pool);
  return NULL;
}

/* Runs @work in a process of its own. @return FALSE where that failed, with @result as it was. */
static gboolean
in_new_process (void (*work) (gconstpointer what, double result[2]), gconstpointer what, double result[2])
{
  int ends[2];
  double answer[2] = { 0, 0 };
  if (pipe (ends) != 0)
    return FALSE;
  fflush (stdout);
  const pid_t child = fork ();
  if (child == 0)
    {
      work (what, answer);
      _exit (write (ends[1], answer, sizeof answer) == sizeof answer ? 0 : 1);
    }
  close (ends[1]);
  const gboolean done = read (ends[0], answer, sizeof answer) == sizeof answer;
  close (ends[0]);
  waitpid (child, NULL, 0);
  if (done)
    memcpy (result, answer, sizeof answer);
  return done;
}

static void
measure_fresh (gconstpointer what, double result[2])
{
  measurement_t measurement = *(const measurement_t *) what;
  counter_open ();
  measure (&measurement);
  result[0] = measurement.figure.nanoseconds;
  result[1] = measurement.figure.instructions;
}

static double
resident_bytes (void)
{
  unsigned long pages = 0;
  FILE *statm = fopen ("/proc/self/statm", "r");
  if (statm == NULL || fscanf (statm, "%*u %lu", &pages) != 1)
    pages = 0;
  if (statm)
    fclose (statm);
  return (double) pages * (double) sysconf (_SC_PAGESIZE);
}

/* Bytes resident per byte asked after the file workload. */
static void
measure_held (gconstpointer what, double result[2])
{
  const peer_t *peer = what;
  void *pool = peer->begin ();
  const double before = resident_bytes ();
  called_file (peer, pool, 2000000);
  double asked = 0;
  for (guint i = 0; i < 2000000; i++)
    asked += sizes[i % SIZES] - (i % 20 == 10 ? (double) sizes[(i - 1) % SIZES] : 0);
  result[0] = (resident_bytes () - before) / asked;
}

static figure_t
measure_once (guint peer, guint workload)
{
  measurement_t measurement = {
    .peer = &peers[peer],
    .run = peer == PEER_BUMP ? workloads[workload].bumped : peer == PEER_INLINED ? workloads[workload].inlined
                                                                                : workloads[workload].called,
    .count = workloads[workload].count,
    .fresh = workloads[workload].fresh,
  };
  if (workloads[workload].fresh)
    {
      double result[2] = { 0, 0 };
      in_new_process (measure_fresh, &measurement, result);
      return (figure_t){ result[0], result[1] };
    }
  measurement_t other = measurement;
  GThread *thread = workloads[workload].threads > 1 ? g_thread_new ("other", measure, &other) : NULL;
  measure (&measurement);
  if (thread)
    {
      g_thread_join (thread);
      measurement.figure.nanoseconds = MAX (measurement.figure.nanoseconds, other.figure.nanoseconds);
    }
  return measurement.figure;
}

static void
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

int
main (void)
{
  static figure_t least[G_N_ELEMENTS (workloads)][G_N_ELEMENTS (peers)];
  sizes_fill ();
  load_peers ();
  counter_open ();
  for (guint workload = 0; workload < G_N_ELEMENTS (workloads); workload++)
    for (guint round = 0; round < ROUNDS; round++)
      for (guint peer = 0; peer < G_N_ELEMENTS (peers); peer++)
        if (!peers[peer].missing)
          {
            const figure_t figure = measure_once (peer, workload);
            figure_t *best = &least[workload][peer];
            if (round == 0 || figure.nanoseconds < best->nanoseconds)
              best->nanoseconds = figure.nanoseconds;
            if (round == 0 || figure.instructions < best->instructions)
              best->instructions = figure.instructions;
          }

  for (guint workload = 0; workload < G_N_ELEMENTS (workloads); workload++)
    {
      const double limit = least[workload][PEER_BUMP].nanoseconds;
      const double upstream = least[workload][PEER_UPSTREAM_FAST].nanoseconds;
      printf ("\n%-22s %10s %12s %12s %14s\n", workloads[workload].name, "ns", "/ upstream", "/ bump", "instructions");
      for (guint peer = 0; peer < G_N_ELEMENTS (peers); peer++)
        {
          if (peers[peer].missing)
            continue;
          const figure_t *figure = &least[workload][peer];
          char instructions[32] = "-", ratio[32] = "-";
          if (figure->instructions > 0)
            g_snprintf (instructions, sizeof instructions, "%.0f", figure->instructions);
          if (upstream > 0)
            g_snprintf (ratio, sizeof ratio, "%.2f", figure->nanoseconds / upstream);
          printf ("%-22s %10.2f %12s %12.2f %14s\n", peers[peer].name, figure->nanoseconds, ratio,
                  figure->nanoseconds / limit, instructions);
        }
    }

  printf ("\n%-22s %s\n", "file", "bytes held per byte asked");
  for (guint peer = 0; peer < G_N_ELEMENTS (peers); peer++)
    {
      double result[2] = { 0, 0 };
      if (!peers[peer].missing && in_new_process (measure_held, &peers[peer], result))
        printf ("%-22s %.2f\n", peers[peer].name, result[0]);
    }
  return 0;
}
