/* SPDX-License-Identifier: MIT */
/*
 * The packet, file and epan scopes of a single-threaded program.
 */
#include <string.h>

#include "policies.h"
#include "wmem/wmem.h"

START_TEST (test_scopes__init_alone_is_enough)
{
  wmem_init ();
  ck_assert_ptr_nonnull (wmem_alloc (wmem_epan_scope (), 10));
  wmem_enter_file_scope ();
  ck_assert_ptr_nonnull (wmem_alloc (wmem_file_scope (), 10));
  wmem_enter_packet_scope ();
  ck_assert_ptr_nonnull (wmem_alloc (wmem_packet_scope (), 10));
  wmem_leave_packet_scope ();
  wmem_leave_file_scope ();
  wmem_cleanup ();
}
END_TEST

START_TEST (test_scopes__upstreams_calls_work_too)
{
  wmem_init ();
  wmem_init_scopes ();
  wmem_enter_scope (wmem_file_scope ());
  wmem_enter_scope (wmem_packet_scope ());
  ck_assert_ptr_nonnull (wmem_alloc (wmem_packet_scope (), 10));
  wmem_leave_scope (wmem_packet_scope ());
  wmem_leave_scope (wmem_file_scope ());
  wmem_cleanup_scopes ();
  wmem_cleanup ();
}
END_TEST

START_TEST (test_scopes__leaving_frees)
{
  wmem_pool_statistics_t statistics;
  wmem_init ();
  wmem_enter_file_scope ();
  for (int packet = 0; packet < 3; packet++)
    {
      wmem_enter_packet_scope ();
      wmem_alloc (wmem_packet_scope (), 1000);
      wmem_alloc (wmem_file_scope (), 10);
      wmem_leave_packet_scope ();
      wmem_pool_get_statistics (wmem_packet_scope (), &statistics);
      ck_assert_uint_eq (statistics.asked, 0);
      wmem_pool_get_statistics (wmem_file_scope (), &statistics);
      ck_assert_uint_eq (statistics.asked, 10 * (size_t) (packet + 1));
    }
  wmem_leave_file_scope ();
  wmem_pool_get_statistics (wmem_file_scope (), &statistics);
  ck_assert_uint_eq (statistics.asked, 0);
  wmem_cleanup ();
}
END_TEST

START_TEST (test_scopes__packet_memory_outside_a_packet_aborts)
{
  wmem_init ();
  wmem_enter_file_scope ();
  wmem_alloc (wmem_packet_scope (), 1);
}
END_TEST

START_TEST (test_scopes__file_memory_outside_a_file_aborts)
{
  wmem_init ();
  wmem_alloc (wmem_file_scope (), 1);
}
END_TEST

START_TEST (test_scopes__a_packet_outside_a_file_aborts)
{
  wmem_init ();
  wmem_enter_packet_scope ();
}
END_TEST

START_TEST (test_scopes__a_file_left_within_a_packet_aborts)
{
  wmem_init ();
  wmem_enter_file_scope ();
  wmem_enter_packet_scope ();
  wmem_leave_file_scope ();
}
END_TEST

START_TEST (test_scopes__entering_twice_aborts)
{
  wmem_init ();
  wmem_enter_file_scope ();
  wmem_enter_file_scope ();
}
END_TEST

START_TEST (test_scopes__leaving_twice_aborts)
{
  wmem_init ();
  wmem_leave_file_scope ();
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("scopes");
  TCase *use = tcase_create ("use");
  tcase_add_test (use, test_scopes__init_alone_is_enough);
  tcase_add_test (use, test_scopes__upstreams_calls_work_too);
  tcase_add_test (use, test_scopes__leaving_frees);
  suite_add_tcase (suite, use);
  TCase *misuse = tcase_create ("misuse aborts");
  ADD_ABORT_TEST (misuse, test_scopes__packet_memory_outside_a_packet_aborts);
  ADD_ABORT_TEST (misuse, test_scopes__file_memory_outside_a_file_aborts);
  ADD_ABORT_TEST (misuse, test_scopes__a_packet_outside_a_file_aborts);
  ADD_ABORT_TEST (misuse, test_scopes__a_file_left_within_a_packet_aborts);
  ADD_ABORT_TEST (misuse, test_scopes__entering_twice_aborts);
  ADD_ABORT_TEST (misuse, test_scopes__leaving_twice_aborts);
  suite_add_tcase (suite, misuse);
  return run_suite (suite);
}
