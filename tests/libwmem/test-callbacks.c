/* SPDX-License-Identifier: MIT */
/*
 * Callbacks of a pool.
 */
#include "policies.h"
#include "wmem/wmem.h"

typedef struct
{
  GString *calls;
  wmem_allocator_t *pool;
  guint other;
} record_t;

static gboolean
note_call (wmem_allocator_t *pool G_GNUC_UNUSED, wmem_cb_event_t event, void *user_data)
{
  g_string_append_c (((record_t *) user_data)->calls, event == WMEM_CB_FREE_EVENT ? 'f' : 'd');
  return TRUE;
}

static gboolean
note_once (wmem_allocator_t *pool G_GNUC_UNUSED, wmem_cb_event_t event G_GNUC_UNUSED, void *user_data)
{
  g_string_append_c (((record_t *) user_data)->calls, '1');
  return FALSE;
}

static gboolean
unregister_other (wmem_allocator_t *pool, wmem_cb_event_t event G_GNUC_UNUSED, void *user_data)
{
  record_t *record = user_data;
  g_string_append_c (record->calls, 'u');
  wmem_unregister_callback (pool, record->other);
  wmem_alloc (pool, 10);
  wmem_register_callback (pool, note_once, record);
  return TRUE;
}

#define ASSERT_CALLS(record, expected)                  \
  do                                                    \
    {                                                   \
      ck_assert_str_eq ((record).calls->str, expected); \
      g_string_truncate ((record).calls, 0);            \
    }                                                   \
  while (0)

START_TEST (test_callbacks__run_on_free_all_and_destroy)
{
  record_t record = { .calls = g_string_new (NULL) };
  wmem_allocator_t *pool = policy_pool (_i);
  ck_assert_uint_ne (wmem_register_callback (pool, note_call, &record), 0);
  wmem_free_all (pool);
  ASSERT_CALLS (record, "f");
  wmem_free_all (pool);
  ASSERT_CALLS (record, "f");
  wmem_destroy_allocator (pool);
  ASSERT_CALLS (record, "d");
  g_string_free (record.calls, TRUE);
}
END_TEST

START_TEST (test_callbacks__end_when_they_return_false)
{
  record_t record = { .calls = g_string_new (NULL) };
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_register_callback (pool, note_once, &record);
  wmem_free_all (pool);
  ASSERT_CALLS (record, "1");
  wmem_free_all (pool);
  wmem_destroy_allocator (pool);
  ASSERT_CALLS (record, "");
  g_string_free (record.calls, TRUE);
}
END_TEST

START_TEST (test_callbacks__run_latest_first)
{
  record_t record = { .calls = g_string_new (NULL) };
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_register_callback (pool, note_call, &record);
  wmem_register_callback (pool, note_once, &record);
  wmem_free_all (pool);
  ASSERT_CALLS (record, "1f");
  wmem_destroy_allocator (pool);
  g_string_free (record.calls, TRUE);
}
END_TEST

START_TEST (test_callbacks__unregistered_ones_do_not_run)
{
  record_t record = { .calls = g_string_new (NULL) };
  wmem_allocator_t *pool = policy_pool (_i);
  guint first = wmem_register_callback (pool, note_call, &record);
  guint second = wmem_register_callback (pool, note_call, &record);
  ck_assert_uint_ne (first, second);
  wmem_unregister_callback (pool, first);
  wmem_unregister_callback (pool, first);
  wmem_unregister_callback (pool, 12345);
  wmem_free_all (pool);
  ASSERT_CALLS (record, "f");
  wmem_destroy_allocator (pool);
  g_string_free (record.calls, TRUE);
}
END_TEST

START_TEST (test_callbacks__may_register_and_unregister)
{
  record_t record = { .calls = g_string_new (NULL) };
  wmem_allocator_t *pool = policy_pool (_i);
  record.other = wmem_register_callback (pool, note_call, &record);
  wmem_register_callback (pool, unregister_other, &record);
  wmem_free_all (pool);
  ASSERT_CALLS (record, "u");
  wmem_free_all (pool);
  ASSERT_CALLS (record, "1u");
  wmem_destroy_allocator (pool);
  ASSERT_CALLS (record, "1u");
  g_string_free (record.calls, TRUE);
}
END_TEST

START_TEST (test_callbacks__a_rewind_runs_those_registered_since_its_mark)
{
  record_t record = { .calls = g_string_new (NULL) };
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_register_callback (pool, note_call, &record);
  wmem_mark_t outer = wmem_pool_mark (pool);
  wmem_register_callback (pool, note_once, &record);
  wmem_mark_t inner = wmem_pool_mark (pool);
  wmem_register_callback (pool, note_call, &record);
  wmem_pool_rewind (pool, inner);
  ASSERT_CALLS (record, "f");
  wmem_pool_rewind (pool, wmem_pool_mark (pool));
  ASSERT_CALLS (record, "");
  wmem_pool_rewind (pool, outer);
  ASSERT_CALLS (record, "f1");
  wmem_pool_rewind (pool, wmem_pool_mark (pool));
  ASSERT_CALLS (record, "");
  wmem_mark_t mark = wmem_pool_mark (pool);
  wmem_register_callback (pool, note_call, &record);
  wmem_free_all (pool);
  ASSERT_CALLS (record, "fff");
  mark = wmem_pool_mark (pool);
  wmem_pool_rewind (pool, mark);
  ASSERT_CALLS (record, "");
  wmem_destroy_allocator (pool);
  g_string_free (record.calls, TRUE);
}
END_TEST

START_TEST (test_callbacks__a_rewind_ends_child_pools_made_since_its_mark)
{
  record_t record = { .calls = g_string_new (NULL) };
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_allocator_t *older = wmem_pool_new_child (pool, WMEM_ALLOCATOR_BLOCK, NULL);
  wmem_register_callback (older, note_call, &record);
  wmem_mark_t mark = wmem_pool_mark (pool);
  wmem_register_callback (wmem_pool_new_child (pool, WMEM_ALLOCATOR_BLOCK, NULL), note_once, &record);
  wmem_pool_rewind (pool, mark);
  ASSERT_CALLS (record, "1");
  wmem_alloc (older, 10);
  wmem_destroy_allocator (pool);
  ASSERT_CALLS (record, "d");
  g_string_free (record.calls, TRUE);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("callbacks");
  TCase *every = tcase_create ("every policy");
  tcase_add_loop_test (every, test_callbacks__run_on_free_all_and_destroy, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_callbacks__end_when_they_return_false, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_callbacks__run_latest_first, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_callbacks__unregistered_ones_do_not_run, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_callbacks__may_register_and_unregister, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_callbacks__a_rewind_runs_those_registered_since_its_mark, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_callbacks__a_rewind_ends_child_pools_made_since_its_mark, 0, N_POLICY_CASES);
  suite_add_tcase (suite, every);
  return run_suite (suite);
}
