/* SPDX-License-Identifier: MIT */
/*
 * String buffers, with and without a limit.
 */
#include <string.h>

#include "policies.h"
#include "wmem/wmem.h"

static void
check_buffer (const wmem_strbuf_t *buffer)
{
  ck_assert_uint_lt (buffer->len, buffer->alloc_len);
  ck_assert_int_eq (buffer->str[buffer->len], '\0');
  if (buffer->max_len > 0)
    ck_assert_uint_le (buffer->alloc_len, buffer->max_len);
  ck_assert_ptr_eq (wmem_strbuf_get_str (buffer), buffer->str);
  ck_assert_uint_eq (wmem_strbuf_get_len (buffer), buffer->len);
}

START_TEST (test_strbuf__starts_with_its_text)
{
  wmem_allocator_t *pool = policy_pool (_i);
  ck_assert_str_eq (wmem_strbuf_new (pool, NULL)->str, "");
  ck_assert_str_eq (wmem_strbuf_new (pool, "abc")->str, "abc");
  wmem_strbuf_t *buffer = wmem_strbuf_new_len (pool, "a\0b", 3);
  ck_assert_uint_eq (buffer->len, 3);
  ck_assert_mem_eq (buffer->str, "a\0b", 4);
  ck_assert_uint_eq (wmem_strbuf_new_len (pool, NULL, 0)->len, 0);
  for (gsize size = 1; size < 70; size++)
    {
      buffer = wmem_strbuf_sized_new (pool, size, 0);
      check_buffer (buffer);
      ck_assert_uint_eq (buffer->alloc_len, size);
    }
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_strbuf__keeps_its_limit)
{
  wmem_allocator_t *pool = policy_pool (_i);
  gchar text[64];
  memset (text, 'x', sizeof text);
  for (gsize limit = 1; limit < 40; limit++)
    for (gsize before = 0; before < limit + 3; before++)
      {
        wmem_strbuf_t *appended = wmem_strbuf_sized_new (pool, 0, limit), *printed = wmem_strbuf_sized_new (pool, 1, limit),
                      *bytewise = wmem_strbuf_sized_new (pool, limit, limit);
        wmem_strbuf_append_len (appended, text, before);
        wmem_strbuf_append_len (appended, text, 5);
        wmem_strbuf_append_printf (printed, "%.*s%s", (int) before, text, "xx");
        wmem_strbuf_append_printf (printed, "%s", "xxx");
        for (gsize i = 0; i < before + 5; i++)
          wmem_strbuf_append_c (bytewise, 'x');
        gsize expected = MIN (before + 5, limit - 1);
        check_buffer (appended);
        check_buffer (printed);
        check_buffer (bytewise);
        ck_assert_uint_eq (appended->len, expected);
        ck_assert_uint_eq (printed->len, expected);
        ck_assert_uint_eq (bytewise->len, expected);
      }
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_strbuf__label_ends_at_239_bytes)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_strbuf_t *label = wmem_strbuf_new_label (pool);
  for (int i = 0; i < 300; i++)
    wmem_strbuf_append_printf (label, "%d", i % 10);
  ck_assert_uint_eq (label->len, 239);
  check_buffer (label);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_strbuf__a_character_fits_whole_or_not_at_all)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_strbuf_t *buffer = wmem_strbuf_sized_new (pool, 0, 6);
  wmem_strbuf_append_unichar (buffer, 0x20ac);
  wmem_strbuf_append_unichar (buffer, 0x20ac);
  ck_assert_str_eq (buffer->str, "\xe2\x82\xac");
  wmem_strbuf_append_unichar (buffer, 0xe4);
  ck_assert_str_eq (buffer->str, "\xe2\x82\xac\xc3\xa4");
  wmem_strbuf_append_unichar (buffer, 'x');
  ck_assert_uint_eq (buffer->len, 5);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_strbuf__truncate_only_shortens)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_strbuf_t *buffer = wmem_strbuf_new (pool, "abcdef");
  wmem_strbuf_truncate (buffer, 99);
  wmem_strbuf_truncate (buffer, 6);
  ck_assert_str_eq (buffer->str, "abcdef");
  wmem_strbuf_truncate (buffer, 2);
  wmem_strbuf_append (buffer, "Z");
  ck_assert_str_eq (buffer->str, "abZ");
  wmem_strbuf_truncate (buffer, 0);
  ck_assert_str_eq (buffer->str, "");
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_strbuf__appends_nothing_and_itself)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_strbuf_t *buffer = wmem_strbuf_new (pool, "abc");
  wmem_strbuf_append (buffer, NULL);
  wmem_strbuf_append (buffer, "");
  wmem_strbuf_append_len (buffer, NULL, 0);
  ck_assert_str_eq (buffer->str, "abc");
  for (int i = 0; i < 6; i++)
    wmem_strbuf_append (buffer, buffer->str + 1);
  ck_assert_uint_eq (buffer->len, 129);
  for (gsize i = 1; i < buffer->len; i++)
    ck_assert_int_eq (buffer->str[i], i % 2 ? 'b' : 'c');
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_strbuf__compares_and_finds)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_strbuf_t *abc = wmem_strbuf_new (pool, "abc"), *ab = wmem_strbuf_new (pool, "ab"),
                *bc = wmem_strbuf_new (pool, "bc"), *none = wmem_strbuf_new (pool, ""),
                *nul = wmem_strbuf_new_len (pool, "a\0bc", 4), *nul2 = wmem_strbuf_new_len (pool, "a\0c", 3);
  ck_assert_int_eq (wmem_strbuf_strcmp (abc, abc), 0);
  ck_assert_int_eq (wmem_strbuf_strcmp (ab, abc), -1);
  ck_assert_int_eq (wmem_strbuf_strcmp (bc, abc), 1);
  ck_assert_int_eq (wmem_strbuf_strcmp (nul, nul2), -1);
  ck_assert_ptr_eq (wmem_strbuf_strstr (abc, bc), abc->str + 1);
  ck_assert_ptr_eq (wmem_strbuf_strstr (nul, bc), nul->str + 2);
  ck_assert_ptr_eq (wmem_strbuf_strstr (abc, none), abc->str);
  ck_assert_ptr_null (wmem_strbuf_strstr (ab, abc));
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_strbuf__dup_keeps_text_and_limit)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_strbuf_t *buffer = wmem_strbuf_sized_new (pool, 0, 8);
  wmem_strbuf_append (buffer, "abc");
  wmem_strbuf_t *copy = wmem_strbuf_dup (pool, buffer);
  wmem_strbuf_append (copy, "defghij");
  ck_assert_str_eq (copy->str, "abcdefg");
  ck_assert_str_eq (buffer->str, "abc");
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_strbuf__ends_by_destroy_or_finalize)
{
  wmem_strbuf_t *buffer = wmem_strbuf_new (NULL, "heap");
  wmem_strbuf_append (buffer, " memory, longer than the first room");
  char *text = wmem_strbuf_finalize (buffer);
  ck_assert_str_eq (text, "heap memory, longer than the first room");
  g_free (text);
  wmem_strbuf_destroy (wmem_strbuf_new (NULL, "x"));
  wmem_strbuf_destroy (NULL);
  ck_assert_ptr_null (wmem_strbuf_finalize (NULL));
}
END_TEST

START_TEST (test_strbuf__more_room_than_the_limit_aborts)
{
  wmem_strbuf_sized_new (NULL, 10, 9);
}
END_TEST

START_TEST (test_strbuf__growing_beyond_memory_aborts)
{
  wmem_strbuf_append_len (wmem_strbuf_new (NULL, "abc"), "x", G_MAXSIZE - 2);
}
END_TEST

START_TEST (test_strbuf__is_valid_utf8_up_to_its_limit)
{
  wmem_allocator_t *pool = policy_pool (_i);
  static const char text[] = "a\xff\xc3\xa9\xff"
                             "b"; /* becomes */
  static const char made[] = "a\xef\xbf\xbd\xc3\xa9\xef\xbf\xbd"
                             "b";
  static const gsize whole[] = { 0, 1, 1, 1, 4, 4, 6, 6, 6, 9, 10 }; /* bytes of it that fit into so many */
  for (gsize room = strlen (text); room < G_N_ELEMENTS (whole); room++)
    {
      const char *end;
      wmem_strbuf_t *strbuf = wmem_strbuf_sized_new (pool, 0, room + 1);
      wmem_strbuf_append (strbuf, text);
      wmem_strbuf_utf8_make_valid (strbuf);
      ck_assert_uint_eq (wmem_strbuf_get_len (strbuf), whole[room]);
      ck_assert_mem_eq (wmem_strbuf_get_str (strbuf), made, whole[room]);
      ck_assert (wmem_strbuf_utf8_validate (strbuf, &end));
      wmem_strbuf_destroy (strbuf);
    }
  wmem_destroy_allocator (pool);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("strbuf");
  TCase *tcase = tcase_create ("string buffers");

  tcase_add_loop_test (tcase, test_strbuf__starts_with_its_text, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_strbuf__keeps_its_limit, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_strbuf__label_ends_at_239_bytes, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_strbuf__a_character_fits_whole_or_not_at_all, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_strbuf__is_valid_utf8_up_to_its_limit, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_strbuf__truncate_only_shortens, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_strbuf__appends_nothing_and_itself, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_strbuf__compares_and_finds, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_strbuf__dup_keeps_text_and_limit, 0, N_POLICY_CASES);
  tcase_add_test (tcase, test_strbuf__ends_by_destroy_or_finalize);
  ADD_ABORT_TEST (tcase, test_strbuf__more_room_than_the_limit_aborts);
  ADD_ABORT_TEST (tcase, test_strbuf__growing_beyond_memory_aborts);
  suite_add_tcase (suite, tcase);
  return run_suite (suite);
}
