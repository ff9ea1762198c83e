/* SPDX-License-Identifier: MIT */
/*
 * Misuse of pools: the program ends, with a message, where that can be known.
 */
#include <stdint.h>

#include "policies.h"
#include "wmem/wmem.h"

START_TEST (test_pool_misuse__rewind_without_a_mark_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_mark_t mark = wmem_pool_mark (pool);
  wmem_pool_rewind (pool, mark);
  wmem_pool_rewind (pool, mark);
}
END_TEST

START_TEST (test_pool_misuse__a_limit_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_pool_set_limit (pool, 1000, NULL, NULL);
  wmem_alloc (pool, 600);
  wmem_alloc (pool, 401);
}
END_TEST

START_TEST (test_pool_misuse__the_smallest_limit_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_pool_set_limit (pool, 1, NULL, NULL);
  wmem_alloc (pool, 2);
}
END_TEST

static gboolean
try_again (wmem_allocator_t *pool G_GNUC_UNUSED, size_t wanted G_GNUC_UNUSED, void *user_data G_GNUC_UNUSED)
{
  return TRUE;
}

static gboolean
free_everything (wmem_allocator_t *pool, size_t wanted G_GNUC_UNUSED, void *user_data G_GNUC_UNUSED)
{
  wmem_free_all (pool);
  return TRUE;
}

START_TEST (test_pool_misuse__a_limit_handler_without_effect_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_pool_set_limit (pool, 1000, try_again, NULL);
  wmem_alloc (pool, 2000);
}
END_TEST

START_TEST (test_pool_misuse__a_limit_handler_that_frees_what_is_resized_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_pool_set_limit (pool, 1000, free_everything, NULL);
  void *piece = wmem_alloc (pool, 500);
  wmem_alloc (pool, 400);
  wmem_realloc (pool, piece, 900);
}
END_TEST

static gboolean
destroy_pool (wmem_allocator_t *pool G_GNUC_UNUSED, wmem_cb_event_t event G_GNUC_UNUSED, void *user_data)
{
  wmem_destroy_allocator (user_data);
  return FALSE;
}

START_TEST (test_pool_misuse__destroying_a_pool_in_its_own_callback_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_register_callback (pool, destroy_pool, pool);
  wmem_free_all (pool);
}
END_TEST

START_TEST (test_pool_misuse__destroying_a_parent_in_its_child_s_callback_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_allocator_t *child = wmem_pool_new_child (pool, WMEM_ALLOCATOR_BLOCK, NULL);
  wmem_register_callback (child, destroy_pool, pool);
  wmem_free_all (child);
}
END_TEST

START_TEST (test_pool_misuse__out_of_scope_allocation_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_leave_scope (pool);
  wmem_alloc (pool, 1);
}
END_TEST

START_TEST (test_pool_misuse__out_of_scope_alloc0_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_leave_scope (pool);
  wmem_alloc0 (pool, 1);
}
END_TEST

START_TEST (test_pool_misuse__double_free_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i);
  void *piece = wmem_alloc (pool, 100);
  wmem_alloc (pool, 100);
  wmem_free (pool, piece);
  wmem_free (pool, piece);
}
END_TEST

START_TEST (test_pool_misuse__double_free_of_the_newest_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i);
  void *piece = wmem_alloc (pool, 24);
  wmem_free (pool, piece);
  wmem_free (pool, piece);
}
END_TEST

START_TEST (test_pool_misuse__realloc_of_what_was_freed_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i);
  void *piece = wmem_alloc (pool, 24);
  wmem_free (pool, piece);
  wmem_realloc (pool, piece, 100);
}
END_TEST

/* Whose pools see it. */
static const wmem_allocator_type_t foreign_free_types[] = {
  WMEM_ALLOCATOR_SIMPLE,
  WMEM_ALLOCATOR_BLOCK_FAST,
  WMEM_ALLOCATOR_STRICT,
#ifdef WMEM_CHECKING_TESTS
  WMEM_ALLOCATOR_BLOCK,
#endif
};

START_TEST (test_pool_misuse__free_into_another_pool_aborts)
{
  wmem_allocator_t *pool = wmem_allocator_new (foreign_free_types[_i]);
  wmem_allocator_t *other = wmem_allocator_new (foreign_free_types[_i]);
  wmem_alloc (other, 24);
  wmem_free (other, wmem_alloc (pool, 24));
}
END_TEST

/* Of the two block policies. */
static const wmem_allocator_type_t block_types[] = { WMEM_ALLOCATOR_BLOCK, WMEM_ALLOCATOR_BLOCK_FAST };

/* The first waits for reuse, the pages of the others are gone. */
static const size_t large_sizes[] = { 1 << 20, 5 << 20, 64 << 20 };

START_TEST (test_pool_misuse__double_free_of_a_large_piece_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i % N_POLICY_CASES);
  void *piece = wmem_alloc (pool, large_sizes[_i / N_POLICY_CASES]);
  wmem_free (pool, piece);
  wmem_free (pool, piece);
}
END_TEST

START_TEST (test_pool_misuse__double_free_of_a_large_aligned_piece_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i % N_POLICY_CASES);
  void *piece = wmem_alloc_aligned (pool, large_sizes[_i / N_POLICY_CASES], 256);
  wmem_alloc (pool, 24);
  wmem_free (pool, piece);
  wmem_free (pool, piece);
}
END_TEST

START_TEST (test_pool_misuse__realloc_of_a_large_piece_after_free_all_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i % N_POLICY_CASES);
  void *piece = wmem_alloc (pool, large_sizes[_i / N_POLICY_CASES]);
  wmem_free_all (pool);
  wmem_realloc (pool, piece, 2 << 20);
}
END_TEST

START_TEST (test_pool_misuse__large_piece_freed_into_another_pool_aborts)
{
  wmem_allocator_t *pool = wmem_allocator_new (block_types[_i]), *other = wmem_allocator_new (block_types[_i]);
  wmem_alloc (other, 1024 * 1024);
  wmem_free (other, wmem_alloc (pool, 1024 * 1024));
}
END_TEST

START_TEST (test_pool_misuse__free_after_free_all_aborts)
{
  wmem_allocator_t *pool = wmem_allocator_new (block_types[_i]);
  void *piece = wmem_alloc (pool, 24);
  wmem_free_all (pool);
  wmem_free (pool, piece);
}
END_TEST

static const size_t impossible_sizes[] = { SIZE_MAX, SIZE_MAX - 7, SIZE_MAX - 15, SIZE_MAX - 16, SIZE_MAX - 63,
                                           SIZE_MAX / 2, (size_t) 1 << 62 };

START_TEST (test_pool_misuse__impossible_sizes_abort)
{
  wmem_allocator_t *pool = policy_pool (_i % N_POLICY_CASES);
  wmem_alloc (pool, impossible_sizes[_i / N_POLICY_CASES]);
}
END_TEST

START_TEST (test_pool_misuse__impossible_reallocs_abort)
{
  wmem_allocator_t *pool = policy_pool (_i % N_POLICY_CASES);
  wmem_realloc (pool, wmem_alloc (pool, 300000), impossible_sizes[_i / N_POLICY_CASES]);
}
END_TEST

START_TEST (test_pool_misuse__an_array_that_overflows_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i);
  (void) wmem_alloc_array (pool, guint64, G_MAXSSIZE / 4);
}
END_TEST

START_TEST (test_pool_misuse__an_unknown_override_aborts)
{
  g_setenv ("WMEM_ALLOCATOR", "blocks", TRUE);
  wmem_init ();
}
END_TEST

START_TEST (test_pool_misuse__a_mark_that_another_one_followed_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_mark_t mark = wmem_pool_mark (pool);
  wmem_alloc (pool, 1000);
  wmem_mark_t closed = wmem_pool_mark (pool);
  wmem_pool_rewind (pool, mark);
  wmem_pool_mark (pool);
  wmem_alloc (pool, 100);
  wmem_pool_mark (pool);
  wmem_pool_rewind (pool, closed);
}
END_TEST

START_TEST (test_pool_misuse__a_mark_from_before_free_all_aborts)
{
  wmem_allocator_t *pool = policy_pool (_i);
  for (guint i = 0; i < 100; i++)
    wmem_alloc (pool, 200000);
  wmem_mark_t closed = wmem_pool_mark (pool);
  wmem_free_all (pool);
  wmem_alloc (pool, 10);
  wmem_pool_mark (pool);
  wmem_pool_rewind (pool, closed);
}
END_TEST

/* Told once each; none is done. */
START_TEST (test_pool_misuse__what_needs_a_pool_warns_of_none)
{
  wmem_pool_statistics_t statistics;
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_LEVEL_ERROR);
#define EXPECT_WARNING(call)                                           \
  g_test_expect_message ("wmem", G_LOG_LEVEL_CRITICAL, "*assertion*"); \
  call;                                                                \
  g_test_assert_expected_messages ()
  EXPECT_WARNING (wmem_free_all (NULL));
  EXPECT_WARNING (wmem_gc (NULL));
  EXPECT_WARNING (wmem_enter_scope (NULL));
  EXPECT_WARNING (wmem_leave_scope (NULL));
  EXPECT_WARNING (ck_assert (wmem_in_scope (NULL)));
  EXPECT_WARNING (wmem_pool_set_name (NULL, "name"));
  EXPECT_WARNING (ck_assert_str_eq (wmem_pool_get_name (NULL), "the heap"));
  EXPECT_WARNING (ck_assert_int_eq (wmem_pool_get_type (NULL), WMEM_ALLOCATOR_SIMPLE));
  EXPECT_WARNING (ck_assert_ptr_null (wmem_pool_new_child (NULL, WMEM_ALLOCATOR_BLOCK, NULL)));
  EXPECT_WARNING (wmem_pool_set_limit (NULL, 1, NULL, NULL));
  EXPECT_WARNING (wmem_pool_get_statistics (NULL, &statistics));
  ck_assert_uint_eq (statistics.pieces, 0);
  EXPECT_WARNING (wmem_pool_track (NULL, TRUE));
  EXPECT_WARNING (ck_assert_ptr_null (wmem_pool_statistics_text (NULL)));
  EXPECT_WARNING (ck_assert_ptr_null (wmem_pool_statistics_json (NULL)));
  EXPECT_WARNING (wmem_mark_t mark = wmem_pool_mark (NULL));
  EXPECT_WARNING (wmem_pool_rewind (NULL, mark));
  EXPECT_WARNING (ck_assert_ptr_null (wmem_alloc_aligned (NULL, 1, 64)));
  EXPECT_WARNING (ck_assert_uint_eq (wmem_usable_size (NULL, "piece"), 0));
  EXPECT_WARNING (wmem_pool_check (NULL));
  EXPECT_WARNING (wmem_pool_report_leaks (NULL, TRUE));
  EXPECT_WARNING (ck_assert_uint_eq (wmem_register_callback (NULL, NULL, NULL), 0));
  EXPECT_WARNING (ck_assert_uint_eq (wmem_register_callback_bool (NULL, NULL, NULL), 0));
  wmem_unregister_callback (NULL, 1);
  wmem_destroy_allocator (NULL);
  g_log_set_always_fatal (fatal);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("pool misuse");
  TCase *misuse = tcase_create ("misuse aborts");
  tcase_set_timeout (misuse, 60); /* strict fills pieces of 64 MiB */
  ADD_ABORT_LOOP (misuse, test_pool_misuse__rewind_without_a_mark_aborts);
  ADD_ABORT_LOOP (misuse, test_pool_misuse__a_mark_that_another_one_followed_aborts);
  ADD_ABORT_LOOP (misuse, test_pool_misuse__a_mark_from_before_free_all_aborts);
  tcase_add_test (misuse, test_pool_misuse__what_needs_a_pool_warns_of_none);
  ADD_ABORT_LOOP (misuse, test_pool_misuse__a_limit_aborts);
  ADD_ABORT_LOOP (misuse, test_pool_misuse__out_of_scope_allocation_aborts);
  ADD_ABORT_LOOP (misuse, test_pool_misuse__out_of_scope_alloc0_aborts);
  ADD_ABORT_LOOP (misuse, test_pool_misuse__the_smallest_limit_aborts);
  ADD_ABORT_LOOP (misuse, test_pool_misuse__a_limit_handler_without_effect_aborts);
  ADD_ABORT_LOOP (misuse, test_pool_misuse__a_limit_handler_that_frees_what_is_resized_aborts);
  ADD_ABORT_LOOP (misuse, test_pool_misuse__destroying_a_pool_in_its_own_callback_aborts);
  ADD_ABORT_LOOP (misuse, test_pool_misuse__destroying_a_parent_in_its_child_s_callback_aborts);
  ADD_ABORT_LOOP (misuse, test_pool_misuse__double_free_aborts);
  ADD_ABORT_LOOP (misuse, test_pool_misuse__double_free_of_the_newest_aborts);
  ADD_ABORT_LOOP (misuse, test_pool_misuse__realloc_of_what_was_freed_aborts);
  ADD_ABORT_LOOP (misuse, test_pool_misuse__an_array_that_overflows_aborts);
  ADD_ABORT_TEST (misuse, test_pool_misuse__an_unknown_override_aborts);
  if (aborts_can_be_tested ())
    {
      const int cases = N_POLICY_CASES * (int) G_N_ELEMENTS (impossible_sizes);
      tcase_add_loop_test_raise_signal (misuse, test_pool_misuse__impossible_sizes_abort, 6, 0, cases);
      tcase_add_loop_test_raise_signal (misuse, test_pool_misuse__impossible_reallocs_abort, 6, 0, cases);
      tcase_add_loop_test_raise_signal (misuse, test_pool_misuse__free_into_another_pool_aborts, 6, 0,
                                        G_N_ELEMENTS (foreign_free_types));
      const int large_cases = N_POLICY_CASES * (int) G_N_ELEMENTS (large_sizes);
      tcase_add_loop_test_raise_signal (misuse, test_pool_misuse__double_free_of_a_large_piece_aborts, 6, 0,
                                        large_cases);
      tcase_add_loop_test_raise_signal (misuse, test_pool_misuse__double_free_of_a_large_aligned_piece_aborts, 6, 0,
                                        large_cases);
      tcase_add_loop_test_raise_signal (misuse, test_pool_misuse__realloc_of_a_large_piece_after_free_all_aborts, 6, 0,
                                        large_cases);
    }
  /* The same holds for what the block policies gave back to the system, or told the tool to forbid. */
  if (!running_with_tool ())
    {
      const int types = G_N_ELEMENTS (block_types);
      tcase_add_loop_test_raise_signal (misuse, test_pool_misuse__large_piece_freed_into_another_pool_aborts, 6, 0,
                                        types);
      tcase_add_loop_test_raise_signal (misuse, test_pool_misuse__free_after_free_all_aborts, 6, 0, types);
    }
  suite_add_tcase (suite, misuse);
  return run_suite (suite);
}
