/* SPDX-License-Identifier: MIT */
/*
 * What every pool promises, over each policy.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "policies.h"
#include "wmem/wmem.h"
#include "wmem/wmem_allocator_block.h"
#include "wmem/wmem_allocator_block_fast.h"
#include "wmem/wmem_allocator_glib.h"
#include "wmem/wmem_allocator_strict.h"

static const size_t boundary_sizes[] = {
  1,
  7,
  8,
  9,
  15,
  16,
  17,
  23,
  24,
  25,
  127,
  128,
  129,
  1007,
  1008,
  1009,
  1023,
  1024,
  1025,
  4071,
  4072,
  4073,
  4095,
  4096,
  4097,
  32767,
  32768,
  32769,
  65535,
  65536,
  262143,
  262144,
  262145,
  1 << 20,
  (4 << 20) - 1,
  4 << 20,
};

START_TEST (test_pools__size_0_gives_null)
{
  wmem_allocator_t *pool = policy_pool (_i);
  ck_assert_ptr_null (wmem_alloc (pool, 0));
  ck_assert_ptr_null (wmem_alloc0 (pool, 0));
  ck_assert_ptr_null (wmem_realloc (pool, NULL, 0));
  ck_assert_ptr_null (wmem_realloc (pool, wmem_alloc (pool, 10), 0));
  ck_assert_ptr_null (wmem_alloc_array (pool, int, 0));
  ck_assert_ptr_null (wmem_alloc_array (pool, int, -1));
  wmem_free (pool, NULL);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__null_pool_is_the_glib_heap)
{
  ck_assert_ptr_null (wmem_alloc (NULL, 0));
  char *text = wmem_alloc0 (NULL, 10);
  ck_assert_mem_eq (text, "\0\0\0\0\0\0\0\0\0\0", 10);
  text = wmem_realloc (NULL, text, 1000);
  text[999] = 'x';
  g_free (text);
  wmem_free (NULL, wmem_alloc (NULL, 5));
  ck_assert_ptr_null (wmem_realloc (NULL, wmem_alloc (NULL, 5), 0));
}
END_TEST

START_TEST (test_pools__every_piece_is_aligned_and_its_own)
{
  wmem_allocator_t *pool = policy_pool (_i);
  unsigned char *pieces[G_N_ELEMENTS (boundary_sizes)];
  for (size_t i = 0; i < G_N_ELEMENTS (boundary_sizes); i++)
    {
      pieces[i] = wmem_alloc (pool, boundary_sizes[i]);
      ck_assert_uint_eq ((uintptr_t) pieces[i] % _Alignof(max_align_t), 0);
      memset (pieces[i], (int) i, boundary_sizes[i]);
    }
  wmem_pool_check (pool);
  for (size_t i = 0; i < G_N_ELEMENTS (boundary_sizes); i++)
    for (size_t j = 0; j < boundary_sizes[i]; j++)
      if (pieces[i][j] != i)
        ck_abort_msg ("piece of %zu bytes: byte %zu is another piece's", boundary_sizes[i], j);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__alloc0_is_zero_after_dirty_memory_was_given_back)
{
  wmem_allocator_t *pool = policy_pool (_i);
  for (int round = 0; round < 3; round++)
    {
      for (size_t i = 0; i < G_N_ELEMENTS (boundary_sizes); i++)
        {
          memset (wmem_alloc (pool, boundary_sizes[i]), 0xEE, boundary_sizes[i]);
          void *newest = wmem_alloc (pool, boundary_sizes[i]);
          memset (newest, 0xEE, boundary_sizes[i]);
          wmem_free (pool, newest);
          const unsigned char *zeroed = wmem_alloc0 (pool, boundary_sizes[i]);
          for (size_t j = 0; j < boundary_sizes[i]; j++)
            if (zeroed[j] != 0)
              ck_abort_msg ("round %d, %zu bytes: byte %zu is not zero", round, boundary_sizes[i], j);
        }
      wmem_free_all (pool);
    }
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__alloc0_is_zero_after_another_pool_ended)
{
  for (int round = 0; round < 10; round++)
    {
      wmem_allocator_t *dirty = policy_pool (_i);
      for (int i = 0; i < 200; i++)
        memset (wmem_alloc (dirty, (size_t) round * 40 + 1), 0xEE, (size_t) round * 40 + 1);
      wmem_destroy_allocator (dirty);
      wmem_allocator_t *pool = policy_pool (_i);
      for (int i = 0; i < 3000; i++)
        {
          const char *zeroed = wmem_alloc0 (pool, 40);
          for (int j = 0; j < 40; j++)
            if (zeroed[j] != 0)
              ck_abort_msg ("round %d, piece %d: byte %d is not zero", round, i, j);
        }
      wmem_destroy_allocator (pool);
    }
}
END_TEST

START_TEST (test_pools__realloc_keeps_the_smaller_content)
{
  wmem_allocator_t *pool = policy_pool (_i);
  for (size_t i = 0; i < G_N_ELEMENTS (boundary_sizes); i++)
    for (size_t j = 0; j < G_N_ELEMENTS (boundary_sizes); j += running_with_tool () ? 11 : 5)
      {
        unsigned char *piece = wmem_alloc (pool, boundary_sizes[i]);
        for (size_t k = 0; k < boundary_sizes[i]; k++)
          piece[k] = (unsigned char) (k * 7);
        if (j % 2)
          wmem_alloc (pool, 1); /* so that it is not the newest */
        piece = wmem_realloc (pool, piece, boundary_sizes[j]);
        const size_t kept = MIN (boundary_sizes[i], boundary_sizes[j]);
        for (size_t k = 0; k < kept; k++)
          if (piece[k] != (unsigned char) (k * 7))
            ck_abort_msg ("%zu to %zu bytes: byte %zu is lost", boundary_sizes[i], boundary_sizes[j], k);
        wmem_free (pool, piece);
      }
  wmem_pool_check (pool);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__free_all_in_a_loop_does_not_grow)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_pool_statistics_t statistics;
  size_t held_once = 0;
  for (int round = 0; round < 200; round++)
    {
      for (int i = 0; i < 100; i++)
        wmem_alloc (pool, (size_t) (i % 60 + 1));
      if (round == 1)
        {
          wmem_pool_get_statistics (pool, &statistics);
          held_once = statistics.held;
        }
      wmem_free_all (pool);
    }
  wmem_pool_get_statistics (pool, &statistics);
  ck_assert_uint_eq (statistics.pieces, 0);
  ck_assert_uint_eq (statistics.asked, 0);
  ck_assert_uint_le (statistics.peak_held, held_once);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__a_huge_round_gives_its_memory_back)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_pool_statistics_t statistics;
  for (int i = 0; i < 5000; i++)
    wmem_alloc (pool, 10000);
  wmem_alloc (pool, 50 << 20);
  wmem_free_all (pool);
  for (int round = 0; round < 100; round++)
    {
      wmem_alloc (pool, 100);
      wmem_free_all (pool);
    }
  wmem_pool_get_statistics (pool, &statistics);
  ck_assert_uint_le (statistics.held, 8 << 20);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__growing_one_buffer_holds_no_multiple_of_it)
{
  wmem_allocator_t *pool = policy_pool (_i);
  char *buffer = NULL;
  for (size_t size = 64; size <= 64 * 1024; size += 64)
    buffer = wmem_realloc (pool, buffer, size);
  wmem_pool_statistics_t statistics;
  wmem_pool_get_statistics (pool, &statistics);
  ck_assert_uint_eq (statistics.asked, 64 * 1024);
  if (policy_cases[_i].type != WMEM_ALLOCATOR_STRICT && !running_with_tool ())
    ck_assert_uint_le (statistics.held, 256 * 1024);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__aligned_pieces_are_aligned_and_can_be_freed)
{
  wmem_allocator_t *pool = policy_pool (_i);
  for (size_t alignment = 1; alignment <= 1 << 16; alignment *= 2)
    for (size_t i = 0; i < G_N_ELEMENTS (boundary_sizes); i += 3)
      {
        unsigned char *piece = wmem_alloc_aligned (pool, boundary_sizes[i], alignment);
        ck_assert_uint_eq ((uintptr_t) piece % alignment, 0);
        memset (piece, 0x11, boundary_sizes[i]);
        if (i % 2)
          wmem_free (pool, piece);
        else
          ck_assert_ptr_nonnull (wmem_realloc (pool, piece, boundary_sizes[i] + 100));
      }
  wmem_pool_check (pool);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__usable_size_may_be_used)
{
  wmem_allocator_t *pool = policy_pool (_i);
  for (size_t i = 0; i < G_N_ELEMENTS (boundary_sizes); i++)
    {
      void *piece = wmem_alloc (pool, boundary_sizes[i]);
      const size_t usable = wmem_usable_size (pool, piece);
      ck_assert_uint_ge (usable, boundary_sizes[i]);
      if (!running_with_tool ())
        memset (piece, 0xAA, usable);
    }
  ck_assert_uint_eq (wmem_usable_size (pool, NULL), 0);
  wmem_pool_check (pool);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__gc_gives_back_blocks_without_a_living_piece)
{
  wmem_allocator_t *pool = policy_pool (_i);
  void *pieces[4096];
  wmem_pool_statistics_t before, after;
  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    pieces[i] = wmem_alloc (pool, 1000);
  wmem_pool_get_statistics (pool, &before);
  for (gsize i = 0; i < G_N_ELEMENTS (pieces) - 1; i++)
    wmem_free (pool, pieces[i]);
  wmem_gc (pool);
  wmem_pool_get_statistics (pool, &after);
  ck_assert_msg (after.held < before.held, "%zu bytes held, %zu before", after.held, before.held);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__what_an_empty_pool_held_counts_no_more)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_pool_set_limit (pool, 1000, NULL, NULL);
  for (int round = 0; round < 3; round++)
    {
      wmem_alloc (pool, 600);
      wmem_alloc (pool, 400);
      wmem_free_all (pool);
    }
  wmem_pool_set_limit (pool, 1, NULL, NULL);
  wmem_alloc (pool, 1);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__gc_keeps_what_lives)
{
  wmem_allocator_t *pool = policy_pool (_i);
  char *pieces[10000];
  for (int i = 0; i < 10000; i++)
    pieces[i] = memset (wmem_alloc (pool, 500), i & 0x7f, 500);
  for (int i = 0; i < 10000; i++)
    if (i % 2000 != 0)
      wmem_free (pool, pieces[i]);
  wmem_gc (pool);
  wmem_pool_check (pool);
  for (int i = 0; i < 10000; i += 2000)
    for (int j = 0; j < 500; j++)
      ck_assert_int_eq (pieces[i][j], i & 0x7f);
  for (int i = 0; i < 10000; i++)
    wmem_alloc (pool, 500);
  wmem_pool_check (pool);
  wmem_destroy_allocator (pool);
}
END_TEST

/* Replaces pieces at random; one in @one_large, 0 for none, has up to 2 KiB. */
static void
churn (int policy, guint one_large)
{
  wmem_allocator_t *pool = policy_pool (policy);
  static void *live[10000];
  static size_t sizes[10000];
  size_t asked = 0;
  guint32 random = 12345;
  memset (live, 0, sizeof live);
  for (int i = 0; i < (running_with_tool () ? 20000 : 400000); i++)
    {
      random = random * 1664525 + 1013904223;
      const size_t slot = (random >> 8) % 10000;
      if (live[slot])
        {
          wmem_free (pool, live[slot]);
          asked -= sizes[slot];
        }
      sizes[slot] = one_large == 0               ? (random >> 24) * 2 + 1
                    : (guint) i % one_large == 0 ? (random >> 21) + 1
                                                 : (random >> 26) + 1;
      live[slot] = wmem_alloc (pool, sizes[slot]);
      asked += sizes[slot];
    }
  wmem_pool_statistics_t statistics;
  wmem_pool_get_statistics (pool, &statistics);
  ck_assert_uint_eq (statistics.asked, asked);
  if (policy_cases[policy].type == WMEM_ALLOCATOR_BLOCK && !running_with_tool ())
    ck_assert_msg (statistics.held <= asked * 22 / 10, "%zu bytes held for %zu", statistics.held, asked);
  wmem_pool_check (pool);
  wmem_destroy_allocator (pool);
}

START_TEST (test_pools__churn_holds_a_small_multiple_of_what_lives)
{
  churn (_i, 0);
}
END_TEST

START_TEST (test_pools__churn_with_few_large_pieces_does_too)
{
  churn (_i, 100);
}
END_TEST

START_TEST (test_pools__what_was_freed_serves_the_next_of_its_size)
{
  wmem_allocator_t *pool = policy_pool (_i);
  static void *pieces[20000];
  wmem_pool_statistics_t before, after;
  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    pieces[i] = wmem_alloc (pool, i % 2 ? 24 : 100);
  wmem_pool_get_statistics (pool, &before);
  for (size_t round = 0; round < 4; round++)
    {
      for (size_t i = round % 2; i < G_N_ELEMENTS (pieces); i += 2)
        wmem_free (pool, pieces[i]);
      for (size_t i = round % 2; i < G_N_ELEMENTS (pieces); i += 2)
        pieces[i] = wmem_alloc (pool, i % 2 ? 24 : 100);
    }
  wmem_pool_get_statistics (pool, &after);
  ck_assert_uint_eq (after.asked, before.asked);
  if (policy_cases[_i].type == WMEM_ALLOCATOR_BLOCK && !running_with_tool ())
    ck_assert_uint_le (after.held, before.held * 5 / 4);
  wmem_pool_check (pool);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__children_end_with_their_parent)
{
  wmem_allocator_t *parent = policy_pool (_i);
  wmem_allocator_t *child = wmem_pool_new_child (parent, policy_cases[_i].type, "child");
  wmem_allocator_t *early = wmem_pool_new_child (parent, policy_cases[_i].type, NULL);
  wmem_allocator_t *grandchild = wmem_pool_new_child (child, policy_cases[_i].type, "grandchild");
  ck_assert_str_eq (wmem_pool_get_name (child), "child");
  ck_assert_str_eq (wmem_pool_get_name (early), "unnamed");
  wmem_alloc (grandchild, 1000);
  wmem_destroy_allocator (early);
  wmem_free_all (parent);
  wmem_pool_new_child (parent, policy_cases[_i].type, "second");
  wmem_destroy_allocator (parent);
}
END_TEST

static gboolean
raise_limit (wmem_allocator_t *pool, size_t wanted G_GNUC_UNUSED, void *user_data)
{
  ++*(int *) user_data;
  wmem_pool_set_limit (pool, 2000, raise_limit, user_data);
  return TRUE;
}

START_TEST (test_pools__a_limit_counts_what_lives_and_asks_its_handler)
{
  wmem_allocator_t *pool = policy_pool (_i);
  int asked = 0;
  void *early = wmem_alloc (pool, 100);
  wmem_pool_set_limit (pool, 1000, raise_limit, &asked);
  for (int i = 0; i < 100; i++)
    wmem_free (pool, wmem_alloc (pool, 900));
  ck_assert_int_eq (asked, 0);
  early = wmem_realloc (pool, early, 1000);
  ck_assert_int_eq (asked, 0);
  wmem_alloc0 (pool, 1);
  ck_assert_int_eq (asked, 1);
  wmem_pool_statistics_t statistics;
  wmem_pool_get_statistics (pool, &statistics);
  ck_assert_uint_eq (statistics.limit, 2000);
  ck_assert_uint_eq (statistics.asked, 1001);
  wmem_free_all (pool);
  wmem_alloc (pool, 2000);
  wmem_pool_set_limit (pool, 0, NULL, NULL);
  wmem_alloc (pool, 1 << 20);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__statistics_count_pieces_by_class)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_pool_set_name (pool, "a \"name\"");
  wmem_pool_track (pool, TRUE);
  wmem_alloc (pool, 16);
  wmem_alloc (pool, 17);
  void *large = wmem_alloc (pool, 30 << 20);
  wmem_free (pool, large);
  wmem_pool_statistics_t statistics;
  wmem_pool_get_statistics (pool, &statistics);
  ck_assert_uint_eq (statistics.pieces, 2);
  ck_assert_uint_eq (statistics.asked, 33);
  ck_assert_uint_eq (statistics.peak_asked, 33 + (30 << 20));
  ck_assert_uint_eq (statistics.class_pieces[0], 1);
  ck_assert_uint_eq (statistics.class_pieces[1], 1);
  ck_assert_uint_ge (statistics.held, statistics.asked);
  char *text = wmem_pool_statistics_text (pool);
  ck_assert_ptr_nonnull (strstr (text, "bytes asked                33"));
  guint lines = 0;
  for (const char *c = text; *c; c++)
    lines += *c == '\n';
  ck_assert_uint_eq (lines, 10);
  g_free (text);
  char *json = wmem_pool_statistics_json (pool);
  ck_assert_ptr_nonnull (strstr (json, "{\"name\": \"a \\\"name\\\"\", \"policy\": "));
  ck_assert_ptr_nonnull (strstr (json, ": 0, \"classes\": ["));
  ck_assert_ptr_nonnull (strstr (json, "\"classes\": [{\"upTo\": 16, \"pieces\": 1, \"asked\": 16}, "));
  g_free (json);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__statistics_are_written_whole)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_pool_set_name (pool, "a\\b\x01\x1f \x7f");
  wmem_pool_track (pool, TRUE);
  wmem_pool_set_limit (pool, 123456789, NULL, NULL);
  wmem_alloc (pool, 10);
  wmem_alloc (pool, 33);
  wmem_alloc (pool, 60);
  wmem_alloc (pool, 4 << 20);
  wmem_alloc (pool, (4 << 20) + 1);
  wmem_free (pool, wmem_alloc (pool, 100));
  wmem_pool_statistics_t is;
  wmem_pool_get_statistics (pool, &is);
  char *text = wmem_pool_statistics_text (pool), *json = wmem_pool_statistics_json (pool);
  char *expected_text = g_strdup_printf ("pool 'a\\b\x01\x1f \x7f' (%s)\n"
                                         "  bytes asked           8388712\n  pieces                      5\n  bytes held     %14zu\n  peak held      %14zu\n"
                                         "  peak asked            8388812\n  bytes reusable %14zu\n  limit               123456789\n"
                                         "  to 16                       1 pieces, 10 bytes\n  to 64                       2 pieces, 93 bytes\n"
                                         "  to 4194304                  1 pieces, 4194304 bytes\n  >  4194304                  1 pieces, 4194305 bytes\n",
                                         policy_cases[_i].name, is.held, is.peak_held, is.reusable);
  char *expected_json = g_strdup_printf ("{\"name\": \"a\\\\b\\u0001\\u001f \x7f\", \"policy\": \"%s\", \"asked\": 8388712, \"pieces\": 5, \"held\": %zu, "
                                         "\"peakHeld\": %zu, \"peakAsked\": 8388812, \"reusable\": %zu, \"limit\": 123456789, \"classes\": "
                                         "[{\"upTo\": 16, \"pieces\": 1, \"asked\": 10}, {\"upTo\": 64, \"pieces\": 2, \"asked\": 93}, "
                                         "{\"upTo\": 4194304, \"pieces\": 1, \"asked\": 4194304}, {\"upTo\": null, \"pieces\": 1, \"asked\": 4194305}]}",
                                         policy_cases[_i].name, is.held, is.peak_held, is.reusable);
  ck_assert_str_eq (text, expected_text);
  ck_assert_str_eq (json, expected_json);
  g_free (text);
  g_free (json);
  wmem_pool_set_name (pool, "no \xff UTF-8");
  json = wmem_pool_statistics_json (pool);
  ck_assert_ptr_nonnull (strstr (json, "\"no \xef\xbf\xbd UTF-8\""));
  g_free (json);
  g_free (expected_text);
  g_free (expected_json);
  wmem_destroy_allocator (pool);
}
END_TEST

/* Whether somebody watches changes nothing of what a piece takes. */
START_TEST (test_pools__the_long_way_cuts_as_the_short_one)
{
  wmem_allocator_t *pool = policy_pool (_i), *watched = policy_pool (_i);
  wmem_pool_track (watched, TRUE);
  for (size_t size = 1; size < 5000; size += size < 200 ? 1 : 61)
    {
      EXPECT (wmem_usable_size (pool, wmem_alloc (pool, size)) == wmem_usable_size (watched, wmem_alloc (watched, size)));
      EXPECT (wmem_usable_size (pool, wmem_alloc0 (pool, size)) == wmem_usable_size (watched, wmem_alloc0 (watched, size)));
    }
  wmem_destroy_allocator (watched);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__scope_can_be_left_and_entered)
{
  wmem_allocator_t *pool = policy_pool (_i);
  ck_assert (wmem_in_scope (pool));
  wmem_alloc (pool, 100);
  wmem_leave_scope (pool);
  ck_assert (!wmem_in_scope (pool));
  wmem_enter_scope (pool);
  ck_assert_ptr_nonnull (wmem_alloc (pool, 100));
  wmem_destroy_allocator (pool);
}
END_TEST

/* Whatever a large piece leaves of its pages, nothing included. */
START_TEST (test_pools__a_large_piece_serves_again_for_its_size)
{
  wmem_allocator_t *pool = policy_pool (_i);
  const gboolean again = policy_cases[_i].type == WMEM_ALLOCATOR_BLOCK || policy_cases[_i].type == WMEM_ALLOCATOR_BLOCK_FAST;
  for (size_t size = (1 << 20) - 512; size <= 1 << 20 && again && !running_with_tool (); size++)
    {
      void *piece = wmem_alloc (pool, size);
      wmem_free (pool, piece);
      wmem_pool_statistics_t statistics;
      wmem_pool_get_statistics (pool, &statistics);
      EXPECT (statistics.reusable >= size && statistics.reusable < 2 * size);
      EXPECT (wmem_alloc (pool, size) == piece);
      wmem_free_all (pool);
      wmem_gc (pool);
    }
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__free_all_of_one_small_and_one_large_piece)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_pool_statistics_t statistics;
  for (int round = 0; round < 3; round++)
    {
      wmem_alloc (pool, 10);
      wmem_alloc (pool, 300 << 10);
      wmem_free_all (pool);
      wmem_pool_get_statistics (pool, &statistics);
      ck_assert_uint_eq (statistics.pieces, 0);
    }
  wmem_destroy_allocator (pool);
}
END_TEST

/* A pool that is often asked for other sizes than were freed stops looking; and looks again when much was freed. */
START_TEST (test_pools__block_looks_again_at_what_was_freed)
{
  wmem_allocator_t *pool = wmem_create_block_allocator ();
  static void *pieces[40000];
  wmem_pool_statistics_t before, after;
  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    pieces[i] = wmem_alloc (pool, 200);
  for (size_t i = 1; i < G_N_ELEMENTS (pieces); i += 20)
    wmem_free (pool, pieces[i]);
  for (size_t i = 0; i < 5000; i++)
    wmem_alloc (pool, 400);
  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i += 2)
    wmem_free (pool, pieces[i]);
  wmem_pool_get_statistics (pool, &before);
  for (size_t i = 0; i < G_N_ELEMENTS (pieces) / 2; i++)
    wmem_alloc (pool, 200);
  wmem_pool_get_statistics (pool, &after);
  ck_assert_uint_lt (after.held, before.held + (2 << 20));
  wmem_destroy_allocator (pool);
}
END_TEST

/* Small pieces at the places where large ones can be. */
START_TEST (test_pools__small_pieces_at_any_place_can_be_freed)
{
  wmem_allocator_t *pool = policy_pool (_i);
  static void *pieces[20000];
  void *large = wmem_alloc (pool, 1 << 20);
  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    pieces[i] = wmem_alloc (pool, 24);
  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    wmem_free (pool, pieces[i]);
  wmem_free (pool, large);
  wmem_pool_statistics_t statistics;
  wmem_pool_get_statistics (pool, &statistics);
  ck_assert_uint_eq (statistics.pieces, 0);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__each_policy_has_a_creation_call)
{
  wmem_allocator_t *(*const create[]) (void) = { wmem_create_glib_allocator, wmem_create_block_allocator,
                                                 wmem_create_block_fast_allocator, wmem_create_strict_allocator };
  wmem_allocator_t *pool = create[_i]();
  ck_assert_int_eq (wmem_pool_get_type (pool), policy_cases[_i].type);
  ck_assert_ptr_nonnull (wmem_new0 (pool, int));
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_pools__type_values_are_upstreams)
{
  ck_assert_int_eq (WMEM_ALLOCATOR_SIMPLE, 0);
  ck_assert_int_eq (WMEM_ALLOCATOR_BLOCK, 1);
  ck_assert_int_eq (WMEM_ALLOCATOR_STRICT, 2);
  ck_assert_int_eq (WMEM_ALLOCATOR_BLOCK_FAST, 3);
}
END_TEST

START_TEST (test_pools__the_environment_replaces_the_policy)
{
  g_setenv ("WIRESHARK_DEBUG_WMEM_OVERRIDE", policy_cases[_i].name, TRUE);
  wmem_init ();
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
  ck_assert_int_eq (wmem_pool_get_type (pool), policy_cases[_i].type);
  wmem_destroy_allocator (pool);
  wmem_cleanup ();
  g_unsetenv ("WIRESHARK_DEBUG_WMEM_OVERRIDE");
  g_setenv ("WMEM_ALLOCATOR", policy_cases[_i].name, TRUE);
  wmem_init ();
  ck_assert_int_eq (wmem_pool_get_type (wmem_epan_scope ()), policy_cases[_i].type);
  wmem_cleanup ();
  g_unsetenv ("WMEM_ALLOCATOR");
  wmem_init ();
  wmem_cleanup ();
}
END_TEST

#ifndef WMEM_CHECKING_TESTS /* which watch every pool */

/* What the inlined calls read: the second word of struct wmem_pool_front in wmem_core.h. */
static gsize
room_of (const wmem_allocator_t *pool)
{
  gsize front[2];
  memcpy (front, pool, sizeof front);
  return front[1];
}

START_TEST (test_pools__the_short_way_is_open_where_nobody_watches)
{
  wmem_allocator_t *pool = policy_pool (_i);
  const gboolean cuts = policy_cases[_i].type == WMEM_ALLOCATOR_BLOCK || policy_cases[_i].type == WMEM_ALLOCATOR_BLOCK_FAST;
  wmem_alloc (pool, 1);
  ck_assert_int_eq (room_of (pool) > 0, cuts);
  wmem_pool_set_limit (pool, 1000, NULL, NULL);
  ck_assert_uint_eq (room_of (pool), 0);
  wmem_pool_set_limit (pool, 0, NULL, NULL);
  ck_assert_int_eq (room_of (pool) > 0, cuts);
  wmem_pool_track (pool, TRUE);
  ck_assert_uint_eq (room_of (pool), 0);
  wmem_pool_track (pool, FALSE);
  ck_assert_int_eq (room_of (pool) > 0, cuts);
  wmem_leave_scope (pool);
  ck_assert_uint_eq (room_of (pool), 0);
  wmem_destroy_allocator (pool);
}
END_TEST

#endif

int
main (void)
{
  Suite *suite = suite_create ("pools");
  TCase *every = tcase_create ("every policy");
  tcase_set_timeout (every, 60);
  tcase_add_loop_test (every, test_pools__size_0_gives_null, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__every_piece_is_aligned_and_its_own, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__alloc0_is_zero_after_dirty_memory_was_given_back, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__alloc0_is_zero_after_another_pool_ended, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__realloc_keeps_the_smaller_content, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__free_all_in_a_loop_does_not_grow, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__a_huge_round_gives_its_memory_back, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__growing_one_buffer_holds_no_multiple_of_it, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__aligned_pieces_are_aligned_and_can_be_freed, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__usable_size_may_be_used, 0, N_POLICY_CASES);
  if (!running_with_tool ()) /* which is to see what was freed */
    tcase_add_loop_test (every, test_pools__gc_gives_back_blocks_without_a_living_piece, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__what_an_empty_pool_held_counts_no_more, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__gc_keeps_what_lives, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__churn_holds_a_small_multiple_of_what_lives, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__churn_with_few_large_pieces_does_too, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__what_was_freed_serves_the_next_of_its_size, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__children_end_with_their_parent, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__a_limit_counts_what_lives_and_asks_its_handler, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__statistics_count_pieces_by_class, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__statistics_are_written_whole, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__the_long_way_cuts_as_the_short_one, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__scope_can_be_left_and_entered, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__each_policy_has_a_creation_call, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__the_environment_replaces_the_policy, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__free_all_of_one_small_and_one_large_piece, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__a_large_piece_serves_again_for_its_size, 0, N_POLICY_CASES);
  tcase_add_loop_test (every, test_pools__small_pieces_at_any_place_can_be_freed, 0, N_POLICY_CASES);
#ifndef WMEM_CHECKING_TESTS
  if (!running_with_tool ()) /* which watches, too */
    tcase_add_loop_test (every, test_pools__the_short_way_is_open_where_nobody_watches, 0, N_POLICY_CASES);
#endif
  suite_add_tcase (suite, every);

  TCase *once = tcase_create ("once");
  tcase_add_test (once, test_pools__null_pool_is_the_glib_heap);
  if (!running_with_tool ()) /* with one nothing is used again */
    tcase_add_test (once, test_pools__block_looks_again_at_what_was_freed);
  tcase_add_test (once, test_pools__type_values_are_upstreams);
  suite_add_tcase (suite, once);
  return run_suite (suite);
}
