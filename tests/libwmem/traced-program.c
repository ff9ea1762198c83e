/* SPDX-License-Identifier: MIT */
/*
 * A program whose trace is known: tests/libwmem/test_trace.py says what has to be in it.
 *
 * traced-program HOW: "end" (by itself, its pools still there), "abort" (in mid-packet), "fork" (a child that goes on, one that runs another
 * program with the same trace), "threads", "many" (more pools and places than are told one by one), "quiet" (nothing but a pool that ends).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <wmem/wmem.h>
#include <wmem/wmem_pool.h>
#include <wmem/wmem_session.h>

enum { PACKETS = 50,
       PIECES = 10,
       PIECE = 100,
       KEPT = 64,
       MANY = 200,
       FEW = 30 };

/* Not static: so that its name is known at run time. */
void dissect (int how_many);

void
dissect (int how_many)
{
  for (int packet = 0; packet < how_many; packet++)
    {
      wmem_enter_packet_scope ();
      for (int i = 0; i < PIECES; i++)
        memset (wmem_alloc (wmem_packet_scope (), PIECE), 0, PIECE);
      wmem_alloc0 (wmem_file_scope (), KEPT);
      wmem_leave_packet_scope ();
    }
}

/* Each kind of call once, in a pool whose bytes are counted besides. */
static wmem_allocator_t *
do_everything (void)
{
  wmem_allocator_t *task = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK), *other = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
  wmem_pool_set_name (task, "<task>");
  wmem_pool_set_name (other, "other");
  wmem_pool_track (task, TRUE);
  char *text = wmem_strdup (task, "eleven char"); /* 12 */
  char *block = wmem_alloc (task, 1000);
  wmem_mark_t mark = wmem_pool_mark (task);
  wmem_alloc (task, 5000);
  wmem_pool_rewind (task, mark);
  block = wmem_realloc (task, block, 3000);
  wmem_free (task, wmem_alloc (task, 20));
  wmem_alloc_aligned (task, 300, 64);
  void *large = wmem_alloc (other, 600000);
  wmem_alloc (other, 7);
  wmem_move (other, task, large);
  wmem_free (task, text);
  wmem_destroy_allocator (other);
  return task;
}

static void *
thread_dissects (void *number)
{
  char *name = g_strdup_printf ("%d", GPOINTER_TO_INT (number));
  wmem_session_t *session = wmem_session_new (name);
  wmem_session_enter (session);
  wmem_enter_file_scope ();
  dissect (PACKETS);
  wmem_leave_file_scope ();
  wmem_session_enter (NULL);
  wmem_session_destroy (session);
  g_free (name);
  return NULL;
}

static void
run_threads (void)
{
  GThread *threads[4];
  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("dissects", thread_dissects, GINT_TO_POINTER (i));
  for (int i = 0; i < 4; i++)
    g_thread_join (threads[i]);
}

static void
run_children (char *self)
{
  if (fork () == 0)
    {
      /* Goes on with its parent's pools, and without the trace. */
      dissect (PACKETS);
      _exit (0);
    }
  if (fork () == 0)
    {
      execl (self, self, "quiet", (char *) NULL);
      _exit (1);
    }
  while (wait (NULL) > 0)
    ;
}

/* Many large pools in which nothing is left; then small ones, used over and over, in which something is; and one that many places use. */
static void
fill_many (void)
{
  for (int i = 0; i < MANY; i++)
    {
      wmem_allocator_t *large = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
      wmem_alloc (large, 10 * PIECE);
      wmem_free_all (large);
    }
  for (int i = 0; i < FEW; i++)
    {
      wmem_allocator_t *small = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
      for (int use = 0; use < MANY; use++)
        {
          wmem_free_all (small);
          wmem_alloc (small, PIECE);
        }
    }
#define FOUR_PLACES(pool) \
  (wmem_alloc (pool, PIECE), wmem_alloc (pool, PIECE), wmem_alloc (pool, PIECE), wmem_alloc (pool, PIECE))
  wmem_allocator_t *places = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
  wmem_pool_set_name (places, "many places");
  FOUR_PLACES (places);
  FOUR_PLACES (places);
  FOUR_PLACES (places);
  wmem_free_all (places);
}

int
main (int argc, char **argv)
{
  const char *how = argc == 2 ? argv[1] : "";
  /* Before any pool, and so before the trace. */
  const gboolean forks_first = strcmp (how, "fork-first") == 0;
  if (forks_first)
    fork ();
  if (strcmp (how, "quiet") == 0 || forks_first)
    {
      wmem_destroy_allocator (wmem_allocator_new (WMEM_ALLOCATOR_BLOCK));
      while (wait (NULL) > 0)
        ;
      return 0;
    }
  wmem_init ();
  if (strcmp (how, "many") == 0)
    {
      fill_many ();
      return 0;
    }
  if (strcmp (how, "threads") == 0)
    {
      run_threads ();
      wmem_cleanup ();
      return 0;
    }
  wmem_enter_file_scope ();
  dissect (PACKETS);
  wmem_allocator_t *task = do_everything ();
  if (strcmp (how, "abort") == 0)
    {
      wmem_enter_packet_scope ();
      wmem_alloc (wmem_packet_scope (), 4321);
      abort ();
    }
  if (strcmp (how, "fork") == 0)
    run_children (argv[0]);
  wmem_allocator_t *const pools[] = { task, wmem_file_scope (), wmem_epan_scope () };
  for (guint i = 0; i < G_N_ELEMENTS (pools); i++)
    {
      char *json = wmem_pool_statistics_json (pools[i]);
      printf ("%s\n", json);
      g_free (json);
    }
  return 0;
}
