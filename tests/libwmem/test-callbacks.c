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

typedef struct
{
  wmem_allocator_t *metadata;
  wmem_map_t *map;
  record_t *record;
} late_t;

static gboolean
make_what_ends_with_it (wmem_allocator_t *pool, wmem_cb_event_t event G_GNUC_UNUSED, void *user_data)
{
  late_t *late = user_data;
  wmem_register_callback (wmem_pool_new_child (pool, WMEM_ALLOCATOR_BLOCK, NULL), note_call, late->record);
  late->map = wmem_map_new_autoreset (late->metadata, pool, g_direct_hash, g_direct_equal);
  wmem_map_insert (late->map, late, late);
  /* Once more, and again where that one runs: none of them does. */
  wmem_register_callback (pool, make_what_ends_with_it, late);
  return TRUE;
}

START_TEST (test_callbacks__what_they_make_ends_with_the_pool)
{
  record_t record = { .calls = g_string_new (NULL) };
  late_t late = { policy_pool (_i), NULL, &record };
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_register_callback (pool, make_what_ends_with_it, &late);
  wmem_destroy_allocator (pool);
  ASSERT_CALLS (record, "d");
  ck_assert_uint_eq (wmem_map_size (late.map), 0);
  wmem_destroy_allocator (late.metadata);
  g_string_free (record.calls, TRUE);
}
END_TEST

static gboolean
free_all_of_it (wmem_allocator_t *pool, wmem_cb_event_t event G_GNUC_UNUSED, void *user_data)
{
  gboolean *first = user_data;
  if (*first)
    {
      *first = FALSE;
      wmem_free_all (pool);
    }
  return FALSE;
}

START_TEST (test_callbacks__may_free_all_where_a_rewind_runs_them)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_pool_statistics_t statistics;
  gboolean first = TRUE;
  for (guint i = 0; i < 100; i++)
    wmem_alloc (pool, 100000);
  wmem_mark_t mark = wmem_pool_mark (pool);
  wmem_register_callback (pool, free_all_of_it, &first);
  wmem_pool_rewind (pool, mark);
  wmem_pool_get_statistics (pool, &statistics);
  ck_assert_uint_eq (statistics.pieces, 0);
  wmem_pool_check (pool);
  wmem_destroy_allocator (pool);
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
  tcase_add_loop_test (every, test_callbacks__what_they_make_ends_with_the_pool, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_callbacks__may_free_all_where_a_rewind_runs_them, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_callbacks__a_rewind_runs_those_registered_since_its_mark, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_callbacks__a_rewind_ends_child_pools_made_since_its_mark, 0, N_POLICY_CASES);
  suite_add_tcase (suite, every);
  return run_suite (suite);
}
