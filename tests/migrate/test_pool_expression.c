/* SPDX-License-Identifier: MIT */
/*
 * What may be given as a pool: one C expression, as a table.
 */
#include "../suite.h"
#include "cli/pool_expression.h"

static const char *const expressions[] = {
  "pool",
  "_p1",
  "pinfo->pool",
  "(pinfo)->pool",
  "pinfo -> pool",
  "( pinfo )->pool",
  "&pool",
  "*where",
  "- 1",
  "!x",
  "~x",
  "++p",
  "p++",
  "p--",
  "pools[0]",
  "pools[i, j]",
  "scope ()",
  "scope (a, b)",
  "scope (a)(b)[c].d->e",
  "a ? b : c",
  "a ? b ? c : d : e",
  "a == b && c != d || e",
  "a << 2 | b >> 1",
  "a = b",
  "a += 1",
  "a - -b",
  "(a, b)",
  "(pool_t *) p",
  "(struct pool *const) p",
  "(pool_t) p",
  "(pool_t) 3",
  "((pool_t *) p)->q",
  "0x1fUL",
  ".5",
  "1.5e3",
  "named (\"a\")",
  "named (\"a\" \"b\")",
  "named (\"\\\"\")",
  "named ('x')",
  "named ('\\'')",
  "named (\"//\")",
  "  pool  ",
};

static const char *const others[] = {
  "",
  " ",
  "1x y",
  "a b",
  "a,b",
  "a;b",
  "a; b",
  "if",
  "return x",
  "sizeof int",
  "a ? b",
  "a ?: b",
  "a ? b : ",
  "a +",
  "+",
  "a[",
  "a[]",
  "a[0",
  "f (",
  "f (a,",
  "f (a",
  "f (,a)",
  "(a",
  "a)",
  "(a))",
  "()",
  "(a b) c d",
  "p->",
  "p->1",
  "p.",
  "p->if",
  "\"a",
  "'a",
  "''",
  "'",
  "\"a\\\"",
  "a // b",
  "a /* b */",
  "a /* b",
  "#define a",
  "{ a }",
  "a\\",
  "@a",
  "(pool_t *)",
  "(1 *) p",
  "(* p",
};

START_TEST (test_pool_expression__one_is_taken)
{
  ck_assert_msg (pool_expression_is_valid (expressions[_i]), "'%s' is one", expressions[_i]);
}
END_TEST

START_TEST (test_pool_expression__anything_else_is_refused)
{
  ck_assert_msg (!pool_expression_is_valid (others[_i]), "'%s' is none", others[_i]);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("pool expressions");
  TCase *test_case = tcase_create ("table");

  tcase_add_loop_test (test_case, test_pool_expression__one_is_taken, 0, G_N_ELEMENTS (expressions));
  tcase_add_loop_test (test_case, test_pool_expression__anything_else_is_refused, 0, G_N_ELEMENTS (others));
  suite_add_tcase (suite, test_case);
  return run_suite (suite);
}
