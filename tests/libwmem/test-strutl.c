/* SPDX-License-Identifier: MIT */
/*
 * Strings in pools: copies, formatting, joining, splitting.
 */
#include <string.h>
#include <wchar.h>

#include "policies.h"
#include "wmem/wmem.h"

static wmem_allocator_t *pool;

START_TEST (test_strutl__null_is_copied_as_text)
{
  pool = policy_pool (_i);
  gchar *one = wmem_strdup (pool, NULL), *other = wmem_strdup (pool, NULL);
  ck_assert_str_eq (one, "<NULL>");
  ck_assert_ptr_ne (one, other);
  one[0] = '['; /* writable: no literal */
  ck_assert_str_eq (wmem_strndup (pool, NULL, 3), "<NULL>");
  ck_assert_ptr_null (wmem_ascii_strdown (pool, NULL, -1));
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_strutl__strndup_ends_at_the_length_or_the_nul)
{
  pool = policy_pool (_i);
  ck_assert_str_eq (wmem_strndup (pool, "abc", 0), "");
  ck_assert_str_eq (wmem_strndup (pool, "abc", 2), "ab");
  ck_assert_str_eq (wmem_strndup (pool, "abc", 100), "abc");
  ck_assert_str_eq (wmem_strndup (pool, "abc", G_MAXSIZE), "abc");
  const gchar unterminated[3] = { 'x', 'y', 'z' };
  ck_assert_str_eq (wmem_strndup (pool, unterminated, 3), "xyz");
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_strutl__memdup_copies_and_gives_null_for_nothing)
{
  pool = policy_pool (_i);
  ck_assert_ptr_null (wmem_memdup (pool, "abc", 0));
  ck_assert_ptr_null (wmem_memdup (pool, NULL, 0));
  ck_assert_mem_eq (wmem_memdup (pool, "a\0c", 3), "a\0c", 3);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_strutl__printf_is_exact_at_every_length)
{
  pool = policy_pool (_i);
  for (int length = 0; length < 600; length++)
    {
      gchar *text = wmem_strdup_printf (pool, "%*s|", length, "x");
      gchar *expected = g_strdup_printf ("%*s|", length, "x");
      ck_assert_str_eq (text, expected);
      g_free (expected);
    }
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_strutl__strdown_touches_ascii_letters_only)
{
  pool = policy_pool (_i);
  ck_assert_str_eq (wmem_ascii_strdown (pool, "A@Z[a`z{\xc3\x84", -1), "a@z[a`z{\xc3\x84");
  ck_assert_str_eq (wmem_ascii_strdown (pool, "ABCD", 2), "ab");
  ck_assert_str_eq (wmem_ascii_strdown (pool, "AB", 9), "ab");
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_strutl__join)
{
  const gchar *no_string = NULL;
  gchar *none[] = { NULL };
  gchar *three[] = { (gchar *) "a", (gchar *) "", (gchar *) "c", NULL };
  pool = policy_pool (_i);
  ck_assert_ptr_null (wmem_strconcat (pool, no_string, NULL));
  ck_assert_str_eq (wmem_strconcat (pool, "", NULL), "");
  ck_assert_str_eq (wmem_strconcat (pool, "ab", "", "c", NULL), "abc");
  ck_assert_ptr_null (wmem_strjoin (pool, ",", no_string, NULL));
  ck_assert_str_eq (wmem_strjoin (pool, ", ", "a", "b", "", NULL), "a, b, ");
  ck_assert_str_eq (wmem_strjoin (pool, NULL, "a", "b", NULL), "ab");
  ck_assert_ptr_null (wmem_strjoinv (pool, ",", NULL));
  ck_assert_ptr_null (wmem_strjoinv (pool, ",", none));
  ck_assert_str_eq (wmem_strjoinv (pool, "--", three), "a----c");
  ck_assert_str_eq (wmem_strjoinv (pool, NULL, three), "ac");
  wmem_destroy_allocator (pool);
}
END_TEST

typedef gchar **(*split_func) (wmem_allocator_t *, const gchar *, const gchar *, int);

static const struct
{
  const char *text, *delimiter;
  int limit;
  const char *pieces, *collapsed; /* each piece in angle brackets */
} split_cases[] = {
  { "a,,b,c,", ",", 0, "<a><><b><c><>", "<a><b><c>" },
  { "a,,b,c,", ",", -1, "<a><><b><c><>", "<a><b><c>" },
  { "a,,b,c,", ",", 2, "<a><,b,c,>", "<a><b,c,>" },
  { "a,,b,c,", ",", 1, "<a,,b,c,>", "<a><,b,c,>" },
  { "a b c", " ", 1, "<a b c>", "<a><b c>" },
  { "a b c", " ", 2, "<a><b c>", "<a><b><c>" },
  { "a b c", " ", 3, "<a><b><c>", "<a><b><c>" },
  { "a b ", " ", 2, "<a><b >", "<a><b>" },
  { ",,a", ",", 3, "<><><a>", "<a>" },
  { ",,a,b", ",", 2, "<><,a,b>", "<a,b>" },
  { ",,a,b", ",", 1, "<,,a,b>", "<,a,b>" },
  { ",,", ",", 0, "<><><>", "" },
  { ",,", ",", 1, "<,,>", "<,>" },
  { "", ",", 0, "", "" },
  { "abc", ",", 0, "<abc>", "<abc>" },
  { "abc", ",", 7, "<abc>", "<abc>" },
  { "a--b---c", "--", 0, "<a><b><-c>", "<a><b><-c>" },
  { "a----b", "--", 0, "<a><><b>", "<a><b>" },
  { "--aslkf-asio--asfj-as--", "-", 4, "<><><aslkf><asio--asfj-as-->", "<aslkf><asio><-asfj-as-->" },
};

static void
check_split (split_func split, const char *text, const char *delimiter, int limit, const char *expected)
{
  gchar **pieces = split (pool, text, delimiter, limit);
  GString *shown = g_string_new (NULL);
  for (gchar **piece = pieces; *piece; piece++)
    g_string_append_printf (shown, "<%s>", *piece);
  ck_assert_msg (strcmp (shown->str, expected) == 0, "'%s' at '%s', %d: expected %s, got %s", text, delimiter, limit,
                 expected, shown->str);
  g_string_free (shown, TRUE);
  wmem_free (pool, pieces);
}

START_TEST (test_strutl__split)
{
  pool = policy_pool (_i);
  for (gsize i = 0; i < G_N_ELEMENTS (split_cases); i++)
    {
      check_split (wmem_strsplit, split_cases[i].text, split_cases[i].delimiter, split_cases[i].limit,
                   split_cases[i].pieces);
      check_split (wmem_strsplit_collapse, split_cases[i].text, split_cases[i].delimiter, split_cases[i].limit,
                   split_cases[i].collapsed);
    }
  ck_assert_ptr_null (wmem_strsplit (pool, NULL, ",", 0));
  ck_assert_ptr_null (wmem_strsplit (pool, "a", NULL, 0));
  ck_assert_ptr_null (wmem_strsplit_collapse (pool, "a", "", 0));
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_strutl__memmem)
{
  const char *hay = "abracadabra";
  ck_assert_ptr_eq (ws_memmem (hay, 11, "cad", 3), hay + 4);
  ck_assert_ptr_eq (ws_memmem (hay, 11, "abra", 4), hay);
  ck_assert_ptr_eq (ws_memmem (hay + 1, 10, "abra", 4), hay + 7);
  ck_assert_ptr_null (ws_memmem (hay, 10, "abra ", 5));
  ck_assert_ptr_null (ws_memmem (hay, 2, "abra", 4));
  ck_assert_ptr_null (ws_memmem (hay, 11, NULL, 3));
  ck_assert_ptr_eq (ws_memmem (hay, 11, "a", 0), hay);
  ck_assert_ptr_eq (ws_memmem (hay, 11, NULL, 0), hay);
  ck_assert_ptr_null (ws_memmem (hay, 0, "a", 1));
  ck_assert_ptr_null (ws_memmem (hay, 11, "rb", 2));
}
END_TEST

/* What looks for the whole needle at every place takes minutes. */
START_TEST (test_strutl__memmem_is_linear)
{
  const gsize size = 4 * 1000 * 1000;
  gchar *hay = g_malloc (size);
  memset (hay, 'a', size);
  gchar *needle = g_strnfill (size / 2, 'a');
  needle[size / 2 - 1] = 'b';
  ck_assert_ptr_null (ws_memmem (hay, size, needle, size / 2));
  hay[size - 1] = 'b';
  ck_assert_ptr_eq (ws_memmem (hay, size, needle, size / 2), hay + size / 2);
  g_free (needle);
  g_free (hay);
}
END_TEST

/* In the C locale no wide character but ASCII can be written. */
START_TEST (test_strutl__what_cannot_be_formatted_warns_and_is_empty)
{
  pool = policy_pool (_i);
  const wint_t euro = 0x20ac;
  ck_assert_str_eq (wmem_strdup_printf (pool, "price: %lc", euro), "");
  wmem_strbuf_t *strbuf = wmem_strbuf_new (pool, "price: ");
  wmem_strbuf_append_printf (strbuf, "about %lc", euro);
  ck_assert_str_eq (strbuf->str, "price: ");
  ck_assert_uint_eq (strbuf->len, 7);
  wmem_strbuf_append (strbuf, "none");
  ck_assert_str_eq (strbuf->str, "price: none");
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_strutl__compare_is_right_at_the_extremes)
{
  ck_assert_int_lt (wmem_compare_int (GINT_TO_POINTER (G_MININT), GINT_TO_POINTER (G_MAXINT)), 0);
  ck_assert_int_gt (wmem_compare_int (GINT_TO_POINTER (1), GINT_TO_POINTER (-1)), 0);
  ck_assert_int_eq (wmem_compare_int (GINT_TO_POINTER (-7), GINT_TO_POINTER (-7)), 0);
  ck_assert_int_gt (wmem_compare_uint (GUINT_TO_POINTER (G_MAXUINT), GUINT_TO_POINTER (0)), 0);
  ck_assert_int_lt (wmem_compare_uint (GUINT_TO_POINTER (1), GUINT_TO_POINTER (2)), 0);
}
END_TEST

START_TEST (test_strutl__null_pool_gives_heap_memory)
{
  gchar **pieces = wmem_strsplit (NULL, "a,b", ",", 0);
  ck_assert_str_eq (pieces[1], "b");
  g_free (pieces);
  g_free (wmem_strdup (NULL, "x"));
  g_free (ws_strdup_printf ("%d", 7));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("strutl");
  TCase *tcase = tcase_create ("strings");

  tcase_add_loop_test (tcase, test_strutl__null_is_copied_as_text, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_strutl__strndup_ends_at_the_length_or_the_nul, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_strutl__memdup_copies_and_gives_null_for_nothing, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_strutl__printf_is_exact_at_every_length, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_strutl__strdown_touches_ascii_letters_only, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_strutl__join, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_strutl__split, 0, N_POLICY_CASES);
  tcase_add_test (tcase, test_strutl__memmem);
  tcase_add_test (tcase, test_strutl__memmem_is_linear);
  tcase_add_loop_test (tcase, test_strutl__what_cannot_be_formatted_warns_and_is_empty, 0, N_POLICY_CASES);
  tcase_add_test (tcase, test_strutl__compare_is_right_at_the_extremes);
  tcase_add_test (tcase, test_strutl__null_pool_gives_heap_memory);
  suite_add_tcase (suite, tcase);
  return run_suite (suite);
}
