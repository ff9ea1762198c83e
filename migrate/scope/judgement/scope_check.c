/* SPDX-License-Identifier: MIT */
/*
 * The scope checker: summaries to verdicts.
 */
#include "scope/judgement/scope_check.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "scope/judgement/verdict.h"

gboolean
scope_check (wmem_allocator_t *pool, const ScopeCheck *check, GPtrArray *findings, GArray *verdicts)
{
  gboolean whole = TRUE;
  /* By far the most of it, and nothing that is told of it lies in it: names are interned. What the units say does not grow any more. */
  wmem_allocator_t *unit_pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  wmem_allocator_t *program_pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  for (; check->summaries->len > 0; g_ptr_array_remove_index (check->summaries, 0))
    {
      ScopeUnit *unit = scope_unit_unpack (unit_pool, g_ptr_array_index (check->summaries, 0));
      if (unit)
        g_ptr_array_add (units, unit);
      else
        whole = FALSE;
    }
#ifdef __GLIBC__
  /* What was packed is gone: without this it would be held beside what is made of it, a fifth of the process. */
  malloc_trim (0);
#endif
  Program *program = program_new (program_pool, check->facts, check->forms, units);
  verdict_judge (pool, program, findings, verdicts);
  program_free (program);
  wmem_destroy_allocator (program_pool);
  wmem_destroy_allocator (unit_pool);
  return whole;
}
