/* SPDX-License-Identifier: MIT */
/*
 * Rules files: what they may say, and how a mistake is told.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "../suite.h"
#include "find/scan.h"
#include "rules/rule_set.h"

static wmem_allocator_t *pool;
static char *path;

static void
set_up (void)
{
  int file = g_file_open_tmp ("rules-XXXXXX", &path, NULL);

  ck_assert_int_ge (file, 0);
  g_close (file, NULL);
  pool = wmem_allocator_new (WMEM_ALLOCATOR_SIMPLE);
}

static void
tear_down (void)
{
  g_unlink (path);
  g_free (path);
  wmem_destroy_allocator (pool);
}

static RuleSet *
load (const char *text, GError **error)
{
  const char *files[] = { path, NULL };

  ck_assert (g_file_set_contents (path, text, -1, NULL));
  return rule_set_load (pool, files, error);
}

START_TEST (test_rules__a_function_keeps_its_parts)
{
  RuleSet *set = load (
      "function my_ep (size, ...) -> my_wmem (@packet, size, ...)\n  about Ours,\n  about since long.\n",
      NULL);
  const Rule *rule = rule_set_find (set, "my_ep");

  ck_assert_ptr_nonnull (rule);
  ck_assert_str_eq (rule->target, "my_wmem");
  ck_assert_uint_eq (rule->parameters->len, 1);
  ck_assert (rule->variadic);
  ck_assert_uint_eq (rule->arguments->len, 3);
  ck_assert_int_eq (rule->pool, POOL_PACKET);
  ck_assert_str_eq (rule->about, "Ours, since long.");
  ck_assert_ptr_eq (rule_set_lookup (set, "my_ep and more", 5), rule);
  ck_assert_ptr_null (rule_set_lookup (set, "my_epx", 6));
}
END_TEST

/* Each mistake, and the line and column where it is told. */
static const struct
{
  const char *text;
  const char *place;
  const char *says;
} mistakes[] = {
  { "functoin f () -> g ()\n", ":1:1:", "expected a rule" },
  { "function\n", ":1:9:", "expected a name" },
  { "function f -> g ()\n", ":1:12:", "parameters" },
  { "function f (a -> g (a)\n", ":1:15:", "expected ')'" },
  { "function f (a) -> \n", ":1:18:", "expected the new name" },
  { "function f (a) -> g\n", ":1:20:", "expected the arguments" },
  { "function f (a) -> g (@pocket, a)\n", ":1:22:", "no such pool" },
  { "function f (a) -> g (b)\n", ":1:22:", "'b' is not a parameter" },
  { "function f (a, b) -> g (b, a)\n", ":1:28:", "out of order" },
  { "function f (a) -> g (a) more\n", ":1:25:", "unexpected 'more'" },
  { "function f (a)\n", ":1:1:", "becomes nothing" },
  { "# comment\n\nfunction f (a) -> g (a)\n  recipe no-such\n", ":4:10:", "no such recipe" },
  { "function f (a) -> g (a)\n  colour red\n", ":2:3:", "expected a property" },
  { "function f (a) -> g (a)\n  confidence sure\n", ":2:14:", "safe, review or unsafe" },
  { "function f (a)\n  reason because\n", ":2:10:", "no such reason" },
  { "  recipe allocate\n", ":1:3:", "none has begun" },
  { "function f (a) -> g (a)\nfunction f (a) -> h (a)\n", ":2:1:", "has a rule already" },
  { "type t (a) -> u\n", ":1:8:", "has no parameters" },
  { "field t -> u\n", ":1:7:", "expected TYPE.FIELD" },
  { "function f (a) -> g (a,)\n", ":1:24:", "expected an argument" },
  { "function f (a) -> g (;)\n", ":1:22:", "expected an argument" },
  { "function f (a, b) -> g (a + b)\n", ":1:29:", "an argument names one parameter at most: 'b'" },
  { "function f (a, b) -> g (b, B | a)\n", ":1:32:", "'a' is out of order" },
  { "function f (a) -> g (a\n", ":1:23:", "expected ')' after the arguments" },
  { "function f (a) -> (char * g (a\n", ":1:19:", "expected ')' after the type" },
  { "function f (a) -> @pocket\n", ":1:19:", "no such pool" },
  { "function f (a) -> g (a)\n  in\n", ":2:5:", "expected a header after 'in'" },
  { "function f (a) -> g (a)\n  in a.h,\n", ":2:10:", "expected a header after 'in'" },
  { "function f (a) -> g (a)\n  needs\n", ":2:8:", "expected a function's name" },
  { "function f (a) -> g (a)\n  family\n", ":2:9:", "expected a family's name" },
  { "function f (a) -> g (a)\n  in a.h\n  or g (a)\n", ":3:6:", "expected '->' after 'or'" },
  { "function f (a) -> g (a)\n  or -> h (a)\n", ":2:6:", "the form before always holds" },
  { "function f (a) -> g (a)\n  in a.h\n  or -> h (a) more\n", ":3:15:", "unexpected 'more'" },
  { "function f (a) -> g (a)\n  in a.h\n  or -> h (b)\n", ":3:12:", "'b' is not a parameter" },
};

START_TEST (test_rules__a_mistake_has_line_and_column)
{
  GError *error = NULL;

  ck_assert_ptr_null (load (mistakes[_i].text, &error));
  ck_assert_msg (g_str_has_prefix (error->message, path)
                     && g_str_has_prefix (error->message + strlen (path), mistakes[_i].place),
                 "expected the place '%s' for:\n%s\nbut got '%s'", mistakes[_i].place, mistakes[_i].text,
                 error->message);
  ck_assert_msg (strstr (error->message, mistakes[_i].says) != NULL, "expected '%s' in '%s'",
                 mistakes[_i].says, error->message);
  g_error_free (error);
}
END_TEST

START_TEST (test_rules__each_confidence_has_its_name)
{
  for (guint i = 0; i < N_CONFIDENCES; i++)
    {
      g_autofree char *text = g_strdup_printf ("function f (a) -> g (a)\n  confidence %s\n", confidence_name ((Confidence) i));
      GError *error = NULL;
      const RuleSet *rules = load (text, &error);

      ck_assert_msg (rules != NULL, "%s", error ? error->message : "");
      ck_assert_uint_eq (rule_set_lookup (rules, "f", 1)->confidence, i);
    }
}
END_TEST

START_TEST (test_rules__a_missing_file_is_named)
{
  const char *files[] = { "/no/such.rules", NULL };
  GError *error = NULL;

  ck_assert_ptr_null (rule_set_load (pool, files, &error));
  ck_assert_msg (strstr (error->message, "'/no/such.rules'") != NULL, "the file is not named: %s",
                 error->message);
  g_error_free (error);
}
END_TEST

START_TEST (test_rules__replace_takes_an_earlier_rule_s_place)
{
  RuleSet *set = load ("function f (a) -> g (a)\nreplace function f (a) -> h (a)\n", NULL);

  ck_assert_uint_eq (rule_set_size (set), 1);
  ck_assert_str_eq (rule_set_find (set, "f")->target, "h");
}
END_TEST

START_TEST (test_rules__a_dump_gives_the_same_set)
{
  char **builtin = rule_set_builtin_files ();
  RuleSet *set = rule_set_load (pool, (const char *const *) builtin, NULL), *again;
  GString *first = g_string_new (NULL), *second = g_string_new (NULL);

  ck_assert_ptr_nonnull (set);
  rule_set_dump (set, first);
  again = load (first->str, NULL);
  ck_assert_ptr_nonnull (again);
  rule_set_dump (again, second);
  ck_assert_str_eq (first->str, second->str);
  ck_assert_uint_gt (rule_set_size (set), 150);
  g_string_free (first, TRUE);
  g_string_free (second, TRUE);
  g_strfreev (builtin);
}
END_TEST

START_TEST (test_rules__the_list_has_a_line_for_each)
{
  RuleSet *set
      = load ("function f (a) -> g (@file, a)\ntype t -> u *\nfunction h ()\n  reason no-equivalent\n", NULL);
  GString *text = g_string_new (NULL);

  rule_set_list (set, text);
  ck_assert_str_eq (
      text->str, "function f (a) -> g (@file, a)\ntype     t -> u *\nfunction h () -> left: no-equivalent\n");
  g_string_truncate (text, 0);
  rule_explain (rule_set_find (set, "h"), text);
  ck_assert_ptr_nonnull (strstr (text->str, "no-equivalent"));
  g_string_free (text, TRUE);
}
END_TEST

START_TEST (test_scan__whole_names_count_wherever_they_stand)
{
  RuleSet *set = load ("header epan/old.h -> new.h\nfunction ep_x (a) -> g (a)\n", NULL);
  static const struct
  {
    const char *text;
    gboolean names;
  } texts[] = { { "ep_x (1)", TRUE },
                { "/* ep_x */", TRUE },
                { "my_ep_x (1)", FALSE },
                { "ep_xy (1)", FALSE },
                { "#include <epan/old.h>", TRUE },
                { "#include \"old.h\"", TRUE },
                { "#include <new.h>", FALSE },
                { "", FALSE },
                { "1ep_x", FALSE },
                { "ep_\\\nx (1)", TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    ck_assert_msg (scan_names_api (set, texts[i].text, strlen (texts[i].text)) == texts[i].names,
                   "wrong for '%s'", texts[i].text);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("rules");
  TCase *rules = tcase_create ("rules");

  tcase_add_checked_fixture (rules, set_up, tear_down);
  tcase_add_test (rules, test_rules__a_function_keeps_its_parts);
  tcase_add_loop_test (rules, test_rules__a_mistake_has_line_and_column, 0, G_N_ELEMENTS (mistakes));
  tcase_add_test (rules, test_rules__each_confidence_has_its_name);
  tcase_add_test (rules, test_rules__a_missing_file_is_named);
  tcase_add_test (rules, test_rules__replace_takes_an_earlier_rule_s_place);
  tcase_add_test (rules, test_rules__a_dump_gives_the_same_set);
  tcase_add_test (rules, test_rules__the_list_has_a_line_for_each);
  tcase_add_test (rules, test_scan__whole_names_count_wherever_they_stand);
  suite_add_tcase (suite, rules);
  return run_suite (suite);
}
