/* SPDX-License-Identifier: MIT */
/*
 * When the system has no more memory: the program ends, with a message, and never goes on with NULL.
 */
#include "pools/pages.h"
#include "policies.h"
#include "wmem/wmem.h"
#include "wmem/wmem_allocator_block.h"

START_TEST (test_out_of_memory__of_the_first_block_aborts)
{
  wmem_allocator_t *pool = wmem_create_block_allocator ();
  wmem_pages_fail_after (0);
  wmem_alloc (pool, 1);
}
END_TEST

START_TEST (test_out_of_memory__of_a_later_block_aborts)
{
  wmem_allocator_t *pool = wmem_create_block_allocator ();
  wmem_pages_fail_after (2);
  for (int i = 0; i < 100000; i++)
    wmem_alloc (pool, 1000);
}
END_TEST

START_TEST (test_out_of_memory__of_a_large_piece_aborts)
{
  wmem_allocator_t *pool = wmem_create_block_allocator ();
  wmem_pages_fail_after (0);
  wmem_alloc (pool, 1 << 20);
}
END_TEST

START_TEST (test_out_of_memory__of_a_larger_size_aborts)
{
  wmem_allocator_t *pool = wmem_create_block_allocator ();
  char *piece = wmem_alloc (pool, 1 << 20);
  wmem_pages_fail_after (0);
  piece = wmem_realloc (pool, piece, 1 << 24);
}
END_TEST

START_TEST (test_out_of_memory__is_not_met_where_a_kept_block_serves)
{
  wmem_allocator_t *pool = wmem_create_block_allocator ();
  wmem_alloc (pool, 10000);
  wmem_free_all (pool);
  wmem_pages_fail_after (0);
  ck_assert_ptr_nonnull (wmem_alloc (pool, 10000));
  wmem_pages_fail_after (G_MAXUINT);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_out_of_memory__is_not_met_where_a_pool_that_ended_left_a_block)
{
  wmem_allocator_t *pool = wmem_create_block_allocator ();
  wmem_alloc (pool, 1000);
  wmem_destroy_allocator (pool);
  wmem_pages_fail_after (0);
  pool = wmem_create_block_allocator ();
  ck_assert_ptr_nonnull (wmem_alloc (pool, 1000));
  wmem_pages_fail_after (G_MAXUINT);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_out_of_memory__after_cleanup_no_block_is_left)
{
  wmem_allocator_t *pool = wmem_create_block_allocator ();
  wmem_alloc (pool, 1000);
  wmem_destroy_allocator (pool);
  wmem_cleanup ();
  wmem_pages_fail_after (0);
  wmem_alloc (wmem_create_block_allocator (), 1000);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("out of memory");
  TCase *every = tcase_create ("failing pages");
  tcase_add_test (every, test_out_of_memory__is_not_met_where_a_kept_block_serves);
  if (!running_with_tool ()) /* for a tool each pool's memory is new */
    tcase_add_test (every, test_out_of_memory__is_not_met_where_a_pool_that_ended_left_a_block);
  ADD_ABORT_TEST (every, test_out_of_memory__after_cleanup_no_block_is_left);
  ADD_ABORT_TEST (every, test_out_of_memory__of_the_first_block_aborts);
  ADD_ABORT_TEST (every, test_out_of_memory__of_a_later_block_aborts);
  ADD_ABORT_TEST (every, test_out_of_memory__of_a_large_piece_aborts);
  ADD_ABORT_TEST (every, test_out_of_memory__of_a_larger_size_aborts);
  suite_add_tcase (suite, every);
  return run_suite (suite);
}
