/* SPDX-License-Identifier: MIT */
/*
 * Lines of roots and sinks: what each says of a function, a member or a record, and how a mistake is told.
 */
#include <string.h>

#include "../suite.h"
#include "rules/facts.h"

static wmem_allocator_t *pool;

static void
set_up (void)
{
  pool = wmem_allocator_new (WMEM_ALLOCATOR_SIMPLE);
}

static void
tear_down (void)
{
  wmem_destroy_allocator (pool);
}

static Facts *
parse (const char *text)
{
  Facts *facts = facts_new (pool);
  GError *error = NULL;

  ck_assert_msg (facts_parse (facts, "x", text, &error), "%s", error ? error->message : "no error is set");
  return facts;
}

/* Each mistake, and the line and column where it is told. */
static const struct
{
  const char *text, *says;
} mistakes[] = {
  { "gives f packet\nfoo f\n", "x:2:1: unknown fact 'foo'" },
  { "gives f\n", "x:1:8: a word is missing after 'gives'" },
  { "  gives   # f packet\n", "x:1:11: a word is missing after 'gives'" },
  { "gives f file more\n", "x:1:14: 'more' is one word too many" },
  { "gives f* file more\n", "x:1:15: 'more' is one word too many" },
  { "gives f forever\n", "x:1:9: 'forever' is not a lifetime" },
  { "gives f unknown\n", "x:1:9: 'unknown' is not a lifetime" },
  { "enters f packets\n", "x:1:10: 'packets' is not a context" },
  { "enters f unknown\n", "x:1:10: 'unknown' is not a context" },
  { "allocates f packet perhaps\n", "x:1:20: 'perhaps' is neither 'maybe' nor the end" },
  { "passes f 61\n", "x:1:10: '61' is not the number of an argument" },
  { "passes f result\n", "x:1:10: 'result' is not the number of an argument" },
  { "copies f 0 heap\n", "x:1:12: 'heap' is not the number of an argument" },
  { "frees f 0 result\n", "x:1:11: 'result' is not the number of an argument" },
  { "points tvb file\n", "x:1:8: 'tvb' is not RECORD.MEMBER" },
  { "object tvb.x file\n", "x:1:8: 'tvb.x' is not a RECORD" },
};

START_TEST (test_facts__a_mistake_has_line_and_column)
{
  GError *error = NULL;

  ck_assert (!facts_parse (facts_new (pool), "x", mistakes[_i].text, &error));
  ck_assert_msg (g_str_has_prefix (error->message, mistakes[_i].says), "expected '%s', got '%s'", mistakes[_i].says, error->message);
  g_error_free (error);
}
END_TEST

START_TEST (test_facts__roots_say_where_code_starts)
{
  Facts *facts = parse ("argument hand_over 1 packet a dissector  \nargument hand_over 2 file a reset\r\nfunction proto_* none it registers\nprogram main\n"
                        "closes at_end 0\nlends lender 1 2 pinfo a loan\nenters run_file file\nbegins begin packet\ncalls g_each 60\nearly at_start\n");
  const FunctionFacts *hands = facts_function (facts, "hand_over");
  const FactCallback *first = &g_array_index (hands->callbacks, FactCallback, 0);
  const FactLoan *loan = &g_array_index (facts_function (facts, "lender")->lends, FactLoan, 0);

  ck_assert_uint_eq (hands->callbacks->len, 2);
  ck_assert_uint_eq (first->argument, 1);
  ck_assert_int_eq (first->context, CONTEXT_PACKET);
  ck_assert_str_eq (first->text, "a dissector");
  ck_assert_str_eq (first[1].text, "a reset");
  ck_assert_int_eq (facts_function (facts, "proto_register_x")->starts, CONTEXT_NONE);
  ck_assert_str_eq (facts_function (facts, "proto_register_x")->starts_text, "it registers");
  ck_assert (facts_function (facts, "main")->program && !facts_function (facts, "proto_register_x")->program);
  ck_assert_uint_eq (facts_function (facts, "at_end")->closes, 1);
  ck_assert_uint_eq (loan->argument, 1);
  ck_assert_uint_eq (loan->parameter, 2);
  ck_assert_int_eq (loan->lifetime, LIFETIME_PINFO);
  ck_assert_int_eq (facts_function (facts, "run_file")->enters, CONTEXT_FILE);
  ck_assert_int_eq (facts_function (facts, "run_file")->begins, FACT_NO_CONTEXT);
  ck_assert_int_eq (facts_function (facts, "begin")->begins, CONTEXT_PACKET);
  ck_assert_int_eq (facts_function (facts, "begin")->enters, FACT_NO_CONTEXT);
  ck_assert_uint_eq (facts_function (facts, "g_each")->calls, (guint64) 1 << 60);
  ck_assert (facts_function (facts, "at_start")->early && !facts_function (facts, "begin")->early);
  ck_assert_int_eq (facts_function (facts, "nobody")->starts, FACT_NO_CONTEXT);
}
END_TEST

START_TEST (test_facts__sinks_say_how_long_things_live)
{
  Facts *facts = parse ("allocates make packet\nallocates make_some file maybe\nholds box\ngives name epan\ntakes-pool dup\npool scope file\nkeeps store 1 heap a table\n"
                        "inserts add 2 0\npasses chain 0\npasses chain 1\nfetches look_up 0\ncopies copy 1 result\ncopies move 1 0\nreads print\nfrees drop 0\n"
                        "frees drop_heap 0 heap\nfrees drop_pool 1 0\nowns table 2 1\ndisposes list 1 0\ncleans cleanup 0 1\nthrows fail\n");
  const FunctionFacts *store = facts_function (facts, "store"), *frees;

  ck_assert_int_eq (facts_function (facts, "make")->allocates, LIFETIME_PACKET);
  ck_assert (!facts_function (facts, "make")->maybe && facts_function (facts, "make_some")->maybe);
  ck_assert_int_eq (facts_function (facts, "make_some")->allocates, LIFETIME_FILE);
  ck_assert (facts_function (facts, "box")->holds && !facts_function (facts, "make")->holds);
  ck_assert_int_eq (facts_function (facts, "name")->gives, LIFETIME_EPAN);
  ck_assert_int_eq (facts_function (facts, "name")->allocates, LIFETIME_UNKNOWN);
  ck_assert (facts_function (facts, "dup")->takes_pool && !facts_function (facts, "name")->takes_pool);
  ck_assert_int_eq (facts_function (facts, "scope")->pool, LIFETIME_FILE);
  ck_assert_uint_eq (store->keeps->len, 1);
  ck_assert_uint_eq (g_array_index (store->keeps, FactKeep, 0).argument, 1);
  ck_assert_int_eq (g_array_index (store->keeps, FactKeep, 0).lifetime, LIFETIME_HEAP);
  ck_assert_str_eq (g_array_index (store->keeps, FactKeep, 0).text, "a table");
  ck_assert_uint_eq (g_array_index (facts_function (facts, "add")->inserts, FactFlow, 0).from, 2);
  ck_assert_uint_eq (g_array_index (facts_function (facts, "add")->inserts, FactFlow, 0).to, 0);
  ck_assert_uint_eq (facts_function (facts, "chain")->passes, 3);
  ck_assert_uint_eq (facts_function (facts, "look_up")->fetches, 1);
  ck_assert_uint_eq (g_array_index (facts_function (facts, "copy")->copies, FactFlow, 0).from, 1);
  ck_assert_uint_eq (g_array_index (facts_function (facts, "copy")->copies, FactFlow, 0).to, FACT_RESULT);
  ck_assert_uint_eq (g_array_index (facts_function (facts, "move")->copies, FactFlow, 0).to, 0);
  ck_assert (facts_function (facts, "print")->reads && !facts_function (facts, "fail")->reads);
  ck_assert (facts_function (facts, "fail")->throws && !facts_function (facts, "print")->throws);
  ck_assert_uint_eq (facts_function (facts, "drop")->frees, 1);
  frees = facts_function (facts, "drop_heap");
  ck_assert_uint_eq (g_array_index (frees->frees_from, FactFlow, 0).to, FACT_HEAP);
  frees = facts_function (facts, "drop_pool");
  ck_assert_uint_eq (frees->frees, 2);
  ck_assert_uint_eq (g_array_index (frees->frees_from, FactFlow, 0).from, 1);
  ck_assert_uint_eq (g_array_index (frees->frees_from, FactFlow, 0).to, 0);
  ck_assert_uint_eq (g_array_index (facts_function (facts, "table")->owns, FactFlow, 0).from, 2);
  ck_assert_uint_eq (g_array_index (facts_function (facts, "table")->owns, FactFlow, 0).to, 1);
  ck_assert_uint_eq (g_array_index (facts_function (facts, "list")->disposes, FactFlow, 0).from, 1);
  ck_assert_uint_eq (g_array_index (facts_function (facts, "cleanup")->cleans, FactFlow, 0).to, 1);
  ck_assert (facts_function (facts, "print")->known && !facts_function (facts, "nobody")->known);
}
END_TEST

START_TEST (test_facts__a_record_has_one_name)
{
  Facts *facts = parse ("field _handle_t.run packet it runs\npoints tvb_t.data file\npool-member packet_info.pool packet\nspares tvb.next it goes\n"
                        "object _conv_t epan\nobject *_list heap\ntakes tree_t none a walk\n");

  ck_assert_int_eq (facts_member (facts, "handle.run")->context, CONTEXT_PACKET);
  ck_assert_str_eq (facts_member (facts, "handle_t.run")->text, "it runs");
  ck_assert_int_eq (facts_member (facts, "handle.stop")->context, FACT_NO_CONTEXT);
  ck_assert_int_eq (facts_member (facts, "_tvb.data")->points, LIFETIME_FILE);
  ck_assert_int_eq (facts_member (facts, "_packet_info.pool")->pool, LIFETIME_PACKET);
  ck_assert (facts_member (facts, "tvb.next")->spared && !facts_member (facts, "tvb.data")->spared);
  ck_assert_int_eq (facts_record (facts, "conv")->lifetime, LIFETIME_EPAN);
  ck_assert_int_eq (facts_record (facts, "my_list_t")->lifetime, LIFETIME_HEAP);
  ck_assert_int_eq (facts_record (facts, "_tree")->takes, CONTEXT_NONE);
  ck_assert_str_eq (facts_record (facts, "tree")->takes_text, "a walk");
  ck_assert_int_eq (facts_record (facts, "other")->lifetime, LIFETIME_UNKNOWN);
  ck_assert_int_eq (facts_record (facts, NULL)->lifetime, LIFETIME_UNKNOWN);
}
END_TEST

START_TEST (test_facts__a_number_of_arguments_tells_forms_apart)
{
  Facts *facts = parse ("allocates get/2 packet\ngives get/3 file\nallocates plain file\n");

  ck_assert_int_eq (facts_call (facts, "get", 2)->allocates, LIFETIME_PACKET);
  ck_assert_int_eq (facts_call (facts, "get", 3)->allocates, LIFETIME_UNKNOWN);
  ck_assert_int_eq (facts_call (facts, "get", 3)->gives, LIFETIME_FILE);
  ck_assert (!facts_call (facts, "get", 4)->known);
  ck_assert_int_eq (facts_call (facts, "plain", 7)->allocates, LIFETIME_FILE);
  ck_assert (!facts_call (facts, NULL, 1)->known);
}
END_TEST

START_TEST (test_facts__a_file_says_where_its_functions_start)
{
  Facts *facts = parse ("source *packet-*.c packet a dissector\nsource *main.c none the program\n");
  const char *text = NULL;

  ck_assert_int_eq (facts_source (facts, "/a/packet-x.c", &text), CONTEXT_PACKET);
  ck_assert_str_eq (text, "a dissector");
  ck_assert_int_eq (facts_source (facts, "/a/main.c", &text), CONTEXT_NONE);
  ck_assert_str_eq (text, "the program");
  ck_assert_int_eq (facts_source (facts, "/a/other.c", &text), FACT_NO_CONTEXT);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("facts");
  TCase *test_case = tcase_create ("lines");

  tcase_add_checked_fixture (test_case, set_up, tear_down);
  tcase_add_loop_test (test_case, test_facts__a_mistake_has_line_and_column, 0, G_N_ELEMENTS (mistakes));
  tcase_add_test (test_case, test_facts__roots_say_where_code_starts);
  tcase_add_test (test_case, test_facts__sinks_say_how_long_things_live);
  tcase_add_test (test_case, test_facts__a_record_has_one_name);
  tcase_add_test (test_case, test_facts__a_number_of_arguments_tells_forms_apart);
  tcase_add_test (test_case, test_facts__a_file_says_where_its_functions_start);
  suite_add_tcase (suite, test_case);
  return run_suite (suite);
}
