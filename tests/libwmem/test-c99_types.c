/* SPDX-License-Identifier: MIT */
/*
 * The headers with WMEM_C99_TYPES, and what Wireshark's newer ones have: compiled with that option.
 */
#include <string.h>

#include "policies.h"
#include "wmem/wmem.h"

#define DATA(number) GUINT_TO_POINTER (number)

/* What a function that returns `bool` may leave in its register: false in the byte that counts, anything above. */
static guint
false_with_noise (void)
{
  return 0x12345600;
}

static bool
count_and_go_on (const void *key G_GNUC_UNUSED, void *value G_GNUC_UNUSED, void *user_data)
{
  ++*(guint *) user_data;
  return false;
}

static bool
stop_at_three (const void *key, void *value G_GNUC_UNUSED, void *user_data G_GNUC_UNUSED)
{
  return GPOINTER_TO_UINT (key) == 3;
}

START_TEST (test_c99_types__a_walk_reads_only_the_bool)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_tree_t *tree = wmem_tree_new (pool);
  guint count = 0;
  for (guint i = 0; i < 10; i++)
    wmem_tree_insert32 (tree, i, pool);
  ck_assert (!wmem_tree_foreach (tree, (wmem_foreach_func) (void (*) (void)) false_with_noise, NULL));
  ck_assert (!wmem_tree_foreach (tree, count_and_go_on, &count));
  ck_assert_uint_eq (count, 10);
  ck_assert (wmem_tree_foreach (tree, stop_at_three, NULL));
  wmem_destroy_allocator (pool);
}
END_TEST

static bool
count_and_stay (wmem_allocator_t *pool G_GNUC_UNUSED, wmem_cb_event_t event G_GNUC_UNUSED, void *user_data)
{
  ++*(guint *) user_data;
  return true;
}

static bool
count_and_go (wmem_allocator_t *pool G_GNUC_UNUSED, wmem_cb_event_t event G_GNUC_UNUSED, void *user_data)
{
  ++*(guint *) user_data;
  return false;
}

START_TEST (test_c99_types__a_callback_s_bool_decides_whether_it_stays)
{
  wmem_allocator_t *pool = policy_pool (_i);
  guint stayed = 0, went = 0;
  wmem_register_callback (pool, (wmem_user_cb_t) (void (*) (void)) false_with_noise, NULL);
  wmem_register_callback (pool, count_and_stay, &stayed);
  wmem_register_callback (pool, count_and_go, &went);
  for (int i = 0; i < 3; i++)
    wmem_free_all (pool);
  ck_assert_uint_eq (stayed, 3);
  ck_assert_uint_eq (went, 1);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_c99_types__results_are_bool)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_map_t *map = wmem_map_new (pool, NULL, NULL);
  bool (*contains) (const wmem_map_t *, const void *) = wmem_map_contains;
  bool (*in_scope) (wmem_allocator_t *) = wmem_in_scope;
  wmem_map_insert (map, DATA (1), NULL);
  ck_assert (contains (map, DATA (1)) == true && contains (map, DATA (2)) == false);
  ck_assert (in_scope (pool) == true);
  wmem_strbuf_t *strbuf = wmem_strbuf_create (pool);
  ck_assert_uint_gt (strbuf->alloc_size, strbuf->len);
  wmem_destroy_allocator (pool);
}
END_TEST

static gboolean
is_even (gpointer key, gpointer value, gpointer user_data)
{
  ck_assert_ptr_eq (key, value);
  ++*(guint *) user_data;
  return GPOINTER_TO_UINT (key) % 2 == 0;
}

START_TEST (test_c99_types__maps_remove_and_find_by_a_function)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_map_t *map = wmem_map_new (pool, NULL, NULL);
  guint calls = 0;
  for (guint i = 1; i <= 1000; i++)
    wmem_map_insert (map, DATA (i), DATA (i));
  ck_assert_uint_eq (GPOINTER_TO_UINT (wmem_map_find (map, is_even, &calls)) % 2, 0);
  ck_assert_uint_lt (calls, 1000);
  calls = 0;
  ck_assert_uint_eq (wmem_map_foreach_remove (map, is_even, &calls), 500);
  ck_assert_uint_eq (calls, 1000);
  ck_assert_uint_eq (wmem_map_size (map), 500);
  ck_assert (!wmem_map_contains (map, DATA (10)) && wmem_map_contains (map, DATA (11)));
  ck_assert_ptr_null (wmem_map_find (map, is_even, &calls));
  ck_assert_uint_eq (wmem_map_foreach_remove (NULL, is_even, &calls), 0);
  ck_assert_ptr_null (wmem_map_find (NULL, is_even, &calls));
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_c99_types__reserved_room_is_not_got_again)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_map_t *map = wmem_map_new (pool, g_str_hash, g_str_equal);
  wmem_pool_statistics_t before, after;
  static char keys[5000][8];
  for (guint i = 0; i < 5000; i++)
    g_snprintf (keys[i], sizeof keys[i], "%u", i);
  wmem_map_insert (map, keys[0], DATA (1));
  const size_t room = wmem_map_reserve (map, 5000);
  ck_assert_uint_ge (room, 5000);
  ck_assert_uint_eq (wmem_map_reserve (map, 100), room);
  wmem_pool_get_statistics (pool, &before);
  for (guint i = 1; i < 5000; i++)
    wmem_map_insert (map, keys[i], DATA (i + 1));
  wmem_pool_get_statistics (pool, &after);
  ck_assert_uint_eq (after.asked, before.asked);
  for (guint i = 0; i < 5000; i++)
    ck_assert_uint_eq (GPOINTER_TO_UINT (wmem_map_lookup (map, keys[i])), i + 1);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_c99_types__trees_find_upwards_and_tell_the_key)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_tree_t *tree = wmem_tree_new (pool);
  guint32 key = 99;
  ck_assert_ptr_null (wmem_tree_lookup32_ge (NULL, 1));
  ck_assert_ptr_null (wmem_tree_lookup32_le_full (NULL, 1, &key));
  ck_assert_ptr_null (wmem_tree_lookup32_ge_full (tree, 1, &key));
  ck_assert (!wmem_tree_contains32 (NULL, 1) && !wmem_tree_contains32 (tree, 1));
  ck_assert_uint_eq (key, 99);
  for (guint i = 1; i <= 1000; i++)
    wmem_tree_insert32 (tree, i * 10, DATA (i));
  for (guint asked = 0; asked <= 10010; asked++)
    {
      const guint up = MAX ((asked + 9) / 10, 1) * 10, down = asked / 10 * 10;
      key = 99;
      EXPECT (wmem_tree_lookup32_ge (tree, asked) == (up <= 10000 ? DATA (up / 10) : NULL));
      EXPECT (wmem_tree_lookup32_ge_full (tree, asked, &key) == (up <= 10000 ? DATA (up / 10) : NULL));
      EXPECT (key == (up <= 10000 ? up : 99));
      key = 99;
      EXPECT (wmem_tree_lookup32_le_full (tree, asked, &key) == (down > 0 ? DATA (MIN (down, 10000) / 10) : NULL));
      EXPECT (key == (down > 0 ? MIN (down, 10000) : 99));
      EXPECT (wmem_tree_contains32 (tree, asked) == (asked > 0 && asked <= 10000 && asked % 10 == 0));
    }
  wmem_tree_insert32 (tree, 0, NULL);
  wmem_tree_insert32 (tree, G_MAXUINT32, NULL);
  ck_assert (wmem_tree_contains32 (tree, 0) && wmem_tree_contains32 (tree, G_MAXUINT32));
  ck_assert_ptr_null (wmem_tree_lookup32_ge_full (tree, 10001, &key));
  ck_assert_uint_eq (key, G_MAXUINT32);
  ck_assert_ptr_null (wmem_tree_lookup32_le_full (tree, 9, &key));
  ck_assert_uint_eq (key, 0);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_c99_types__removed_numbers_are_passed_over)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_tree_t *tree = wmem_tree_new (pool);
  guint32 key = 0;
  for (guint i = 0; i < 500; i++)
    wmem_tree_insert32 (tree, i, DATA (i + 1));
  for (guint i = 100; i < 400; i++)
    ck_assert_ptr_eq (wmem_tree_remove32 (tree, i), DATA (i + 1));
  ck_assert (!wmem_tree_contains32 (tree, 100) && wmem_tree_contains32 (tree, 99));
  ck_assert_ptr_eq (wmem_tree_lookup32_le_full (tree, 399, &key), DATA (100));
  ck_assert_uint_eq (key, 99);
  ck_assert_ptr_eq (wmem_tree_lookup32_ge_full (tree, 100, &key), DATA (401));
  ck_assert_uint_eq (key, 400);
  wmem_tree_insert32 (tree, 250, NULL);
  ck_assert (wmem_tree_contains32 (tree, 250));
  ck_assert_ptr_null (wmem_tree_lookup32_le_full (tree, 399, &key));
  ck_assert_uint_eq (key, 250);
  for (guint i = 0; i < 500; i++)
    wmem_tree_remove32 (tree, i);
  ck_assert_ptr_null (wmem_tree_lookup32_le_full (tree, 499, &key));
  ck_assert_ptr_null (wmem_tree_lookup32_ge (tree, 0));
  ck_assert_uint_eq (key, 250);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_c99_types__arrays_and_lists)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_array_t *array = wmem_array_new (pool, 4);
  ck_assert_ptr_eq (wmem_array_get_allocator (array), pool);
  ck_assert_ptr_null (wmem_array_get_allocator (NULL));
  ck_assert_uint_eq (wmem_array_get_count (NULL), 0);
  ck_assert_ptr_null (wmem_array_finalize (NULL));
  wmem_list_t *list = wmem_list_new (pool);
  for (guint i = 0; i < 5; i++)
    wmem_list_append_sorted (list, DATA (i * 3 % 5), wmem_compare_uint);
  guint expected = 0;
  for (wmem_list_frame_t *frame = wmem_list_head (list); frame; frame = wmem_list_frame_next (frame))
    ck_assert_uint_eq (GPOINTER_TO_UINT (wmem_list_frame_data (frame)), expected++);
  ck_assert_uint_eq (expected, 5);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_c99_types__string_buffers_write_escapes)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_strbuf_t *strbuf = wmem_strbuf_new_sized (pool, 100);
  ck_assert_str_eq (strbuf->str, "");
  wmem_strbuf_append_hex (strbuf, 0x0a);
  wmem_strbuf_append_hex (strbuf, 0xfe);
  ck_assert_uint_eq (wmem_strbuf_append_hex_unichar (strbuf, 0x7f), 4);
  ck_assert_uint_eq (wmem_strbuf_append_hex_unichar (strbuf, 0x80), 6);
  ck_assert_uint_eq (wmem_strbuf_append_hex_unichar (strbuf, 0xffff), 6);
  ck_assert_uint_eq (wmem_strbuf_append_hex_unichar (strbuf, 0x1f600), 10);
  ck_assert_str_eq (strbuf->str, "\\x0A\\xFE\\x7F\\u0080\\uFFFF\\U0001F600");
  wmem_strbuf_truncate (strbuf, 0);
  wmem_strbuf_append_c_count (strbuf, 'a', 0);
  wmem_strbuf_append_c_count (strbuf, 'b', 300);
  ck_assert_uint_eq (strbuf->len, 300);
  ck_assert_uint_eq (strspn (strbuf->str, "b"), 300);
  wmem_strbuf_truncate (strbuf, 0);
  wmem_strbuf_append_unichar_validated (strbuf, 0x20ac);
  wmem_strbuf_append_unichar_validated (strbuf, 0xd800);
  wmem_strbuf_append_unichar_validated (strbuf, 0x110000);
  wmem_strbuf_append_unichar_repl (strbuf);
  ck_assert_str_eq (strbuf->str, "\xe2\x82\xac\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
  /* What a limit would cut is left out. */
  strbuf = wmem_strbuf_sized_new (pool, 0, 8);
  wmem_strbuf_append_hex (strbuf, 1);
  wmem_strbuf_append_hex (strbuf, 2);
  ck_assert_str_eq (strbuf->str, "\\x01");
  wmem_strbuf_append_c_count (strbuf, 'c', 100);
  ck_assert_str_eq (strbuf->str, "\\x01ccc");
  wmem_destroy_allocator (pool);
}
END_TEST

#define REPLACED "\xef\xbf\xbd"

static const struct
{
  const char *bytes;
  gsize length;
  gsize valid; /* bytes before the first that is no UTF-8 */
  const char *made_valid;
  gsize made_length;
} texts[] = {
  { "", 0, 0, "", 0 },
  { "plain", 5, 5, "plain", 5 },
  { "\xe2\x82\xac", 3, 3, "\xe2\x82\xac", 3 },
  { "a\0b", 3, 3, "a\0b", 3 },
  { "\0\0", 2, 2, "\0\0", 2 },
  { "a\xff"
    "b",
    3, 1, "a" REPLACED "b", 5 },
  { "a\0\xff\0b", 5, 2, "a\0" REPLACED "\0b", 7 },
  { "\xe2\x82", 2, 0, REPLACED REPLACED, 6 },
  { "\xed\xa0\x80", 3, 0, REPLACED REPLACED REPLACED, 9 },
  { "end\xc3", 4, 3, "end" REPLACED, 6 },
};

START_TEST (test_c99_types__string_buffers_are_made_utf8)
{
  wmem_allocator_t *pool = policy_pool (_i);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      wmem_strbuf_t *strbuf = wmem_strbuf_new_len (pool, texts[i].bytes, texts[i].length);
      const char *end = NULL;
      const bool valid = texts[i].valid == texts[i].length;
      ck_assert_msg (wmem_strbuf_utf8_validate (strbuf, NULL) == valid, "text %zu", i);
      ck_assert_msg (wmem_strbuf_utf8_validate (strbuf, &end) == valid, "text %zu", i);
      ck_assert_uint_eq ((gsize) (end - strbuf->str), texts[i].valid);
      wmem_strbuf_utf8_make_valid (strbuf);
      ck_assert_uint_eq (strbuf->len, texts[i].made_length);
      ck_assert_mem_eq (strbuf->str, texts[i].made_valid, strbuf->len + 1);
      ck_assert (wmem_strbuf_utf8_validate (strbuf, NULL));
    }
  wmem_destroy_allocator (pool);
}
END_TEST

/* What the declarations tell an optimising compiler; without optimisation it does not listen. */
START_TEST (test_c99_types__attributes_tell_sizes)
{
#ifdef __OPTIMIZE__
  wmem_allocator_t *pool = policy_pool (_i);
  void *zeroed = wmem_alloc0 (pool, 10), *resized = wmem_realloc (pool, NULL, 20);
  void *copied = wmem_memdup (pool, "0123456789abcdef", 12), *aligned = wmem_alloc_aligned (pool, 30, 64);
  ck_assert_uint_eq (__builtin_object_size (zeroed, 0), 10);
  ck_assert_uint_eq (__builtin_object_size (resized, 0), 20);
  ck_assert_uint_eq (__builtin_object_size (copied, 0), 12);
  ck_assert_uint_eq (__builtin_object_size (aligned, 0), 30);
  wmem_destroy_allocator (pool);
#endif
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("C99 types");
  TCase *every = tcase_create ("every policy");
  tcase_add_loop_test (every, test_c99_types__a_walk_reads_only_the_bool, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_c99_types__a_callback_s_bool_decides_whether_it_stays, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_c99_types__results_are_bool, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_c99_types__maps_remove_and_find_by_a_function, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_c99_types__reserved_room_is_not_got_again, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_c99_types__trees_find_upwards_and_tell_the_key, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_c99_types__removed_numbers_are_passed_over, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_c99_types__arrays_and_lists, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_c99_types__string_buffers_write_escapes, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_c99_types__string_buffers_are_made_utf8, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_c99_types__attributes_tell_sizes, 0, N_POLICY_CASES);
  suite_add_tcase (suite, every);
  return run_suite (suite);
}
