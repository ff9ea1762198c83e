/* SPDX-License-Identifier: MIT */
/*
 * Memory that goes back to a mark, or over to another pool, over each policy.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "policies.h"
#include "wmem/wmem.h"

START_TEST (test_pool_moves__rewind_frees_what_came_after_the_mark)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_pool_statistics_t before, after;
  char *kept = wmem_alloc (pool, 100);
  memset (kept, 'k', 100);
  wmem_free (pool, wmem_alloc (pool, 200));
  wmem_pool_get_statistics (pool, &before);

  wmem_mark_t outer = wmem_pool_mark (pool);
  for (int i = 0; i < 1000; i++)
    wmem_alloc (pool, 300);
  wmem_pool_mark (pool);
  wmem_alloc (pool, 1 << 20);
  wmem_free (pool, wmem_alloc (pool, 20));
  wmem_pool_rewind (pool, outer);

  wmem_pool_get_statistics (pool, &after);
  ck_assert_uint_eq (after.pieces, before.pieces);
  ck_assert_uint_eq (after.asked, before.asked);
  for (int i = 0; i < 100; i++)
    ck_assert_int_eq (kept[i], 'k');
  for (int i = 0; i < 1000; i++)
    memset (wmem_alloc (pool, 48), 0, 48);
  wmem_pool_check (pool);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pool_moves__rewind_of_an_empty_pool_empties_it)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_pool_statistics_t statistics;
  wmem_mark_t mark = wmem_pool_mark (pool);
  for (int i = 0; i < 3000; i++)
    wmem_alloc (pool, 100);
  wmem_pool_rewind (pool, mark);
  wmem_pool_get_statistics (pool, &statistics);
  ck_assert_uint_eq (statistics.pieces, 0);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pool_moves__rewind_gives_room_below_the_limit_back)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_pool_set_limit (pool, 1000, NULL, NULL); /* beyond it the program ends */
  wmem_alloc (pool, 300);
  for (int i = 0; i < 3; i++)
    {
      wmem_mark_t mark = wmem_pool_mark (pool);
      wmem_alloc (pool, 600);
      wmem_pool_rewind (pool, mark);
    }
  wmem_alloc (pool, 600);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pool_moves__moved_pieces_belong_to_the_other_pool)
{
  wmem_allocator_t *from = policy_pool (_i), *to = policy_pool (_i);
  wmem_pool_statistics_t statistics;
  ck_assert_ptr_null (wmem_move (from, to, NULL));
  char *stays = wmem_alloc (from, 50);
  ck_assert_ptr_eq (wmem_move (from, from, stays), stays);
  wmem_pool_get_statistics (from, &statistics);
  ck_assert_uint_eq (statistics.asked, 50);
  char *small = wmem_move (from, to, memset (wmem_alloc (from, 50), 's', 50));
  char *large = wmem_move (from, to, memset (wmem_alloc (from, 1 << 20), 'l', 1 << 20));
  wmem_destroy_allocator (from);
  ck_assert_int_eq (small[49], 's');
  ck_assert_int_eq (large[(1 << 20) - 1], 'l');
  wmem_pool_get_statistics (to, &statistics);
  ck_assert_uint_eq (statistics.asked, 50 + (1 << 20));
  wmem_free (to, small);
  wmem_free (to, large);
  wmem_destroy_allocator (to);
}
END_TEST

START_TEST (test_pool_moves__what_moved_in_behind_a_mark_goes_with_it)
{
  wmem_allocator_t *from = policy_pool (_i), *to = policy_pool (_i);
  wmem_pool_statistics_t before, after;
  for (int i = 0; i < 3; i++)
    wmem_alloc (to, 1 << 20);
  wmem_pool_get_statistics (to, &before);
  wmem_mark_t mark = wmem_pool_mark (to);
  wmem_move (from, to, wmem_alloc (from, 50));
  wmem_move (from, to, wmem_alloc (from, 1 << 20));
  wmem_pool_rewind (to, mark);
  wmem_pool_get_statistics (to, &after);
  ck_assert_uint_eq (after.pieces, before.pieces);
  ck_assert_uint_eq (after.asked, before.asked);
  wmem_destroy_allocator (from);
  wmem_destroy_allocator (to);
}
END_TEST

START_TEST (test_pool_moves__a_whole_pool_does_not_move_past_a_mark_or_nowhere)
{
  wmem_allocator_t *from = policy_pool (_i), *to = policy_pool (_i);
  wmem_alloc (from, 100);
  ck_assert (!wmem_move_all (from, from) && !wmem_move_all (from, NULL) && !wmem_move_all (NULL, to));
  wmem_mark_t mark = wmem_pool_mark (from);
  ck_assert (!wmem_move_all (from, to));
  wmem_pool_rewind (from, mark);
  mark = wmem_pool_mark (to);
  ck_assert (!wmem_move_all (from, to));
  wmem_pool_rewind (to, mark);
  ck_assert (wmem_move_all (from, to) || running_with_tool ());
  wmem_destroy_allocator (from);
  wmem_destroy_allocator (to);
}
END_TEST

START_TEST (test_pool_moves__a_whole_pool_moves_in_place)
{
  wmem_allocator_t *from = policy_pool (_i), *to = policy_pool (_i);
  wmem_pool_statistics_t statistics;
  char *pieces[2000];
  for (int used = 0; used < 2; used++)
    {
      for (int i = 0; i < 2000; i++)
        pieces[i] = memset (wmem_alloc (from, 200), i & 0x7f, 200);
      wmem_free (from, pieces[0]);
      if (!wmem_move_all (from, to))
        {
          ck_assert_msg (running_with_tool (), "the pools are of one policy and unlimited");
          break;
        }
      wmem_pool_get_statistics (from, &statistics);
      ck_assert_uint_eq (statistics.pieces, 0);
      wmem_pool_get_statistics (to, &statistics);
      ck_assert_uint_eq (statistics.pieces, (size_t) (used + 1) * 1999);
      for (int i = 1; i < 2000; i++)
        ck_assert_int_eq (pieces[i][199], i & 0x7f);
      wmem_alloc (to, 100);
      wmem_free (to, pieces[1]);
      wmem_alloc (to, 300);
      wmem_free (to, wmem_alloc (to, 100));
      wmem_pool_check (to);
      wmem_free_all (to);
      for (int i = 0; i < 1999 && used == 0; i++)
        wmem_alloc (to, 10);
    }
  wmem_destroy_allocator (from);
  wmem_destroy_allocator (to);
}
END_TEST

static gboolean
add_up (const void *key G_GNUC_UNUSED, void *value, void *user_data)
{
  *(guint *) user_data += GPOINTER_TO_UINT (value);
  return FALSE;
}

/* A container goes on to use its pool: it stays right where the pool could not be moved. */
START_TEST (test_pool_moves__a_pool_with_containers_does_not_move)
{
  wmem_allocator_t *from = policy_pool (_i), *to = policy_pool (_i), *elsewhere = policy_pool (_i);
  guint sum = 0;
  wmem_tree_t *tree = wmem_tree_new (from);
  wmem_tree_insert32 (tree, 1, GUINT_TO_POINTER (1));
  ck_assert (!wmem_move_all (from, to));
  for (guint i = 2; i <= 1000; i++)
    wmem_tree_insert32 (tree, i, GUINT_TO_POINTER (i));
  wmem_destroy_allocator (to);
  wmem_tree_foreach (tree, add_up, &sum);
  ck_assert_uint_eq (sum, 1000 * 1001 / 2);
  wmem_tree_destroy (tree, FALSE, FALSE);

  to = policy_pool (_i);
  wmem_map_t *map = wmem_map_new_autoreset (elsewhere, from, NULL, NULL);
  ck_assert (!wmem_move_all (from, to));
  wmem_free_all (from);
  ck_assert_msg (!wmem_move_all (from, to), "the map fills the pool anew");
  wmem_map_destroy (map, FALSE, FALSE);
  wmem_map_new_autoreset (elsewhere, from, NULL, NULL);
  wmem_map_new_autoreset (from, elsewhere, NULL, NULL);
  ck_assert (!wmem_move_all (from, to));
  wmem_free_all (elsewhere);
  wmem_free_all (from);

  /* What has ended, or went with the pool or a mark, is in no one's way. */
  wmem_mark_t mark = wmem_pool_mark (from);
  wmem_list_new (from);
  wmem_pool_rewind (from, mark);
  wmem_destroy_list (wmem_list_new (from));
  wmem_destroy_array (wmem_array_new (from, 4));
  wmem_array_finalize (wmem_array_new (from, 4));
  wmem_strbuf_destroy (wmem_strbuf_new (from, "a"));
  char *text = wmem_strbuf_finalize (wmem_strbuf_new (from, "kept"));
  ck_assert (running_with_tool () || wmem_move_all (from, to));
  ck_assert_str_eq (text, "kept");
  wmem_strbuf_new (from, "");
  ck_assert (!wmem_move_all (from, to));
  mark = wmem_pool_mark (from);
  wmem_list_new (from);
  wmem_pool_rewind (from, mark);
  ck_assert_msg (!wmem_move_all (from, to), "the buffer is older than the mark");
  wmem_free_all (from);
  wmem_list_t *older = wmem_list_new (from);
  mark = wmem_pool_mark (from);
  wmem_destroy_list (older);
  wmem_pool_rewind (from, mark);
  ck_assert_msg (running_with_tool () || wmem_move_all (from, to), "what was older than the mark has ended since");
  wmem_array_new (from, 4);
  ck_assert (!wmem_move_all (from, to));
  wmem_free_all (from);
  wmem_list_new (from);
  ck_assert (!wmem_move_all (from, to));
  wmem_destroy_allocator (from);
  wmem_destroy_allocator (to);
  wmem_destroy_allocator (elsewhere);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("pool moves");
  TCase *every = tcase_create ("every policy");
  tcase_set_timeout (every, 60);
  tcase_add_loop_test (every, test_pool_moves__rewind_frees_what_came_after_the_mark, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pool_moves__rewind_of_an_empty_pool_empties_it, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pool_moves__rewind_gives_room_below_the_limit_back, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pool_moves__moved_pieces_belong_to_the_other_pool, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pool_moves__what_moved_in_behind_a_mark_goes_with_it, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pool_moves__a_whole_pool_does_not_move_past_a_mark_or_nowhere, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pool_moves__a_whole_pool_moves_in_place, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pool_moves__a_pool_with_containers_does_not_move, 0, N_POLICY_CASES);
  suite_add_tcase (suite, every);
  return run_suite (suite);
}
