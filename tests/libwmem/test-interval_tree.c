/* SPDX-License-Identifier: MIT */
/*
 * Interval trees, against looking at every interval.
 */
#include "policies.h"
#include "wmem/wmem.h"

#define DATA(number) GUINT_TO_POINTER (number)

START_TEST (test_interval_tree__finds_by_lower_bound)
{
  static const guint64 stored[][2] = { { 10, 20 }, { 5, 7 }, { 15, 30 }, { 40, 50 }, { 6, 100 }, { 20, 20 } };
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_itree_t *tree = wmem_itree_new (pool);
  ck_assert (wmem_itree_is_empty (tree));
  ck_assert_uint_eq (wmem_list_count (wmem_itree_find_intervals (tree, pool, 0, G_MAXUINT64)), 0);
  for (guint i = 0; i < G_N_ELEMENTS (stored); i++)
    wmem_itree_insert (tree, stored[i][0], stored[i][1], DATA (i + 1));
  ck_assert (!wmem_itree_is_empty (tree));
  ck_assert_uint_eq (wmem_tree_count (tree), 6);
  const guint expected[] = { 5, 1, 3, 6 };
  wmem_list_t *found = wmem_itree_find_intervals (tree, pool, 20, 20);
  wmem_list_frame_t *frame = wmem_list_head (found);
  for (guint i = 0; i < 4; i++, frame = wmem_list_frame_next (frame))
    ck_assert_ptr_eq (wmem_list_frame_data (frame), DATA (expected[i]));
  ck_assert_ptr_null (frame);
  ck_assert_uint_eq (wmem_list_count (wmem_itree_find_intervals (tree, pool, 101, 200)), 0);
  ck_assert_uint_eq (wmem_list_count (wmem_itree_find_intervals (tree, pool, 0, 4)), 0);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_interval_tree__same_lower_bound_replaces)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_itree_t *tree = wmem_itree_new (pool);
  wmem_itree_insert (tree, 10, 20, DATA (1));
  wmem_itree_insert (tree, 10, 12, DATA (2));
  ck_assert_uint_eq (wmem_list_count (wmem_itree_find_intervals (tree, pool, 13, 14)), 0);
  wmem_itree_insert (tree, 10, 90, DATA (3));
  ck_assert_ptr_eq (wmem_list_frame_data (wmem_list_head (wmem_itree_find_intervals (tree, pool, 80, 80))), DATA (3));
  ck_assert_uint_eq (wmem_tree_count (tree), 1);
  wmem_destroy_allocator (pool);
}
END_TEST

/* Descending bounds, twice: each second insertion must find the first one below several splits. */
START_TEST (test_interval_tree__descending_bounds_are_found_again)
{
  for (guint count = 17; count < 400; count++)
    {
      wmem_itree_t *tree = wmem_itree_new (NULL);
      for (guint round = 0; round < 2; round++)
        for (guint i = count; i > 0; i--)
          wmem_itree_insert (tree, i, i, DATA (round + 1));
      EXPECT (wmem_tree_count (tree) == count);
      for (guint i = 1; i <= count; i++)
        {
          wmem_list_t *found = wmem_itree_find_intervals (tree, NULL, i, i);
          EXPECT (wmem_list_count (found) == 1);
          wmem_destroy_list (found);
        }
      wmem_tree_destroy (tree, FALSE, FALSE);
    }
}
END_TEST

/* _i: policy, and bounds in order, in reverse, or at random. */
START_TEST (test_interval_tree__like_a_search_through_all)
{
  wmem_allocator_t *pool = policy_pool (_i % N_POLICY_CASES);
  const int order = _i / N_POLICY_CASES;
  GRand *random = g_rand_new_with_seed (11);
  wmem_itree_t *tree = wmem_itree_new (pool);
  guint64 high_of[4000] = { 0 }; /* by lower bound; 0 for none */
  guint count = 0;
  for (guint i = 0; i < 1500; i++)
    {
      guint low = order == 0 ? i * 2 + 1 : order == 1 ? 3999 - i * 2
                                                      : (guint) g_rand_int_range (random, 1, 4000);
      guint64 high = low + (guint) g_rand_int_range (random, 0, i % 50 == 0 ? 3000 : 8);
      count += high_of[low] == 0;
      high_of[low] = high;
      wmem_itree_insert (tree, low, high, DATA (low));
      if (i % 15 != 0)
        continue;
      guint from = (guint) g_rand_int_range (random, 0, 4100), to = from + (guint) g_rand_int_range (random, 0, 40);
      wmem_list_t *found = wmem_itree_find_intervals (tree, pool, from, to);
      wmem_list_frame_t *frame = wmem_list_head (found);
      for (guint k = 1; k < 4000; k++)
        if (high_of[k] != 0 && k <= to && high_of[k] >= from)
          {
            EXPECT (frame != NULL);
            EXPECT (wmem_list_frame_data (frame) == DATA (k));
            frame = wmem_list_frame_next (frame);
          }
      EXPECT (frame == NULL);
      wmem_destroy_list (found);
    }
  EXPECT (wmem_tree_count (tree) == count);
  g_rand_free (random);
  wmem_tree_destroy (tree, FALSE, FALSE);
  wmem_destroy_allocator (pool);
}
END_TEST

static gboolean
check_range (const void *key, void *value, void *user_data)
{
  const struct _wmem_range_t *range = key;
  guint64 *last = user_data;
  ck_assert_uint_gt (range->low, *last);
  ck_assert_uint_eq (range->high, range->low + 2);
  ck_assert_ptr_eq (value, DATA ((guint) range->low));
  *last = range->low;
  return FALSE;
}

START_TEST (test_interval_tree__foreach_hands_out_ranges_in_order)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_itree_t *tree = wmem_itree_new (pool);
  guint64 last = 0;
  for (guint64 i = 0; i < 500; i++)
    {
      guint64 low = i * 7 % 500 + 1;
      wmem_itree_insert (tree, low, low + 2, DATA ((guint) low));
    }
  wmem_tree_foreach (tree, check_range, &last);
  ck_assert_uint_eq (last, 500);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_interval_tree__extreme_bounds)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_itree_t *tree = wmem_itree_new (pool);
  wmem_itree_insert (tree, 0, G_MAXUINT64, DATA (1));
  wmem_itree_insert (tree, G_MAXUINT64, G_MAXUINT64, DATA (2));
  ck_assert_uint_eq (wmem_list_count (wmem_itree_find_intervals (tree, pool, 0, 0)), 1);
  ck_assert_uint_eq (wmem_list_count (wmem_itree_find_intervals (tree, pool, G_MAXUINT64, G_MAXUINT64)), 2);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_interval_tree__reversed_bounds_abort)
{
  wmem_itree_insert (wmem_itree_new (NULL), 9, 8, NULL);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("interval_tree");
  TCase *tcase = tcase_create ("interval trees");

  tcase_add_loop_test (tcase, test_interval_tree__finds_by_lower_bound, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_interval_tree__same_lower_bound_replaces, 0, N_POLICY_CASES);
  tcase_add_test (tcase, test_interval_tree__descending_bounds_are_found_again);
  tcase_add_loop_test (tcase, test_interval_tree__like_a_search_through_all, 0, N_POLICY_CASES * 3);
  tcase_add_loop_test (tcase, test_interval_tree__foreach_hands_out_ranges_in_order, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_interval_tree__extreme_bounds, 0, N_POLICY_CASES);
  ADD_ABORT_TEST (tcase, test_interval_tree__reversed_bounds_abort);
  suite_add_tcase (suite, tcase);
  return run_suite (suite);
}
