/* SPDX-License-Identifier: MIT */
/*
 * Heap memory that only pieces of a living pool point to is no leak: a leak checker at the end of this program says
 * so, or fails it.
 */
#include "wmem/wmem.h"

#define PIECES 100 /* more than registers and the stack may happen to remember */

static wmem_allocator_t *pools[4];

int
main (void)
{
  static const wmem_allocator_type_t types[]
      = { WMEM_ALLOCATOR_SIMPLE, WMEM_ALLOCATOR_BLOCK, WMEM_ALLOCATOR_STRICT, WMEM_ALLOCATOR_BLOCK_FAST };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      pools[i] = wmem_allocator_new (types[i]);
      for (guint k = 0; k < PIECES; k++)
        *wmem_new (pools[i], gpointer) = g_malloc (k + 1);
      *(gpointer *) wmem_alloc (pools[i], 1024 * 1024) = g_malloc (PIECES);
    }
  return 0;
}
