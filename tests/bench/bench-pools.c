/* SPDX-License-Identifier: MIT */
/*
 * libwmem's pools against their peers: nanoseconds, instructions and memory, interleaved in one process.
 *
 * Every peer runs every workload in turn, round after round, and the least processor time of each counts: what the
 * machine does besides hits all alike. Peers are loaded at run time and never linked: one that is not installed is
 * named and left out. The bump pointer is the physical limit: it cannot free, check or count.
 *
 * "Harness alone" is what the same calls cost where they do nothing. No ratio is net of it: it varies from run to
 * run by as much as a peer takes, with the places that the loader gives to code and data.
 *
 * Arguments choose workloads by a part of their names, and with an @ before it one peer by all of its name. Where the
 * machine does not count instructions, valgrind does: 14 runs of a workload, so for 2 million allocations each in
 *
 *     valgrind --tool=callgrind --toggle-collect=called_packet bench-pools 'packet 1000' '@libwmem block_fast'
 *
 * what was "collected" is to be divided by 28 million.
 *
 * The workloads are pool_workloads.h, the sizes that they ask for pool_mix.h.
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

#include "pool_mix.h"
#include "pool_peers.h"

#define ROUNDS 7
/* Bytes that a workload asked for and that live at its end. */
static __thread guint64 living_bytes;

#define LIVE 10000 /* pieces of the churn */

/* Through the peer's pointers. */
#define WORKLOAD(name) called_##name
#define ALLOC(pool, size) peer->alloc (pool, size)
#define ALLOC0(pool, size) peer_alloc0 (peer, pool, size)
#define REALLOC(pool, piece, old_size, size) peer_realloc (peer, pool, piece, old_size, size)
#define FREE(pool, piece) peer->free (pool, piece)
#include "pool_workloads.h"
#undef WORKLOAD
#undef ALLOC
#undef ALLOC0
#undef REALLOC
#undef FREE

/* libwmem's, as a C program that optimises has them. */
#define WORKLOAD(name) inlined_##name
#define ALLOC(pool, size) wmem_alloc (pool, size)
#define ALLOC0(pool, size) wmem_alloc0 (pool, size)
#define REALLOC(pool, piece, old_size, size) wmem_realloc (pool, piece, size)
#define FREE(pool, piece) wmem_free (pool, piece)
#include "pool_workloads.h"
#undef WORKLOAD
#undef ALLOC
#undef ALLOC0
#undef REALLOC
#undef FREE

/* The limit. */
#define WORKLOAD(name) bumped_##name
#define ALLOC(pool, size) bump_alloc (pool, size)
#define ALLOC0(pool, size) memset (bump_alloc (pool, size), 0, size)
#define REALLOC(pool, piece, old_size, size) memcpy (bump_alloc (pool, size), piece, MIN (old_size, size))
#define FREE(pool, piece) ((void) (piece))
#include "pool_workloads.h"

typedef guint64 (*workload_t) (const peer_t *peer, void *pool, void *file, guint count);

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
  { "replay, stock mix", called_replay, inlined_replay, bumped_replay, 20000, 1, FALSE },
  { "two threads", called_packet, inlined_packet, bumped_packet, 100, 2, FALSE },
  { "short-lived pool", called_short_lived, inlined_short_lived, bumped_short_lived, 20000, 1, FALSE },
};

/* --- measuring ---------------------------------------------------------------------------------------------------- */

typedef struct
{
  double nanoseconds;  /* least, per operation */
  double instructions; /* least, per operation; 0: the machine does not count */
} figure_t;

static int instruction_counter = -1;

static void
counter_open (void)
{
  struct perf_event_attr attributes = {
    .type = PERF_TYPE_HARDWARE,
    .size = sizeof attributes,
    .config = PERF_COUNT_HW_INSTRUCTIONS,
    .exclude_kernel = 1,
    .exclude_hv = 1,
  };
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
  void *pool = peer->begin (), *file = (peer->begin_file ? peer->begin_file : peer->begin) ();
  if (!measurement->fresh)
    {
      measurement->run (peer, pool, file, measurement->count); /* warm */
      peer->empty (pool);
    }
  const guint64 instructions = counter_read ();
  const double start = processor_nanoseconds ();
  const guint64 operations = measurement->run (peer, pool, file, measurement->count);
  if (measurement->fresh)
    peer->end (pool);
  measurement->figure.nanoseconds = (processor_nanoseconds () - start) / (double) operations;
  measurement->figure.instructions = (double) (counter_read () - instructions) / (double) operations;
  if (!measurement->fresh)
    peer->end (pool);
  peer->end (file);
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

/* What the process really has of memory; the counters of /proc/self/statm lag behind by a hundred pages. */
static double
resident_bytes (void)
{
  double bytes = 0;
  char line[256];
  FILE *maps = fopen ("/proc/self/smaps_rollup", "r");
  while (maps && fgets (line, sizeof line, maps))
    if (g_str_has_prefix (line, "Rss:"))
      bytes = g_ascii_strtod (line + 4, NULL) * 1024;
  if (maps)
    fclose (maps);
  return bytes;
}

/* Bytes resident per byte that was asked for and lives after a workload. */
static void
measure_held (gconstpointer what, double result[2])
{
  const measurement_t *measurement = what;
  /* First the limit's: what the workload and the reading touch themselves does not count. */
  void *limit = peers[PEER_BUMP].begin ();
  measurement->run (&peers[PEER_BUMP], limit, NULL, measurement->count);
  peers[PEER_BUMP].end (limit);
  resident_bytes ();

  void *pool = measurement->peer->begin ();
  const double before = resident_bytes ();
  living_bytes = 0;
  measurement->run (measurement->peer, pool, NULL, measurement->count);
  result[0] = (resident_bytes () - before) / (double) living_bytes;
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

/* Whether the command line wants workload @name: all, where it names none. */
static gboolean
wanted (char **arguments, const char *name)
{
  gboolean any = FALSE;
  for (char **part = arguments; *part; part++)
    {
      if (**part != '@' && strstr (name, *part))
        return TRUE;
      any |= **part != '@';
    }
  return !any;
}

/* Leaves out all peers but the one that the command line names, if it does. */
static void
choose_peer (char **arguments)
{
  for (char **name = arguments; *name; name++)
    for (guint peer = 0; peer < N_PEERS && **name == '@'; peer++)
      peers[peer].missing |= !g_str_equal (peers[peer].name, *name + 1);
}

/* @a divided by @b, as text of its own place; "-" where there is no @b. */
static const char *
ratio_text (double a, double b, char text[16])
{
  if (b > 0)
    g_snprintf (text, 16, "%.2f", a / b);
  else
    g_strlcpy (text, "-", 16);
  return text;
}

static void
print_workload (const char *name, const figure_t least[N_PEERS])
{
  printf ("%-22s %10s %12s %12s %14s\n", name, "ns", "/ upstream", "/ bump", "instructions");
  for (guint peer = 0; peer < N_PEERS; peer++)
    {
      const figure_t *figure = &least[peer];
      if (figure->nanoseconds <= 0)
        continue;
      char upstream[16], bump[16], instructions[32] = "-";
      if (figure->instructions > 0)
        g_snprintf (instructions, sizeof instructions, "%.0f", figure->instructions);
      printf ("%-22s %10.2f %12s %12s %14s\n", peers[peer].name, figure->nanoseconds,
              ratio_text (figure->nanoseconds, least[PEER_UPSTREAM_FAST].nanoseconds, upstream),
              ratio_text (figure->nanoseconds, least[PEER_BUMP].nanoseconds, bump), instructions);
    }
  printf ("\n");
}

/* Each peer's, and what the layout of libwmem's chunks takes at least: 8 bytes before a piece aligned to 16. */
static void
print_held (char **names)
{
  static const struct {
    const char *name;
    workload_t run;
    guint count;
  } held[] = {
    { "held: file", called_file, 2000000 },
    { "held: churn 10000", called_churn, 500000 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    {
      if (!wanted (names, held[i].name))
        continue;
      printf ("%-22s %s\n", held[i].name, "bytes resident per byte asked that lives");
      for (guint peer = 0; peer < N_PEERS; peer++)
        {
          const measurement_t measurement = { .peer = &peers[peer], .run = held[i].run, .count = held[i].count };
          double result[2] = { 0, 0 };
          if (peer != PEER_HARNESS && !peers[peer].missing && in_new_process (measure_held, &measurement, result))
            printf ("%-22s %.2f\n", peers[peer].name, result[0]);
        }
      printf ("\n");
    }
  double asked = 0, chunks = 0;
  for (guint i = 0; i < SIZES; i++)
    {
      asked += file_requests[i].size;
      chunks += (file_requests[i].size + 8 + 15) & ~15u;
    }
  if (wanted (names, "held: file"))
    printf ("%-22s %.2f\n\n", "held: file, least", chunks / asked);
}

int
main (int argc G_GNUC_UNUSED, char **argv)
{
  static figure_t least[G_N_ELEMENTS (workloads)][N_PEERS];
  requests_draw ();
  load_peers ();
  choose_peer (argv + 1);
  counter_open ();
  print_held (argv + 1); /* before this process has a heap of its own, which its children would inherit */
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
      print_workload (workloads[workload].name, least[workload]);
    }
  return 0;
}
