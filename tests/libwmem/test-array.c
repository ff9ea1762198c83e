/* SPDX-License-Identifier: MIT */
/*
 * Arrays that grow.
 */
#include <string.h>

#include "policies.h"
#include "wmem/wmem.h"

START_TEST (test_array__like_a_garray_for_every_element_size)
{
  wmem_allocator_t *pool = policy_pool (_i);
  for (gsize size = 1; size <= 33; size++)
    {
      guint8 in[99];
      wmem_array_t *array = wmem_array_new (pool, size);
      GArray *model = g_array_new (FALSE, FALSE, (guint) size);
      for (guint i = 0; i < 300; i++)
        {
          guint count = i % 4 == 3 ? i % 3 : 1;
          for (gsize k = 0; k < count * size; k++)
            in[k] = (guint8) (i * 7 + k);
          wmem_array_append (array, in, count);
          g_array_append_vals (model, in, count);
        }
      ck_assert_uint_eq (wmem_array_get_count (array), model->len);
      ck_assert_mem_eq (wmem_array_get_raw (array), model->data, model->len * size);
      ck_assert_ptr_eq (wmem_array_index (array, 5), (guint8 *) wmem_array_get_raw (array) + 5 * size);
      g_array_free (model, TRUE);
      wmem_destroy_array (array);
    }
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_array__try_index_copies_or_says_no)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_array_t *array = wmem_array_sized_new (pool, sizeof (guint32), 0);
  guint32 value = 7, out = 99;
  ck_assert_int_eq (wmem_array_try_index (array, 0, &out), -1);
  ck_assert_uint_eq (out, 99);
  wmem_array_append_one (array, value);
  ck_assert_int_eq (wmem_array_try_index (array, 0, &out), 0);
  ck_assert_uint_eq (out, 7);
  ck_assert_int_eq (wmem_array_try_index (array, 1, &out), -1);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_array__terminator_follows_and_does_not_count)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_array_t *array = wmem_array_sized_new (pool, sizeof (guint64), 1);
  guint64 value = G_MAXUINT64;
  wmem_array_set_null_terminator (array);
  for (guint i = 0; i < 100; i++)
    {
      ck_assert_uint_eq (wmem_array_get_count (array), i);
      ck_assert_uint_eq (((guint64 *) wmem_array_get_raw (array))[i], 0);
      wmem_array_append_one (array, value);
    }
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_array__grow_makes_room_without_counting)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_array_t *array = wmem_array_new (pool, 4);
  guint32 value = 1;
  wmem_array_append_one (array, value);
  wmem_array_grow (array, 1000);
  ck_assert_uint_eq (wmem_array_get_count (array), 1);
  void *raw = wmem_array_get_raw (array);
  for (int i = 0; i < 1000; i++)
    wmem_array_append_one (array, value);
  ck_assert_ptr_eq (wmem_array_get_raw (array), raw);
  wmem_array_bzero (array);
  ck_assert_uint_eq (wmem_array_get_count (array), 1001);
  ck_assert_uint_eq (*(guint32 *) wmem_array_index (array, 1000), 0);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_array__appends_its_own_elements)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_array_t *array = wmem_array_sized_new (pool, sizeof (guint16), 2);
  guint16 two[2] = { 1, 2 };
  wmem_array_append (array, two, 2);
  for (int i = 0; i < 8; i++)
    wmem_array_append (array, wmem_array_get_raw (array), wmem_array_get_count (array));
  ck_assert_uint_eq (wmem_array_get_count (array), 512);
  ck_assert_uint_eq (*(guint16 *) wmem_array_index (array, 511), 2);
  wmem_destroy_allocator (pool);
}
END_TEST

static int
compare_guint32 (const void *a, const void *b)
{
  guint32 left = *(const guint32 *) a, right = *(const guint32 *) b;
  return (left > right) - (left < right);
}

START_TEST (test_array__sorts)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_array_t *array = wmem_array_new (pool, sizeof (guint32));
  wmem_array_sort (array, compare_guint32);
  for (guint32 i = 0; i < 500; i++)
    {
      guint32 value = i * 2654435761u;
      wmem_array_append_one (array, value);
    }
  wmem_array_sort (array, compare_guint32);
  for (guint i = 1; i < 500; i++)
    ck_assert_uint_lt (*(guint32 *) wmem_array_index (array, i - 1), *(guint32 *) wmem_array_index (array, i));
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_array__finalize_hands_over_the_elements)
{
  wmem_array_t *array = wmem_array_new (NULL, 1);
  wmem_array_append (array, "abc", 4);
  char *text = wmem_array_finalize (array);
  ck_assert_str_eq (text, "abc");
  g_free (text);
  ck_assert_ptr_null (wmem_array_finalize (wmem_array_new (NULL, 8)));
}
END_TEST

START_TEST (test_array__index_beyond_the_count_aborts)
{
  wmem_array_t *array = wmem_array_sized_new (NULL, 4, 100);
  wmem_array_index (array, 0);
}
END_TEST

START_TEST (test_array__size_overflow_aborts)
{
  wmem_array_sized_new (NULL, G_MAXSIZE / 4, 16);
}
END_TEST

static int
never_compared (const void *a G_GNUC_UNUSED, const void *b G_GNUC_UNUSED)
{
  ck_abort_msg ("elements of no size have nothing to compare");
}

START_TEST (test_array__elements_of_no_size_are_not_sorted)
{
  wmem_array_t *array = wmem_array_new (NULL, 0);
  wmem_array_append (array, "", 1);
  wmem_array_append (array, "", 1);
  wmem_array_sort (array, never_compared);
  ck_assert_uint_eq (wmem_array_get_count (array), 2);
  wmem_destroy_array (array);
}
END_TEST

START_TEST (test_array__one_element_of_nothing_makes_room)
{
  wmem_allocator_t *pool = policy_pool (_i);
  for (gsize size = 0; size <= 16; size++)
    {
      wmem_array_t *array = wmem_array_new (pool, size);
      for (guint count = 0; count < 3; count++)
        wmem_array_append (array, NULL, count);
      ck_assert_uint_eq (wmem_array_get_count (array), 3);
      guint8 out[16];
      ck_assert_int_eq (wmem_array_try_index (array, 2, out), 0);
      wmem_destroy_array (array);
    }
  wmem_destroy_array (NULL);
  wmem_destroy_allocator (pool);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("array");
  TCase *tcase = tcase_create ("arrays");

  tcase_add_loop_test (tcase, test_array__like_a_garray_for_every_element_size, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_array__try_index_copies_or_says_no, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_array__terminator_follows_and_does_not_count, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_array__grow_makes_room_without_counting, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_array__appends_its_own_elements, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_array__one_element_of_nothing_makes_room, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_array__sorts, 0, N_POLICY_CASES);
  tcase_add_test (tcase, test_array__finalize_hands_over_the_elements);
  ADD_ABORT_TEST (tcase, test_array__index_beyond_the_count_aborts);
  ADD_ABORT_TEST (tcase, test_array__size_overflow_aborts);
  tcase_add_test (tcase, test_array__elements_of_no_size_are_not_sorted);
  suite_add_tcase (suite, tcase);
  return run_suite (suite);
}
