/* SPDX-License-Identifier: MIT */
/*
 * Sessions: N threads, N files, no lock.
 */
#include <string.h>

#include "policies.h"
#include "wmem/wmem.h"

#define THREADS 4
#define PACKETS 300

static gpointer
dissect_a_file (gpointer number)
{
  wmem_session_t *session = wmem_session_new ("worker");
  const int fill = GPOINTER_TO_INT (number);
  wmem_session_enter (session);
  wmem_enter_file_scope ();
  char *kept[PACKETS];
  for (int packet = 0; packet < PACKETS; packet++)
    {
      wmem_enter_packet_scope ();
      for (int i = 1; i < 50; i++)
        memset (wmem_alloc (wmem_packet_scope (), (size_t) i * 10), fill, (size_t) i * 10);
      kept[packet] = memset (wmem_alloc (wmem_file_scope (), 64), fill, 64);
      wmem_leave_packet_scope ();
    }
  int wrong = 0;
  for (int packet = 0; packet < PACKETS; packet++)
    for (int i = 0; i < 64; i++)
      wrong += kept[packet][i] != fill;
  wmem_leave_file_scope ();
  wmem_session_enter (NULL);
  wmem_session_destroy (session);
  return GINT_TO_POINTER (wrong);
}

START_TEST (test_sessions__threads_dissect_side_by_side)
{
  GThread *threads[THREADS];
  for (int i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("dissector", dissect_a_file, GINT_TO_POINTER (i + 1));
  for (int i = 0; i < THREADS; i++)
    ck_assert_int_eq (GPOINTER_TO_INT (g_thread_join (threads[i])), 0);
}
END_TEST

#define POOLS 20

static gpointer
make_pools (gpointer unused G_GNUC_UNUSED)
{
  wmem_allocator_t **made = g_new (wmem_allocator_t *, POOLS);
  for (int i = 0; i < POOLS; i++)
    {
      made[i] = wmem_allocator_new (i % 2 ? WMEM_ALLOCATOR_BLOCK : WMEM_ALLOCATOR_BLOCK_FAST);
      memset (wmem_alloc (made[i], 1000), 0xEE, 1000);
      wmem_free_all (made[i]);
      wmem_alloc (made[i], 10);
      wmem_free_all (made[i]);
    }
  for (int i = 0; i < POOLS / 2; i++) /* what is left of these stays with this thread */
    {
      wmem_destroy_allocator (made[i]);
      made[i] = NULL;
    }
  return made;
}

START_TEST (test_sessions__pools_may_end_in_another_thread)
{
  GThread *threads[THREADS];
  for (int i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("maker", make_pools, NULL);
  for (int i = 0; i < THREADS; i++)
    {
      wmem_allocator_t **made = g_thread_join (threads[i]);
      for (int j = POOLS / 2; j < POOLS; j++)
        wmem_destroy_allocator (made[j]);
      g_free (made);
      wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
      const char *zeroed = wmem_alloc0 (pool, 1000);
      for (int j = 0; j < 1000; j++)
        EXPECT (zeroed[j] == 0);
      wmem_destroy_allocator (pool);
    }
}
END_TEST

START_TEST (test_sessions__scopes_answer_from_the_thread_s_session)
{
  wmem_session_t *first = wmem_session_new ("first"), *second = wmem_session_new ("second");
  ck_assert_ptr_null (wmem_session_enter (first));
  ck_assert_ptr_eq (wmem_session_current (), first);
  ck_assert_ptr_eq (wmem_packet_scope (), wmem_session_packet_scope (first));
  ck_assert_ptr_eq (wmem_file_scope (), wmem_session_file_scope (first));
  ck_assert_ptr_eq (wmem_epan_scope (), wmem_session_epan_scope (first));
  ck_assert_ptr_eq (wmem_session_enter (second), first);
  wmem_enter_file_scope ();
  ck_assert (wmem_in_scope (wmem_session_file_scope (second)));
  ck_assert (!wmem_in_scope (wmem_session_file_scope (first)));
  wmem_leave_file_scope ();
  ck_assert_ptr_eq (wmem_session_enter (NULL), second);
  ck_assert_ptr_ne (wmem_packet_scope (), wmem_session_packet_scope (second));
  wmem_session_destroy (first);
  wmem_session_destroy (second);
  wmem_cleanup ();
}
END_TEST

START_TEST (test_sessions__names_tell_the_session)
{
  wmem_session_t *session = wmem_session_new ("capture 7");
  ck_assert_str_eq (wmem_pool_get_name (wmem_session_file_scope (session)), "file scope of session 'capture 7'");
  wmem_session_destroy (session);
}
END_TEST

static gpointer
enter_session (gpointer session)
{
  wmem_session_enter (session);
  return NULL;
}

static gpointer
open_a_file (gpointer session)
{
  wmem_session_enter (session);
  wmem_enter_file_scope ();
  return wmem_strdup (wmem_file_scope (), "kept");
}

START_TEST (test_sessions__a_thread_that_ends_leaves_its_session)
{
  wmem_session_t *session = wmem_session_new (NULL);
  char *text = g_thread_join (g_thread_new ("first", open_a_file, session));
  wmem_session_t *before = wmem_session_enter (session);
  ck_assert_str_eq (text, "kept");
  wmem_leave_file_scope ();
  wmem_session_enter (before);
  g_thread_join (g_thread_new ("second", open_a_file, session));
  wmem_session_destroy (session);
}
END_TEST

static gpointer
enter_and_leave (gpointer session)
{
  wmem_session_enter (session);
  wmem_session_enter (NULL);
  return NULL;
}

/* What ends with a thread is only what it is still in. */
START_TEST (test_sessions__a_thread_that_ends_leaves_no_other_s_session)
{
  wmem_session_t *session = wmem_session_new (NULL);
  g_thread_join (g_thread_new ("first", enter_and_leave, session));
  wmem_session_enter (session);
  g_thread_join (g_thread_new ("second", enter_session, session));
}
END_TEST

static gpointer
end_pools (gpointer data)
{
  wmem_allocator_t *pools[6];
  for (guint i = 0; i < G_N_ELEMENTS (pools); i++)
    wmem_alloc (pools[i] = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK), 100);
  for (guint i = 0; i < G_N_ELEMENTS (pools); i++)
    wmem_destroy_allocator (pools[i]);
  return data;
}

static void
end_pools_late (gpointer data)
{
  end_pools (data);
}

static GPrivate at_the_end = G_PRIVATE_INIT (end_pools_late);

static gpointer
end_pools_and_more_at_the_end (gpointer data)
{
  g_private_set (&at_the_end, data);
  return end_pools (data);
}

static guint64
pages_mapped (void)
{
  gchar *text = NULL;
  guint64 pages;
  ck_assert (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  pages = g_ascii_strtoull (text, NULL, 10);
  g_free (text);
  return pages;
}

/* Whether a thread has pages that the program did not ask for: the thread sanitizer's notes. */
static gboolean
threads_have_more_pages (void)
{
#if defined(__SANITIZE_THREAD__)
  return TRUE;
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
  return TRUE;
#endif
#endif
  return FALSE;
}

/* Each keeps blocks of pools that ended for those that it makes next, the last ones while it ends itself. */
START_TEST (test_sessions__threads_that_end_leave_no_blocks)
{
  if (running_with_tool () || threads_have_more_pages () || !g_file_test ("/proc/self/statm", G_FILE_TEST_EXISTS))
    return;
  guint64 before = 0;
  for (int i = 0; i < 400; i++)
    {
      g_thread_join (g_thread_new ("ends", end_pools_and_more_at_the_end, &before));
      if (i == 20)
        before = pages_mapped ();
    }
  /* A block a thread would be three thousand pages. */
  ck_assert_uint_lt (pages_mapped (), before + 1000);
}
END_TEST

static GString *ends;

static gboolean
note_end (wmem_allocator_t *pool G_GNUC_UNUSED, wmem_cb_event_t event, void *user_data)
{
  if (event == WMEM_CB_DESTROY_EVENT)
    g_string_append (ends, user_data);
  return TRUE;
}

START_TEST (test_sessions__its_pools_end_with_it_the_shorter_lives_first)
{
  wmem_session_t *session = wmem_session_new ("ends");
  ends = g_string_new (NULL);
  wmem_register_callback (wmem_session_epan_scope (session), note_end, "epan");
  wmem_register_callback (wmem_session_file_scope (session), note_end, "file ");
  wmem_register_callback (wmem_session_packet_scope (session), note_end, "packet ");
  wmem_session_destroy (session);
  ck_assert_str_eq (ends->str, "packet file epan");
  g_string_free (ends, TRUE);
}
END_TEST

START_TEST (test_sessions__two_threads_in_one_session_abort)
{
  wmem_session_t *session = wmem_session_new (NULL);
  wmem_session_enter (session);
  g_thread_join (g_thread_new ("second", enter_session, session));
}
END_TEST

START_TEST (test_sessions__destroying_an_entered_session_aborts)
{
  wmem_session_t *session = wmem_session_new (NULL);
  wmem_session_enter (session);
  wmem_session_destroy (session);
}
END_TEST

#ifdef WMEM_CHECKING_TESTS
static gpointer
use_pool (gpointer pool)
{
  wmem_alloc (pool, 1);
  return NULL;
}

START_TEST (test_sessions__a_pool_used_by_a_second_thread_aborts)
{
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
  wmem_alloc (pool, 1);
  g_thread_join (g_thread_new ("second", use_pool, pool));
}
END_TEST

START_TEST (test_sessions__a_pool_can_change_its_thread_when_it_is_empty)
{
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
  wmem_alloc (pool, 1);
  wmem_free_all (pool);
  g_thread_join (g_thread_new ("second", use_pool, pool));
  wmem_free_all (pool);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_sessions__pool_of_finds_the_owner)
{
  wmem_allocator_t *first = policy_pool (_i), *second = policy_pool (_i);
  char *piece = wmem_alloc (first, 100);
  char *large = wmem_alloc (second, 1 << 20);
  ck_assert_ptr_eq (wmem_pool_of (piece + 99), first);
  ck_assert_ptr_eq (wmem_pool_of (large), second);
  ck_assert_ptr_null (wmem_pool_of (&first));
  wmem_destroy_allocator (first);
  wmem_destroy_allocator (second);
}
END_TEST
#endif

START_TEST (test_sessions__destroying_the_default_session_aborts)
{
  wmem_session_destroy (wmem_session_current ());
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("sessions");
  TCase *use = tcase_create ("use");
  tcase_set_timeout (use, 60);
  tcase_add_test (use, test_sessions__threads_dissect_side_by_side);
  tcase_add_test (use, test_sessions__pools_may_end_in_another_thread);
  tcase_add_test (use, test_sessions__scopes_answer_from_the_thread_s_session);
  tcase_add_test (use, test_sessions__names_tell_the_session);
  tcase_add_test (use, test_sessions__a_thread_that_ends_leaves_its_session);
  tcase_add_test (use, test_sessions__threads_that_end_leave_no_blocks);
  tcase_add_test (use, test_sessions__its_pools_end_with_it_the_shorter_lives_first);
#ifdef WMEM_CHECKING_TESTS
  tcase_add_test (use, test_sessions__a_pool_can_change_its_thread_when_it_is_empty);
  tcase_add_loop_test (use, test_sessions__pool_of_finds_the_owner, 0, N_POLICY_CASES);
#endif
  suite_add_tcase (suite, use);
  TCase *misuse = tcase_create ("misuse aborts");
  ADD_ABORT_TEST (misuse, test_sessions__a_thread_that_ends_leaves_no_other_s_session);
  ADD_ABORT_TEST (misuse, test_sessions__two_threads_in_one_session_abort);
  ADD_ABORT_TEST (misuse, test_sessions__destroying_an_entered_session_aborts);
  ADD_ABORT_TEST (misuse, test_sessions__destroying_the_default_session_aborts);
#ifdef WMEM_CHECKING_TESTS
  ADD_ABORT_TEST (misuse, test_sessions__a_pool_used_by_a_second_thread_aborts);
#endif
  suite_add_tcase (suite, misuse);
  return run_suite (suite);
}
