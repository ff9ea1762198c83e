/* SPDX-License-Identifier: MIT */
/*
 * The bridge: what emem promised, on libwmem's scopes.
 */
#include <string.h>

#include "policies.h"
#include "wmem/emem_bridge.h"

static void
open_packet (void)
{
  emem_init ();
  wmem_enter_file_scope ();
  wmem_enter_packet_scope ();
}

static void
close_packet (void)
{
  wmem_leave_packet_scope ();
  wmem_leave_file_scope ();
  wmem_cleanup ();
}

START_TEST (test_bridge__a_size_of_0_gives_memory)
{
  ck_assert_ptr_nonnull (ep_alloc (0));
  ck_assert_ptr_nonnull (se_alloc0 (0));
  ck_assert_ptr_nonnull (ep_memdup ("", 0));
  ck_assert_ptr_nonnull (ep_malloc (4));
}
END_TEST

START_TEST (test_bridge__null_is_copied_as_text)
{
  ck_assert_str_eq (ep_strdup (NULL), "<NULL>");
  ck_assert_str_eq (se_strdup (NULL), "<NULL>");
  ck_assert_str_eq (ep_strndup (NULL, 3), "<NULL>");
  ck_assert_str_eq (se_strndup ("abcdef", 3), "abc");
}
END_TEST

START_TEST (test_bridge__strings_are_formatted_joined_and_split)
{
  ck_assert_str_eq (ep_strdup_printf ("%d-%s", 5, "x"), "5-x");
  ck_assert_str_eq (se_strdup_printf ("%s", "y"), "y");
  ck_assert_str_eq (ep_strconcat ("a", "b", "c", NULL), "abc");
  ck_assert_ptr_null (ep_strconcat (NULL, NULL));
  gchar **pieces = ep_strsplit (",a,,b,", ",", 0);
  ck_assert_str_eq (pieces[0], "a");
  ck_assert_str_eq (pieces[1], "b");
  ck_assert_ptr_null (pieces[2]);
  pieces = ep_strsplit ("a b  c d", " ", 2);
  ck_assert_str_eq (pieces[0], "a");
  ck_assert_str_eq (pieces[1], "b");
  ck_assert_str_eq (pieces[2], " c d");
  ck_assert_ptr_null (pieces[3]);
}
END_TEST

START_TEST (test_bridge__an_empty_stack_gives_null)
{
  ep_stack_t stack = ep_stack_new ();
  int item = 1;
  ck_assert_ptr_null (ep_stack_pop (stack));
  ck_assert_ptr_null (ep_stack_peek (stack));
  ck_assert_ptr_eq (ep_stack_push (stack, &item), &item);
  ck_assert_ptr_eq (ep_stack_peek (stack), &item);
  ck_assert_ptr_eq (ep_stack_pop (stack), &item);
  ck_assert_ptr_null (ep_stack_pop (stack));
}
END_TEST

START_TEST (test_bridge__slab_items_come_back)
{
  static struct ws_memory_slab slab = WS_MEMORY_SLAB_INIT (guint64, 4);
  guint64 *items[10];
  for (int i = 0; i < 10; i++)
    {
      items[i] = sl_alloc0 (&slab);
      ck_assert_uint_eq (*items[i], 0);
      *items[i] = (guint64) i;
    }
  for (int i = 0; i < 10; i++)
    ck_assert_uint_eq (*items[i], (guint64) i);
  sl_free (&slab, items[3]);
  sl_free (&slab, NULL);
  ck_assert_ptr_eq (sl_alloc (&slab), items[3]);
  sl_free_all (&slab);
}
END_TEST

static gboolean
sum_values (void *value, void *user_data)
{
  *(guint *) user_data += GPOINTER_TO_UINT (value);
  return GPOINTER_TO_UINT (value) == 30;
}

START_TEST (test_bridge__trees_look_up_and_run_through)
{
  emem_tree_t *tree = se_tree_create_non_persistent (EMEM_TREE_TYPE_RED_BLACK, "numbers");
  guint sum = 0;
  ck_assert_ptr_null (se_tree_lookup32 (NULL, 1));
  for (guint i = 1; i <= 5; i++)
    se_tree_insert32 (tree, i, GUINT_TO_POINTER (i * 10));
  ck_assert_uint_eq (GPOINTER_TO_UINT (emem_tree_lookup32 (tree, 4)), 40);
  ck_assert_uint_eq (GPOINTER_TO_UINT (se_tree_lookup32_le (tree, 99)), 50);
  ck_assert (emem_tree_foreach (tree, sum_values, &sum));
  ck_assert_uint_eq (sum, 60);
  ck_assert (!emem_tree_foreach (NULL, sum_values, &sum));

  guint32 number = 3;
  emem_tree_key_t key[] = { { 1, &number }, { 0, NULL } };
  emem_tree_t *arrays = pe_tree_create (EMEM_TREE_TYPE_RED_BLACK, "arrays");
  pe_tree_insert32_array (arrays, key, &number);
  ck_assert_ptr_eq (pe_tree_lookup32_array (arrays, key), &number);
  emem_tree_t *names = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "names");
  se_tree_insert_string (names, "Host", &number, EMEM_TREE_STRING_NOCASE);
  ck_assert_ptr_eq (se_tree_lookup_string (names, "hOST", EMEM_TREE_STRING_NOCASE), &number);
}
END_TEST

START_TEST (test_bridge__a_created_tree_is_emptied_with_the_file)
{
  emem_tree_t *tree = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "conversations");
  se_tree_insert32 (tree, 1, tree);
  wmem_leave_packet_scope ();
  wmem_leave_file_scope ();
  wmem_enter_file_scope ();
  wmem_enter_packet_scope ();
  ck_assert_ptr_null (se_tree_lookup32 (tree, 1));
  se_tree_insert32 (tree, 2, tree);
  ck_assert_ptr_eq (se_tree_lookup32 (tree, 2), tree);
}
END_TEST

START_TEST (test_bridge__string_buffers_are_limited_and_return_themselves)
{
  emem_strbuf_t *label = ep_strbuf_new_label ("begin ");
  for (int i = 0; i < 100; i++)
    ck_assert_ptr_eq (ep_strbuf_append (label, "0123456789"), label);
  ck_assert_uint_eq (label->len, ITEM_LABEL_LENGTH - 1);
  ck_assert_uint_eq (strlen (label->str), ITEM_LABEL_LENGTH - 1);
  ck_assert_ptr_null (ep_strbuf_append (NULL, "x"));

  emem_strbuf_t *clamped = ep_strbuf_sized_new (100, 8);
  ep_strbuf_append_printf (clamped, "%s", "0123456789");
  ck_assert_str_eq (clamped->str, "0123456");

  emem_strbuf_t *large = ep_strbuf_new (NULL);
  for (int i = 0; i < 20000; i++)
    ep_strbuf_append_printf (large, "%d ", i);
  ck_assert_uint_eq (large->len, 65535);
}
END_TEST

START_TEST (test_bridge__printf_replaces_and_truncate_returns)
{
  emem_strbuf_t *text = ep_strbuf_new ("old");
  ep_strbuf_printf (text, "%s and %s", text->str, "new");
  ck_assert_str_eq (text->str, "old and new");
  text = ep_strbuf_truncate (text, text->len - 4);
  ck_assert_str_eq (text->str, "old and");
  text = ep_strbuf_append_c (text, '!');
  text = ep_strbuf_append_unichar (text, 0xe9);
  ck_assert_str_eq (text->str, "old and!\xc3\xa9");
}
END_TEST

START_TEST (test_bridge__packet_memory_outside_of_a_packet_aborts)
{
  wmem_leave_packet_scope ();
  ep_alloc (1);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("bridge");
  TCase *use = tcase_create ("in a packet");
  tcase_add_checked_fixture (use, open_packet, close_packet);
  tcase_add_test (use, test_bridge__a_size_of_0_gives_memory);
  tcase_add_test (use, test_bridge__null_is_copied_as_text);
  tcase_add_test (use, test_bridge__strings_are_formatted_joined_and_split);
  tcase_add_test (use, test_bridge__an_empty_stack_gives_null);
  tcase_add_test (use, test_bridge__slab_items_come_back);
  tcase_add_test (use, test_bridge__trees_look_up_and_run_through);
  tcase_add_test (use, test_bridge__a_created_tree_is_emptied_with_the_file);
  tcase_add_test (use, test_bridge__string_buffers_are_limited_and_return_themselves);
  tcase_add_test (use, test_bridge__printf_replaces_and_truncate_returns);
  ADD_ABORT_TEST (use, test_bridge__packet_memory_outside_of_a_packet_aborts);
  suite_add_tcase (suite, use);
  return run_suite (suite);
}
