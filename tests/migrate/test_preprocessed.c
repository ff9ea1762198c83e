/* SPDX-License-Identifier: MIT */
/*
 * What the preprocessor leaves of two sides, as a table: the same program or not.
 */

#include <glib.h>

#include "../suite.h"
#include "proof/preprocessed.h"

typedef struct
{
  const char *left, *right;
} Row;

/* Blanks between tokens, markers, lines. */
static const Row same[] = {
  { "", "" },
  { "f (a);\n", "f(a) ;" },
  { "f ( g () , a);\n", "f (g(), a);\n" },
  { "a\nb;", "a b;" },
  { "# 1 \"a.c\"\n# 1 \"rules.h\" 1\n# 2 \"a.c\" 2\nint a;\n", "# 7 \"a.c\" 3 4\nint a;\n" },
  { "x = \"a  b\" ;", "x  = \"a  b\";" },
  { "x = \"a\\\"  b\";", "x = \"a\\\"  b\" ;" },
  { "x = R\"m( \"  )\" )m\";", "x = R\"m( \"  )\" )m\" ;" },
  { "#pragma pack(1)\nint a;", "#pragma pack( 1 )\n\nint a;" },
};

static const Row different[] = {
  { "f (a);", "f (b);" },
  { "f (a);", "f (a); g ();" },
  { "f (a); g ();", "f (a);" },
  { "", "a" },
  { "a b", "ab" },
  { "- -a", "--a" },
  { "a + +b", "a ++b" },
  { "1 .5", "1.5" },
  { "L \"a\"", "L\"a\"" },
  { "\"a\" s", "\"a\"s" },
  { "x = \"a  b\";", "x = \"a b\";" },
  { "x = ' ';", "x = '  ';" },
  { "x = \"\\\\\" \"  \";", "x = \"\\\\\" \" \";" },
  { "x = R\"( \"  )\";", "x = R\"( \" )\";" },
  { "x = R\"m( )\"  )m\";", "x = R\"m( )\" )m\";" },
  { "x = \"a\\\n  b\";", "x = \"a\\\n b\";" },
  { "#pragma pack(1)\nint a;", "#pragma pack(1) int a;" },
  { "# 1 \"a.h\" 1\nint a;\n", "# 1 \"b.h\" 1\nint a;\n" },
  { "# 1 \"a.h\" 1\nint a;\n# 2 \"c.c\" 2\nint b;\n", "# 1 \"a.h\" 1\nint a;\nint b;\n" },
  /* Who asks for the line later than in the preprocessor. */
  { "f (\n__builtin_LINE ());", "f (__builtin_LINE ());" },
};

START_TEST (test_preprocessed__blanks_and_markers_do_not_count)
{
  const Row *row = &same[_i];
  ck_assert_msg (preprocessed_same (row->left, row->right), "%s and %s", row->left, row->right);
  ck_assert_msg (preprocessed_same (row->right, row->left), "%s and %s", row->right, row->left);
}
END_TEST

START_TEST (test_preprocessed__in_doubt_they_differ)
{
  const Row *row = &different[_i];
  ck_assert_msg (!preprocessed_same (row->left, row->right), "%s and %s", row->left, row->right);
  ck_assert_msg (!preprocessed_same (row->right, row->left), "%s and %s", row->right, row->left);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("preprocessed");
  TCase *test_case = tcase_create ("table");

  tcase_add_loop_test (test_case, test_preprocessed__blanks_and_markers_do_not_count, 0, G_N_ELEMENTS (same));
  tcase_add_loop_test (test_case, test_preprocessed__in_doubt_they_differ, 0, G_N_ELEMENTS (different));
  suite_add_tcase (suite, test_case);
  return run_suite (suite);
}
