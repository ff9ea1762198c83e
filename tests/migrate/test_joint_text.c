/* SPDX-License-Identifier: MIT */
/*
 * Both texts of a header in one: what can be said so, and what the preprocessor's output says of both sides.
 */

#include <string.h>

#include <glib.h>

#include "../suite.h"
#include "proof/joint_text.h"
#include "proof/preprocessed.h"

#define EITHER JOINT_WORD

typedef struct
{
  const char *expected, *found, *joint; /* NULL: it cannot be said */
} Row;

static const Row texts[] = {
  { "int a;\n", "int a;\n", "int a;\n" },
  { "rule *a;\n", "new *a;\n", " " EITHER " (rule) (new)  *a;\n" },
  { "f (rule (a), b);\n", "f (new (pool, a), b);\n", "f ( " EITHER " (rule (a)) (new (pool, a)) , b);\n" },
  { "#define COPY(a) rule (a)\n", "#define COPY(a) new (pool, a)\n", NULL }, /* nothing follows: a header ends with something else */
  { "#define COPY(a) rule (a)\nint b;\n", "#define COPY(a) new (pool, a)\nint b;\n",
    "#define COPY(a)  " EITHER " (rule (a)) (new (pool, a)) \nint b;\n" },
  /* What follows keeps its line. */
  { "#define TWO(a) rule (\"x\", \\\n  #a)\nint b;\n", "#define TWO(a) new (pool, \"x\", \\\n  #a)\nint b;\n",
    "#define TWO(a)  " EITHER " (rule (\"x\",   #a)) (new (pool, \"x\",   #a)) \\\n\nint b;\n" },
  /* Comments are blanks. */
  { "int a; /* rule */\nint b;\n", "int a; /* new */\nint b;\n", "int a; /* rule */\nint b;\n" },
  /* Blanks count where a text can be made of them. */
  { "f (a);\nint b;\n", "f(a);\nint b;\n", "f  " EITHER " ((a)) ((a)) ;\nint b;\n" },
  /* A name that is called, or may be. */
  { "rule (a) (b);\nint c;\n", "new (b);\nint c;\n", " " EITHER " (rule (a) (b)) (new (b)) ;\nint c;\n" },
  /* Directives that go by what is there. */
  { "#ifdef rule\n#endif\nint b;\n", "#ifdef new\n#endif\nint b;\n", NULL },
  { "#if rule\n#endif\nint b;\n", "#if new\n#endif\nint b;\n", NULL },
  { "#undef rule\nint b;\n", "#undef new\nint b;\n", NULL },
  { "#define rule 1\nint b;\n", "#define new 1\nint b;\n", NULL },
  { "#define M(rule) 1\nint b;\n", "#define M(new) 1\nint b;\n", NULL },
  { "#include \"rule.h\"\nint b;\n", "#include \"new.h\"\nint b;\n", NULL },
  { "#pragma rule\nint b;\n", "#pragma new\nint b;\n", NULL },
  /* Several lines of code know which one they are. */
  { "rule (a,\n__LINE__);\nint b;\n", "new (a,\n__LINE__);\nint b;\n", NULL },
  { "rule;\n\nint b;\n", "new;\nnew;\nint b;\n", NULL },
  /* Two arguments where one was. */
  { "#define ARGUMENTS rule\nint b;\n", "#define ARGUMENTS pool, new\nint b;\n", NULL },
  { "#define ARGUMENTS { rule }\nint b;\n", "#define ARGUMENTS { pool, new }\nint b;\n", NULL },
  { "#define ARGUMENTS (rule)\nint b;\n", "#define ARGUMENTS (pool, new)\nint b;\n", NULL },
  /* Brackets that do not pair. */
  { "rule ((a);\nint b;\n", "new (a);\nint b;\n", NULL },
  { "int " EITHER ";\n", "int a;\n", NULL },
};

START_TEST (test_joint_text__says_both_or_nothing)
{
  const Row *row = &texts[_i];
  g_autoptr (GBytes) expected = g_bytes_new_static (row->expected, strlen (row->expected)), found = g_bytes_new_static (row->found, strlen (row->found));
  g_autoptr (GBytes) joint = joint_text_new (expected, found);
  ck_assert_msg (!joint == !row->joint, "%s", row->expected);
  if (joint)
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (joint, NULL), g_bytes_get_size (joint));
      ck_assert_str_eq (text, row->joint);
    }
}
END_TEST

static const char *const same[] = {
  "",
  "int a;",
  "int " EITHER " (a) (a);",
  EITHER " (f (a, (b))) (f(a, (b))) + 1;",
  EITHER "(a " EITHER " (b) (c)) (a b)",
  EITHER " () ();",
  EITHER " (f (" EITHER " (a) (a))) (f (" EITHER " (a) (a)));",
  "x = " EITHER " (\"(\") (\"(\");",
};

static const char *const different[] = {
  "int " EITHER " (a) (b);",
  EITHER " (rule) (new) (a);",
  EITHER " (a) (a b)",
  EITHER " (a b) (a)",
  EITHER "(a " EITHER " (b) (c)) (a c)",
  EITHER "(a b) (a " EITHER " (b) (c))",
  /* What a macro has made of it. */
  EITHER ";",
  EITHER " (a);",
  EITHER " (a) a",
  EITHER " (a) (a",
  EITHER " (a",
  EITHER "x (a) (a)",
  "x" EITHER " (a) (a)",
  "f (\"" EITHER " (a) (a)\");",
  "L\"" EITHER " (a) (a)\"",
  EITHER " (\"" EITHER " (a) (b)\") (\"" EITHER " (a) (b)\")",
  EITHER " (__builtin_LINE ()) (__builtin_LINE ())",
};

START_TEST (test_joint_text__both_sides_are_the_same)
{
  ck_assert_msg (preprocessed_sides_same (same[_i]), "%s", same[_i]);
}
END_TEST

START_TEST (test_joint_text__in_doubt_the_sides_differ)
{
  ck_assert_msg (!preprocessed_sides_same (different[_i]), "%s", different[_i]);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("joint_text");
  TCase *test_case = tcase_create ("table");

  tcase_add_loop_test (test_case, test_joint_text__says_both_or_nothing, 0, G_N_ELEMENTS (texts));
  tcase_add_loop_test (test_case, test_joint_text__both_sides_are_the_same, 0, G_N_ELEMENTS (same));
  tcase_add_loop_test (test_case, test_joint_text__in_doubt_the_sides_differ, 0, G_N_ELEMENTS (different));
  suite_add_tcase (suite, test_case);
  return run_suite (suite);
}
