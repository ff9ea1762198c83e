/* SPDX-License-Identifier: MIT */
/*
 * The policies that a suite runs over: loop tests take the index.
 */
#pragma once

#include "../suite.h"

#include "wmem/wmem_core.h"

typedef struct
{
  const char *name;
  wmem_allocator_type_t type;
} policy_case_t;

extern const policy_case_t policy_cases[];
#define N_POLICY_CASES 4

/* @return a new pool of the policy with this index. */
wmem_allocator_t *policy_pool (int index);

/* Adds @test, which must abort, where the runner forks; without forks (valgrind) nothing is added. */
#define ADD_ABORT_TEST(tcase, test)                 \
  do                                                \
    if (aborts_can_be_tested ())                    \
      tcase_add_test_raise_signal (tcase, test, 6); \
  while (0)

#define ADD_ABORT_LOOP(tcase, test)                                         \
  do                                                                        \
    if (aborts_can_be_tested ())                                            \
      tcase_add_loop_test_raise_signal (tcase, test, 6, 0, N_POLICY_CASES); \
  while (0)

int aborts_can_be_tested (void);

/* For loops of many steps: ck_assert() tells the runner about each one that holds, which takes its time. */
#define EXPECT(condition)                       \
  do                                            \
    if (!(condition))                           \
      ck_abort_msg ("expected %s", #condition); \
  while (0)

/* Whether AddressSanitizer or valgrind watches: pools then reuse nothing, and keep distances. */
int running_with_tool (void);
