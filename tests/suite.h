/* SPDX-License-Identifier: MIT */
/*
 * What the main() of a test program ends with.
 */
#pragma once

#include <stdlib.h>

#include <check.h>

/** Runs and frees @a suite, as loud as CK_VERBOSITY says. @return what main() returns. */
static inline int
run_suite (Suite *suite)
{
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  const int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
