/* SPDX-License-Identifier: MIT */
/*
 * Lists, and the stacks and queues that are lists.
 */
#include <string.h>

#include "policies.h"
#include "containers/validity.h"
#include "wmem/wmem.h"

#define DATA(number) GINT_TO_POINTER (number)

/* Checks the links of @list both ways against the numbers in @expected, ended by 0. */
static void
check_list (const wmem_list_t *list, const int *expected)
{
  wmem_list_frame_t *frame = wmem_list_head (list), *last = NULL;
  guint count = 0;
  for (; frame != NULL; last = frame, frame = wmem_list_frame_next (frame), count++)
    {
      ck_assert_ptr_eq (wmem_list_frame_prev (frame), last);
      ck_assert_int_eq (GPOINTER_TO_INT (wmem_list_frame_data (frame)), expected[count]);
    }
  ck_assert_int_eq (expected[count], 0);
  ck_assert_ptr_eq (wmem_list_tail (list), last);
  ck_assert_uint_eq (wmem_list_count (list), count);
}

START_TEST (test_list__keeps_its_order)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_list_t *list = wmem_list_new (pool);
  check_list (list, (const int[]){ 0 });
  wmem_list_append (list, DATA (2));
  wmem_list_append (list, DATA (3));
  wmem_list_prepend (list, DATA (1));
  check_list (list, (const int[]){ 1, 2, 3, 0 });
  wmem_destroy_list (list);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_list__removes_first_middle_last_only)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_list_t *list = wmem_list_new (pool);
  for (int i = 1; i <= 5; i++)
    wmem_list_append (list, DATA (i));
  wmem_list_remove (list, DATA (3));
  wmem_list_remove (list, DATA (9));
  check_list (list, (const int[]){ 1, 2, 4, 5, 0 });
  wmem_list_remove_frame (list, wmem_list_head (list));
  wmem_list_remove_frame (list, wmem_list_tail (list));
  check_list (list, (const int[]){ 2, 4, 0 });
  wmem_list_remove (list, DATA (2));
  wmem_list_remove (list, DATA (4));
  check_list (list, (const int[]){ 0 });
  wmem_list_append (list, DATA (7));
  check_list (list, (const int[]){ 7, 0 });
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_list__equal_data_are_removed_first_come)
{
  wmem_list_t *list = wmem_list_new (NULL);
  for (int i = 0; i < 3; i++)
    {
      wmem_list_append (list, DATA (1));
      wmem_list_append (list, DATA (2 + i));
    }
  wmem_list_remove (list, DATA (1));
  check_list (list, (const int[]){ 2, 1, 3, 1, 4, 0 });
  wmem_destroy_list (list);
}
END_TEST

START_TEST (test_list__sorted_insertion_is_stable)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_list_t *list = wmem_list_new (pool);
  const int numbers[] = { 3, 1, 2, 2, 5, 0x7fffffff, 4 };
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    wmem_list_insert_sorted (list, DATA (numbers[i]), wmem_compare_int);
  check_list (list, (const int[]){ 1, 2, 2, 3, 4, 5, 0x7fffffff, 0 });

  const char *words[] = { "b1", "a1", "b2", "a2" };
  list = wmem_list_new (pool);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    wmem_list_insert_sorted (list, (void *) words[i], (GCompareFunc) g_ascii_strcasecmp);
  ck_assert_str_eq (wmem_list_frame_data (wmem_list_head (list)), "a1");
  wmem_destroy_allocator (pool);
}
END_TEST

static gint
compare_last_digit (gconstpointer data, gconstpointer sought)
{
  return GPOINTER_TO_INT (data) % 10 - GPOINTER_TO_INT (sought);
}

START_TEST (test_list__finds_the_first_match)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_list_t *list = wmem_list_new (pool);
  for (int i = 1; i <= 30; i++)
    wmem_list_append (list, DATA (i));
  ck_assert_int_eq (GPOINTER_TO_INT (wmem_list_frame_data (wmem_list_find (list, DATA (17)))), 17);
  ck_assert_ptr_null (wmem_list_find (list, DATA (31)));
  ck_assert_int_eq (GPOINTER_TO_INT (wmem_list_frame_data (wmem_list_find_custom (list, DATA (7), compare_last_digit))),
                    7);
  ck_assert_ptr_null (wmem_list_find_custom (list, DATA (11), compare_last_digit));
  wmem_destroy_allocator (pool);
}
END_TEST

static void
remove_even (gpointer data, gpointer list)
{
  if (GPOINTER_TO_INT (data) % 2 == 0)
    wmem_list_remove (list, data);
}

START_TEST (test_list__foreach_may_remove_its_frame)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_list_t *list = wmem_list_new (pool);
  for (int i = 1; i <= 6; i++)
    wmem_list_append (list, DATA (i));
  wmem_list_foreach (list, remove_even, list);
  check_list (list, (const int[]){ 1, 3, 5, 0 });
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_list__like_a_gqueue_under_random_operations)
{
  wmem_allocator_t *pool = policy_pool (_i);
  GRand *random = g_rand_new_with_seed (7 + (guint32) _i);
  wmem_list_t *list = wmem_list_new (pool);
  GQueue *model = g_queue_new ();
  for (int step = 0; step < 20000; step++)
    {
      gpointer data = DATA (g_rand_int_range (random, 1, 50));
      switch (g_rand_int_range (random, 0, step / 4000 % 2 ? 6 : 4))
        {
        case 0:
        case 1:
          wmem_list_append (list, data);
          g_queue_push_tail (model, data);
          break;
        case 2:
          wmem_list_prepend (list, data);
          g_queue_push_head (model, data);
          break;
        default:
          wmem_list_remove (list, data);
          g_queue_remove (model, data);
        }
      EXPECT (wmem_list_count (list) == model->length);
    }
  wmem_list_frame_t *frame = wmem_list_head (list);
  for (GList *link = model->head; link; link = link->next, frame = wmem_list_frame_next (frame))
    EXPECT (wmem_list_frame_data (frame) == link->data);
  EXPECT (frame == NULL);
  g_queue_free (model);
  g_rand_free (random);
  wmem_destroy_list (list);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_stack__last_in_first_out)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_stack_t *stack = wmem_stack_new (pool);
  ck_assert_uint_eq (wmem_stack_count (stack), 0);
  wmem_stack_push (stack, DATA (1));
  wmem_stack_push (stack, NULL);
  wmem_stack_push (stack, DATA (3));
  ck_assert_ptr_eq (wmem_stack_peek (stack), DATA (3));
  ck_assert_ptr_eq (wmem_stack_pop (stack), DATA (3));
  ck_assert_ptr_null (wmem_stack_pop (stack));
  ck_assert_ptr_eq (wmem_stack_pop (stack), DATA (1));
  ck_assert_uint_eq (wmem_stack_count (stack), 0);
  wmem_destroy_stack (stack);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_queue__first_in_first_out)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_queue_t *queue = wmem_queue_new (pool);
  for (int i = 1; i <= 3; i++)
    wmem_queue_push (queue, DATA (i));
  ck_assert_ptr_eq (wmem_queue_peek (queue), DATA (1));
  ck_assert_ptr_eq (wmem_queue_pop (queue), DATA (1));
  ck_assert_uint_eq (wmem_queue_count (queue), 2);
  wmem_destroy_queue (queue);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_stack__peek_at_empty_aborts)
{
  wmem_stack_peek (wmem_stack_new (NULL));
}
END_TEST

START_TEST (test_stack__pop_from_empty_aborts)
{
  wmem_stack_pop (wmem_stack_new (NULL));
}
END_TEST

/* What a walk meets, and what it does to the list meanwhile. */
typedef struct
{
  wmem_list_t *list;
  guint met; /* digits */
  guint at;  /* the number at which it does it */
  guint removes[3], appends;
} change_t;

static void
change_at (gpointer data, gpointer user_data)
{
  change_t *change = user_data;
  change->met = change->met * 10 + GPOINTER_TO_UINT (data);
  if (GPOINTER_TO_UINT (data) != change->at)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (change->removes); i++)
    wmem_list_remove (change->list, DATA (change->removes[i]));
  if (change->appends != 0)
    wmem_list_append (change->list, DATA (change->appends));
}

START_TEST (test_list__foreach_sees_what_its_function_changes)
{
  static const struct
  {
    guint at, removes[3], appends, met;
  } cases[] = {
    { 2, { 3 }, 0, 124 },
    { 2, { 3, 4 }, 0, 12 },
    { 4, { 1, 2 }, 0, 1234 },
    { 4, { 0 }, 5, 12345 },
    { 1, { 1, 2, 3 }, 0, 14 },
    { 1, { 3, 2, 1 }, 0, 14 },
    { 4, { 4, 3, 2 }, 0, 1234 },
    { 2, { 2 }, 5, 12345 },
    { 4, { 1 }, 5, 12345 },
    { 4, { 4 }, 5, 1234 },
  };
  wmem_allocator_t *pool = policy_pool (_i);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      change_t change = { .list = wmem_list_new (pool), .at = cases[i].at, .appends = cases[i].appends };
      memcpy (change.removes, cases[i].removes, sizeof change.removes);
      for (guint number = 1; number <= 4; number++)
        wmem_list_append (change.list, DATA (number));
      wmem_list_foreach (change.list, change_at, &change);
      ck_assert_msg (change.met == cases[i].met, "case %u: met %u", i, change.met);
      ck_assert (wmem_list_is_valid (change.list));
      wmem_destroy_list (change.list);
    }
  wmem_destroy_list (NULL);
  wmem_destroy_allocator (pool);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("list");
  TCase *tcase = tcase_create ("lists, stacks, queues");

  tcase_add_loop_test (tcase, test_list__keeps_its_order, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_list__removes_first_middle_last_only, 0, N_POLICY_CASES);
  tcase_add_test (tcase, test_list__equal_data_are_removed_first_come);
  tcase_add_loop_test (tcase, test_list__sorted_insertion_is_stable, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_list__finds_the_first_match, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_list__foreach_may_remove_its_frame, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_list__foreach_sees_what_its_function_changes, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_list__like_a_gqueue_under_random_operations, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_stack__last_in_first_out, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_queue__first_in_first_out, 0, N_POLICY_CASES);
  ADD_ABORT_TEST (tcase, test_stack__peek_at_empty_aborts);
  ADD_ABORT_TEST (tcase, test_stack__pop_from_empty_aborts);
  suite_add_tcase (suite, tcase);
  return run_suite (suite);
}
