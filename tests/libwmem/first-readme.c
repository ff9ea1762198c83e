/* SPDX-License-Identifier: MIT */
/*
 * The examples of wmem's first README as one program: its two includes, its creation call, its loop. Built by
 * installed.sh as somebody else's program would be; prints what it made, so that an optimiser keeps it.
 */
#include <stdio.h>
#include <string.h>

#include "wmem/wmem.h"
#include "wmem/wmem_allocator_glib.h"

static int
one_piece (void)
{
  wmem_allocator_t *pool = wmem_create_glib_allocator ();
  char *memory = (char *) wmem_alloc (pool, 20);
  memset (memory, 'x', 20);
  const int last = memory[19];
  wmem_destroy_allocator (pool);
  return last;
}

static size_t
pieces_in_a_loop (void)
{
  wmem_allocator_t *pool = wmem_create_glib_allocator ();
  wmem_pool_statistics_t statistics;
  int i;
  for (i = 0; i < 100; i++)
    {
      wmem_alloc (pool, 512);
      wmem_strdup_printf (pool, "round %d", i);
      wmem_free_all (pool);
    }
  wmem_pool_get_statistics (pool, &statistics);
  wmem_destroy_allocator (pool);
  return statistics.pieces;
}

int
main (void)
{
  const int last = one_piece ();
  const size_t left = pieces_in_a_loop ();
  printf ("%c %lu\n", last, (unsigned long) left);
  return last == 'x' && left == 0 ? 0 : 1;
}
