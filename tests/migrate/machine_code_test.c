/* SPDX-License-Identifier: MIT */
/*
 * The frame of a test that compares objects.
 */
#include "machine_code_test.h"

#include <stdlib.h>

#include <glib.h>

int
machine_code_test (const char *name, const TTest *test, char **folder)
{
  g_autofree char *gcc = g_find_program_in_path ("gcc");
  if (!gcc)
    {
      g_print ("SKIP: no gcc\n");
      return 77;
    }
  Suite *suite = suite_create (name);
  TCase *cases = tcase_create (name);
  *folder = g_dir_make_tmp ("wmem-machine-code-XXXXXX", NULL);
  tcase_add_test (cases, test);
  tcase_set_timeout (cases, 300);
  suite_add_tcase (suite, cases);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  g_autofree char *quoted = g_shell_quote (*folder), *removal = g_strdup_printf ("rm -rf %s", quoted);
  return system (removal) != 0 || failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
