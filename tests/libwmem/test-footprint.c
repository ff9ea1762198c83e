/* SPDX-License-Identifier: MIT */
/*
 * How much memory strings and containers ask of their pool, to the byte: no other test sees a copy that is a byte too long, or a container that
 * grows at the wrong time or by too much. Who changes how one grows changes the figures here.
 */
#include <stdio.h>
#include <string.h>

#include "policies.h"
#include "wmem/wmem.h"

typedef void (*filling_t) (wmem_allocator_t *pool, guint count);

static const char letters[] = "abcdefghijklmnopqrstuvwxyz";

static void
fill_strdup (wmem_allocator_t *pool, guint count)
{
  wmem_strdup (pool, letters + count);
  wmem_strndup (pool, letters, count);
  wmem_ascii_strdown (pool, letters, count);
  wmem_memdup (pool, letters, count);
}

static void
fill_printf (wmem_allocator_t *pool, guint count)
{
  wmem_strdup_printf (pool, "%*s", (int) count, "");
}

static void
fill_joined (wmem_allocator_t *pool, guint count)
{
  char *texts[] = { (char *) letters + 20, (char *) letters + count, (char *) letters + 25, NULL };
  wmem_strjoinv (pool, ", ", texts);
  wmem_strjoin (pool, "-", letters + 20, letters + 21, NULL);
  wmem_strconcat (pool, letters + 23, letters + 25, NULL);
}

static void
fill_split (wmem_allocator_t *pool, guint count)
{
  wmem_strsplit (pool, "a,b,,c,d", ",", (int) count);
}

static void
fill_strbuf (wmem_allocator_t *pool, guint count)
{
  wmem_strbuf_t *buffer = wmem_strbuf_new (pool, "");
  for (guint i = 0; i < count; i++)
    wmem_strbuf_append_c (buffer, 'x');
}

static void
fill_strbuf_at_once (wmem_allocator_t *pool, guint count)
{
  wmem_strbuf_t *buffer = wmem_strbuf_new (pool, letters);
  wmem_strbuf_append_printf (buffer, "%*s", (int) count, "");
}

static void
fill_limited (wmem_allocator_t *pool, guint count)
{
  wmem_strbuf_t *buffer = wmem_strbuf_sized_new (pool, 4, 50);
  wmem_strbuf_append_c_count (buffer, 'x', count);
}

static void
fill_finished (wmem_allocator_t *pool, guint count)
{
  wmem_strbuf_t *buffer = wmem_strbuf_sized_new (pool, 100, 0);
  wmem_strbuf_append_len (buffer, letters, count);
  wmem_strbuf_finalize (buffer);
}

static void
fill_array (wmem_allocator_t *pool, guint count)
{
  wmem_array_t *array = wmem_array_new (pool, sizeof count);
  for (guint i = 0; i < count; i++)
    wmem_array_append_one (array, i);
}

static void
fill_terminated (wmem_allocator_t *pool, guint count)
{
  wmem_array_t *array = wmem_array_sized_new (pool, sizeof count, 4);
  wmem_array_set_null_terminator (array);
  for (guint i = 0; i < count; i++)
    wmem_array_append_one (array, i);
}

static void
fill_list (wmem_allocator_t *pool, guint count)
{
  wmem_list_t *list = wmem_list_new (pool);
  for (guint i = 0; i < count; i++)
    wmem_list_append (list, NULL);
  for (guint i = 0; i < count; i += 2)
    wmem_list_remove_frame (list, wmem_list_tail (list));
  for (guint i = 0; i < count; i += 2)
    wmem_list_prepend (list, NULL);
}

static void
fill_map (wmem_allocator_t *pool, guint count)
{
  wmem_map_t *map = wmem_map_new (pool, g_direct_hash, g_direct_equal);
  for (guint i = 1; i <= count; i++)
    wmem_map_insert (map, GUINT_TO_POINTER (i), NULL);
}

static void
fill_reserved (wmem_allocator_t *pool, guint count)
{
  wmem_map_reserve (wmem_map_new (pool, g_direct_hash, g_direct_equal), count);
  wmem_map_reserve (wmem_map_new (pool, g_str_hash, g_str_equal), count);
}

static gint64 numbers[2000];

static void
fill_number_map (wmem_allocator_t *pool, guint count)
{
  wmem_map_t *map = wmem_map_new (pool, g_int64_hash, g_int64_equal);
  for (guint i = 0; i < count; i++)
    {
      numbers[i] = i;
      wmem_map_insert (map, &numbers[i], NULL);
    }
}

static void
fill_multimap (wmem_allocator_t *pool, guint count)
{
  wmem_multimap_t *map = wmem_multimap_new (pool, g_direct_hash, g_direct_equal);
  for (guint i = 1; i <= count; i++)
    wmem_multimap_insert32 (map, GUINT_TO_POINTER (i % 3), i, NULL);
}

static void
fill_tree (wmem_allocator_t *pool, guint count)
{
  wmem_tree_t *tree = wmem_tree_new (pool);
  for (guint i = 0; i < count; i++)
    wmem_tree_insert32 (tree, i, tree);
}

static void
fill_tree_backwards (wmem_allocator_t *pool, guint count)
{
  wmem_tree_t *tree = wmem_tree_new (pool);
  for (guint i = count; i > 0; i--)
    wmem_tree_insert32 (tree, i, tree);
}

static void
fill_sequences (wmem_allocator_t *pool, guint count)
{
  wmem_tree_t *tree = wmem_tree_new (pool);
  for (guint32 i = 0; i < count; i++)
    {
      guint32 one = i % 4, other = i;
      wmem_tree_key_t key[] = { { 1, &one }, { 1, &other }, { 0, NULL } };
      wmem_tree_insert32_array (tree, key, tree);
    }
}

static void
fill_strings (wmem_allocator_t *pool, guint count)
{
  wmem_tree_t *tree = wmem_tree_new (pool);
  for (guint i = 0; i < count; i++)
    {
      char name[20];
      g_snprintf (name, sizeof name, "%04u", i);
      wmem_tree_insert_string (tree, name, tree, 0);
    }
}

static void
fill_intervals (wmem_allocator_t *pool, guint count)
{
  wmem_itree_t *tree = wmem_itree_new (pool);
  for (guint i = 0; i < count; i++)
    wmem_itree_insert (tree, i * 7 % 1000, i * 7 % 1000 + 5, tree);
}

/* Pieces and bytes in a pool for files, and in one for packets. */
static const struct
{
  const char *name;
  filling_t fill;
  guint count;
  gsize expected[2][2];
} footprints[] = {
  { "strdup", fill_strdup, 0, { { 3, 29 }, { 3, 29 } } },
  { "strdup", fill_strdup, 1, { { 4, 31 }, { 4, 31 } } },
  { "strdup", fill_strdup, 25, { { 4, 79 }, { 4, 79 } } },
  { "printf", fill_printf, 0, { { 1, 1 }, { 1, 1 } } },
  { "printf", fill_printf, 254, { { 1, 255 }, { 1, 255 } } },
  { "printf", fill_printf, 255, { { 1, 256 }, { 1, 256 } } },
  { "printf", fill_printf, 256, { { 1, 257 }, { 1, 257 } } },
  { "printf", fill_printf, 300, { { 1, 301 }, { 1, 301 } } },
  { "joined", fill_joined, 0, { { 3, 56 }, { 3, 56 } } },
  { "joined", fill_joined, 25, { { 3, 31 }, { 3, 31 } } },
  { "split", fill_split, 0, { { 1, 57 }, { 1, 57 } } },
  { "split", fill_split, 1, { { 1, 25 }, { 1, 25 } } },
  { "split", fill_split, 2, { { 1, 33 }, { 1, 33 } } },
  { "split", fill_split, 5, { { 1, 57 }, { 1, 57 } } },
  { "strbuf", fill_strbuf, 0, { { 2, 56 }, { 2, 56 } } },
  { "strbuf", fill_strbuf, 15, { { 2, 56 }, { 2, 56 } } },
  { "strbuf", fill_strbuf, 16, { { 2, 72 }, { 2, 72 } } },
  { "strbuf", fill_strbuf, 32, { { 2, 104 }, { 2, 104 } } },
  { "strbuf", fill_strbuf, 100, { { 2, 168 }, { 2, 168 } } },
  { "strbuf_at_once", fill_strbuf_at_once, 0, { { 2, 72 }, { 2, 72 } } },
  { "strbuf_at_once", fill_strbuf_at_once, 5, { { 2, 72 }, { 2, 72 } } },
  { "strbuf_at_once", fill_strbuf_at_once, 6, { { 2, 104 }, { 2, 104 } } },
  { "strbuf_at_once", fill_strbuf_at_once, 40, { { 2, 107 }, { 2, 107 } } },
  { "strbuf_at_once", fill_strbuf_at_once, 200, { { 2, 267 }, { 2, 267 } } },
  { "limited", fill_limited, 3, { { 2, 44 }, { 2, 44 } } },
  { "limited", fill_limited, 4, { { 2, 48 }, { 2, 48 } } },
  { "limited", fill_limited, 8, { { 2, 49 }, { 2, 49 } } },
  { "limited", fill_limited, 30, { { 2, 71 }, { 2, 71 } } },
  { "limited", fill_limited, 49, { { 2, 90 }, { 2, 90 } } },
  { "limited", fill_limited, 60, { { 2, 90 }, { 2, 90 } } },
  { "finished", fill_finished, 0, { { 1, 1 }, { 1, 1 } } },
  { "finished", fill_finished, 26, { { 1, 27 }, { 1, 27 } } },
  { "array", fill_array, 0, { { 2, 72 }, { 2, 72 } } },
  { "array", fill_array, 1, { { 2, 72 }, { 2, 72 } } },
  { "array", fill_array, 2, { { 2, 72 }, { 2, 72 } } },
  { "array", fill_array, 5, { { 2, 72 }, { 2, 72 } } },
  { "array", fill_array, 33, { { 2, 296 }, { 2, 296 } } },
  { "array", fill_array, 100, { { 2, 552 }, { 2, 552 } } },
  { "terminated", fill_terminated, 0, { { 2, 56 }, { 2, 56 } } },
  { "terminated", fill_terminated, 3, { { 2, 56 }, { 2, 56 } } },
  { "terminated", fill_terminated, 4, { { 2, 72 }, { 2, 72 } } },
  { "terminated", fill_terminated, 7, { { 2, 72 }, { 2, 72 } } },
  { "terminated", fill_terminated, 8, { { 2, 104 }, { 2, 104 } } },
  { "list", fill_list, 0, { { 1, 72 }, { 1, 72 } } },
  { "list", fill_list, 1, { { 2, 128 }, { 2, 272 } } },
  { "list", fill_list, 2, { { 2, 128 }, { 2, 272 } } },
  { "list", fill_list, 3, { { 3, 232 }, { 2, 272 } } },
  { "list", fill_list, 9, { { 4, 432 }, { 3, 664 } } },
  { "list", fill_list, 1000, { { 11, 24680 }, { 9, 24520 } } },
  { "map", fill_map, 0, { { 1, 128 }, { 1, 128 } } },
  { "map", fill_map, 1, { { 2, 256 }, { 2, 640 } } },
  { "map", fill_map, 5, { { 2, 256 }, { 2, 640 } } },
  { "map", fill_map, 6, { { 2, 384 }, { 2, 640 } } },
  { "map", fill_map, 10, { { 2, 384 }, { 2, 640 } } },
  { "map", fill_map, 11, { { 2, 640 }, { 2, 640 } } },
  { "map", fill_map, 20, { { 2, 640 }, { 2, 640 } } },
  { "map", fill_map, 21, { { 2, 1152 }, { 2, 1152 } } },
  { "map", fill_map, 40, { { 2, 1152 }, { 2, 1152 } } },
  { "map", fill_map, 41, { { 2, 2304 }, { 2, 2304 } } },
  { "map", fill_map, 60, { { 2, 2304 }, { 2, 2304 } } },
  { "map", fill_map, 1000, { { 2, 34944 }, { 2, 34944 } } },
  { "reserved", fill_reserved, 1, { { 4, 1728 }, { 4, 2112 } } },
  { "reserved", fill_reserved, 6, { { 4, 1856 }, { 4, 2112 } } },
  { "reserved", fill_reserved, 7, { { 4, 1856 }, { 4, 2112 } } },
  { "reserved", fill_reserved, 16, { { 4, 2112 }, { 4, 2112 } } },
  { "reserved", fill_reserved, 21, { { 4, 2624 }, { 4, 2624 } } },
  { "reserved", fill_reserved, 40, { { 4, 2624 }, { 4, 2624 } } },
  { "reserved", fill_reserved, 41, { { 4, 2688 }, { 4, 2688 } } },
  { "reserved", fill_reserved, 53, { { 4, 5120 }, { 4, 5120 } } },
  { "reserved", fill_reserved, 500, { { 4, 39168 }, { 4, 39168 } } },
  { "number_map", fill_number_map, 1, { { 2, 284 }, { 2, 444 } } },
  { "number_map", fill_number_map, 7, { { 2, 284 }, { 2, 444 } } },
  { "number_map", fill_number_map, 8, { { 2, 444 }, { 2, 444 } } },
  { "number_map", fill_number_map, 15, { { 2, 444 }, { 2, 444 } } },
  { "number_map", fill_number_map, 16, { { 2, 1472 }, { 2, 1472 } } },
  { "number_map", fill_number_map, 52, { { 2, 1472 }, { 2, 1472 } } },
  { "number_map", fill_number_map, 53, { { 2, 5504 }, { 2, 5504 } } },
  { "number_map", fill_number_map, 208, { { 2, 5504 }, { 2, 5504 } } },
  { "number_map", fill_number_map, 2000, { { 2, 86144 }, { 2, 86144 } } },
  { "multimap", fill_multimap, 1, { { 4, 360 }, { 4, 744 } } },
  { "multimap", fill_multimap, 5, { { 8, 568 }, { 8, 952 } } },
  { "multimap", fill_multimap, 100, { { 14, 5128 }, { 14, 5512 } } },
  { "tree", fill_tree, 1, { { 2, 152 }, { 2, 152 } } },
  { "tree", fill_tree, 4, { { 2, 152 }, { 2, 152 } } },
  { "tree", fill_tree, 5, { { 2, 200 }, { 2, 200 } } },
  { "tree", fill_tree, 8, { { 2, 200 }, { 2, 200 } } },
  { "tree", fill_tree, 9, { { 2, 296 }, { 2, 296 } } },
  { "tree", fill_tree, 33, { { 4, 1672 }, { 4, 1672 } } },
  { "tree", fill_tree, 1000, { { 34, 13912 }, { 34, 13912 } } },
  { "tree_backwards", fill_tree_backwards, 4, { { 2, 152 }, { 2, 152 } } },
  { "tree_backwards", fill_tree_backwards, 5, { { 2, 200 }, { 2, 200 } } },
  { "tree_backwards", fill_tree_backwards, 33, { { 4, 1672 }, { 4, 1672 } } },
  { "tree_backwards", fill_tree_backwards, 1000, { { 64, 26152 }, { 64, 26152 } } },
  { "sequences", fill_sequences, 1, { { 4, 256 }, { 4, 256 } } },
  { "sequences", fill_sequences, 5, { { 10, 568 }, { 10, 568 } } },
  { "sequences", fill_sequences, 100, { { 10, 1912 }, { 10, 1912 } } },
  { "strings", fill_strings, 1, { { 4, 337 }, { 4, 497 } } },
  { "strings", fill_strings, 7, { { 10, 367 }, { 10, 527 } } },
  { "strings", fill_strings, 8, { { 11, 532 }, { 11, 532 } } },
  { "strings", fill_strings, 60, { { 63, 5852 }, { 63, 5852 } } },
  { "intervals", fill_intervals, 1, { { 3, 488 }, { 3, 488 } } },
  { "intervals", fill_intervals, 17, { { 5, 1272 }, { 5, 1272 } } },
  { "intervals", fill_intervals, 1000, { { 80, 30672 }, { 80, 30672 } } },
};

START_TEST (test_footprint__is_what_it_was)
{
  const wmem_allocator_type_t types[] = { WMEM_ALLOCATOR_BLOCK, WMEM_ALLOCATOR_BLOCK_FAST };
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      wmem_allocator_t *pool = wmem_allocator_new (types[i]);
      wmem_pool_statistics_t statistics;
      footprints[_i].fill (pool, footprints[_i].count);
      wmem_pool_get_statistics (pool, &statistics);
      ck_assert_msg (statistics.pieces == footprints[_i].expected[i][0] && statistics.asked == footprints[_i].expected[i][1],
                     "%s %u, pool %u: %zu pieces of %zu bytes, expected %zu of %zu", footprints[_i].name, footprints[_i].count, i,
                     statistics.pieces, statistics.asked, footprints[_i].expected[i][0], footprints[_i].expected[i][1]);
      wmem_destroy_allocator (pool);
    }
}
END_TEST

int
main (void)
{
  if (sizeof (void *) != 8)
    {
      puts ("SKIP: the figures are for 64 bits");
      return 77;
    }
  Suite *suite = suite_create ("footprint");
  TCase *tcase = tcase_create ("footprint");
  tcase_add_loop_test (tcase, test_footprint__is_what_it_was, 0, G_N_ELEMENTS (footprints));
  suite_add_tcase (suite, tcase);
  return run_suite (suite);
}
