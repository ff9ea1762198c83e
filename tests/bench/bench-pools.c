/* SPDX-License-Identifier: MIT */
/*
 * libwmem's pools against their peers: nanoseconds, instructions and memory, interleaved in one process.
 *
 * Every peer runs every workload in turn, round after round, and the least processor time of each counts: what the
 * machine does besides hits all alike. Peers are loaded at run time and never linked: one that is not installed is
 * named and left out. The bump pointer is the physical limit: it cannot free, check or count.
 *
 * Arguments choose workloads by a part of their names.
 *
 * Sizes follow what a real analyser asks for: 24 bytes are half of the requests, 4 bytes a quarter, 91% are 32 or less.
 */
#define _GNU_SOURCE
#include <linux/perf_event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "pool_peers.h"

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
  { "jumbo 1 MiB", called_jumbo, inlined_jumbo, bumped_jumbo, 4096, 1, TRUE },
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

/* Whether the command line wants @name: all, where it names none. */
static gboolean
wanted (char **names, const char *name)
{
  for (char **part = names; *part; part++)
    if (strstr (name, *part))
      return TRUE;
  return *names == NULL;
}

int
main (int argc G_GNUC_UNUSED, char **argv)
{
  static figure_t least[G_N_ELEMENTS (workloads)][N_PEERS];
  sizes_fill ();
  load_peers ();
  counter_open ();
  for (guint workload = 0; workload < G_N_ELEMENTS (workloads); workload++)
    for (guint round = 0; round < ROUNDS && wanted (argv + 1, workloads[workload].name); round++)
      for (guint peer = 0; peer < N_PEERS; peer++)
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
      if (!wanted (argv + 1, workloads[workload].name))
        continue;
      const double limit = least[workload][PEER_BUMP].nanoseconds;
      const double upstream = least[workload][PEER_UPSTREAM_FAST].nanoseconds;
      printf ("\n%-22s %10s %12s %12s %14s\n", workloads[workload].name, "ns", "/ upstream", "/ bump", "instructions");
      for (guint peer = 0; peer < N_PEERS; peer++)
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
  for (guint peer = 0; peer < N_PEERS; peer++)
    {
      double result[2] = { 0, 0 };
      if (!peers[peer].missing && in_new_process (measure_held, &peers[peer], result))
        printf ("%-22s %.2f\n", peers[peer].name, result[0]);
    }
  return 0;
}
