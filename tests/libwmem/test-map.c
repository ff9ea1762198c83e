/* SPDX-License-Identifier: MIT */
/*
 * Hash maps and multimaps.
 */
#include <string.h>

#include "containers/few_keys.h"
#include "containers/hash.h"
#include "containers/hash_group.h"
#include "policies.h"
#include "wmem/wmem.h"

#define DATA(number) GUINT_TO_POINTER (number)

static guint
constant_hash (gconstpointer key G_GNUC_UNUSED)
{
  return 5;
}

static gboolean
str_equal (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b) == 0;
}

/* Keys of each kind are made from a number. */
typedef enum {
  DIRECT,
  STRING,
  INT,
  INT64
} kind_t;

static const struct
{
  const char *name;
  GHashFunc hash;
  GEqualFunc equal;
  kind_t kind;
  guint keys;
} functions[] = {
  { "direct", g_direct_hash, g_direct_equal, DIRECT, 3000 },
  { "a few direct", g_direct_hash, g_direct_equal, DIRECT, 5 },
  { "a dozen direct", g_direct_hash, g_direct_equal, DIRECT, 14 },
  { "as many as may be few", g_direct_hash, g_direct_equal, DIRECT, 64 },
  { "NULL", NULL, NULL, DIRECT, 3000 },
  { "str", g_str_hash, g_str_equal, STRING, 3000 },
  { "wmem_str", wmem_str_hash, g_str_equal, STRING, 3000 },
  { "custom equality", wmem_str_hash, str_equal, STRING, 3000 },
  { "constant", constant_hash, str_equal, STRING, 150 },
  { "int", g_int_hash, g_int_equal, INT, 3000 },
  { "int64", g_int64_hash, g_int64_equal, INT64, 3000 },
  { "wmem_int64", wmem_int64_hash, g_int64_equal, INT64, 3000 },
  { "wmem_double", wmem_double_hash, g_double_equal, INT64, 3000 },
};

static gpointer
make_key (kind_t kind, guint number)
{
  gint small = (gint) number;
  gint64 large = (gint64) number << 33 | 1;
  switch (kind)
    {
    case DIRECT:
      return GUINT_TO_POINTER (number);
    case STRING:
      return g_strdup_printf ("key-%u-%s", number, number % 3 ? "" : "with a longer tail");
    case INT:
      return g_memdup2 (&small, sizeof small);
    default:
      return g_memdup2 (&large, sizeof large);
    }
}

static void
count_call (gpointer key, gpointer value, gpointer model)
{
  EXPECT (g_hash_table_lookup (model, key) == value);
}

/* _i: policy and pair of functions. The model never frees: two equal keys meet all the time. */
START_TEST (test_map__like_a_ghashtable_under_random_operations)
{
  wmem_allocator_t *pool = policy_pool (_i % N_POLICY_CASES);
  const gsize pair = (gsize) (_i / N_POLICY_CASES);
  const kind_t kind = functions[pair].kind;
  const guint n = running_with_tool () ? MIN (functions[pair].keys, 700) : functions[pair].keys;
  GRand *random = g_rand_new_with_seed ((guint32) _i);
  GPtrArray *keys = g_ptr_array_new_with_free_func (kind == DIRECT ? NULL : g_free);
  GHashTable *model = g_hash_table_new (functions[pair].hash, functions[pair].equal);
  wmem_map_t *map = wmem_map_new (pool, functions[pair].hash, functions[pair].equal);

  for (guint i = 0; i < 2 * n; i++) /* each number twice: equal keys at different places */
    g_ptr_array_add (keys, make_key (kind, i % n));
  for (guint step = 0; step < 8 * n; step++)
    {
      gpointer key = keys->pdata[g_rand_int_range (random, 0, (gint) (2 * n))];
      const void *stored_key = NULL;
      void *value = NULL;
      gpointer model_key, model_value;
      gboolean known = g_hash_table_lookup_extended (model, key, &model_key, &model_value);
      EXPECT (wmem_map_contains (map, key) == known);
      EXPECT (wmem_map_lookup_extended (map, key, &stored_key, &value) == known);
      if (known)
        {
          EXPECT (stored_key == model_key);
          EXPECT (value == model_value);
        }
      EXPECT (wmem_map_lookup (map, key) == (known ? model_value : NULL));
      if (g_rand_int_range (random, 0, 10) < (step / n % 4 == 3 ? 8 : 4))
        {
          if (step % 2)
            EXPECT (wmem_map_remove (map, key) == (known ? model_value : NULL));
          else
            EXPECT (wmem_map_steal (map, key) == known);
          g_hash_table_remove (model, key);
        }
      else
        {
          EXPECT (wmem_map_insert (map, key, DATA (step)) == (known ? model_value : NULL));
          g_hash_table_insert (model, key, DATA (step));
        }
      EXPECT (wmem_map_size (map) == g_hash_table_size (model));
    }
  wmem_map_foreach (map, count_call, model);
  wmem_list_t *listed = wmem_map_get_keys (pool, map);
  EXPECT (wmem_list_count (listed) == g_hash_table_size (model));
  for (wmem_list_frame_t *frame = wmem_list_head (listed); frame; frame = wmem_list_frame_next (frame))
    EXPECT (g_hash_table_remove (model, wmem_list_frame_data (frame)));
  wmem_map_destroy (map, FALSE, FALSE);
  g_hash_table_destroy (model);
  g_ptr_array_free (keys, TRUE);
  g_rand_free (random);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_map__null_map_is_empty)
{
  const void *key = "unchanged";
  void *value = NULL;
  ck_assert (!wmem_map_contains (NULL, "a"));
  ck_assert_ptr_null (wmem_map_lookup (NULL, "a"));
  ck_assert (!wmem_map_lookup_extended (NULL, "a", &key, &value));
  ck_assert_str_eq (key, "unchanged");
  ck_assert_ptr_null (wmem_map_remove (NULL, "a"));
  ck_assert (!wmem_map_steal (NULL, "a"));
  ck_assert_uint_eq (wmem_map_size (NULL), 0);
  ck_assert_uint_eq (wmem_map_reserve (NULL, 5), 0);
  ck_assert_uint_eq (wmem_map_foreach_remove (NULL, NULL, NULL), 0);
  ck_assert_ptr_null (wmem_map_find (NULL, NULL, NULL));
  wmem_map_foreach (NULL, NULL, NULL);
  wmem_map_destroy (NULL, TRUE, TRUE);
  wmem_multimap_t *none = NULL;
  ck_assert_ptr_null (wmem_multimap_lookup32 (none, "a", 1));
  ck_assert_uint_eq (wmem_multimap_size (none), 0);
}
END_TEST

/* Any pointer may be a key, even the one that stands for none inside of a table of few. */
START_TEST (test_map__any_direct_key_is_one)
{
  gpointer const reserved = (gpointer) WMEM_FEW_EMPTY;
  for (guint others = 0; others < 60; others += 3)
    {
      wmem_allocator_t *pool = policy_pool (_i);
      wmem_map_t *map = wmem_map_new (pool, g_direct_hash, g_direct_equal);
      const void *key = NULL;
      void *value = NULL;
      for (guint i = 0; i < others; i++) /* NULL among them */
        ck_assert_ptr_null (wmem_map_insert (map, DATA (i), DATA (i + 1)));
      ck_assert (!wmem_map_contains (map, reserved));
      ck_assert_ptr_null (wmem_map_lookup (map, reserved));
      ck_assert_ptr_null (wmem_map_remove (map, reserved));
      ck_assert (!wmem_map_lookup_extended (map, reserved, &key, &value));
      ck_assert_uint_eq (wmem_map_size (map), others);

      ck_assert_ptr_null (wmem_map_insert (map, reserved, DATA (7)));
      ck_assert_ptr_eq (wmem_map_insert (map, reserved, DATA (8)), DATA (7));
      ck_assert_uint_eq (wmem_map_size (map), others + 1);
      ck_assert (wmem_map_lookup_extended (map, reserved, &key, &value));
      ck_assert_ptr_eq (key, reserved);
      ck_assert_ptr_eq (value, DATA (8));
      for (guint i = 0; i < others; i++)
        ck_assert_ptr_eq (wmem_map_lookup (map, DATA (i)), DATA (i + 1));
      ck_assert_ptr_eq (wmem_map_remove (map, reserved), DATA (8));
      ck_assert_uint_eq (wmem_map_size (map), others);
      wmem_destroy_allocator (pool);
    }
}
END_TEST

/* However they differ, and wherever: in their upper bits, their lower ones, by a stride. Each form of the table is passed. */
START_TEST (test_map__direct_keys_of_every_stride)
{
  wmem_allocator_t *pool = policy_pool (_i);
  for (guint shift = 0; shift < 8 * sizeof (gsize); shift++)
    {
      wmem_map_t *map = wmem_map_new (pool, g_direct_hash, g_direct_equal);
      const gsize keys = MIN ((gsize) 200, shift > 8 * sizeof (gsize) - 8 ? (gsize) 1 << (8 * sizeof (gsize) - shift) : 200);
      for (gsize i = 0; i < keys; i++)
        {
          ck_assert_ptr_null (wmem_map_lookup (map, GSIZE_TO_POINTER (i << shift)));
          ck_assert_ptr_null (wmem_map_insert (map, GSIZE_TO_POINTER (i << shift), GSIZE_TO_POINTER (i + 1)));
        }
      for (gsize i = 0; i < keys; i++)
        ck_assert_ptr_eq (wmem_map_lookup (map, GSIZE_TO_POINTER (i << shift)), GSIZE_TO_POINTER (i + 1));
      ck_assert_uint_eq (wmem_map_size (map), keys);
    }
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_map__room_that_was_reserved_is_there)
{
  wmem_allocator_t *pool = policy_pool (_i);
  for (guint capacity = 0; capacity < 300; capacity += 7)
    {
      wmem_map_t *map = wmem_map_new (pool, g_direct_hash, g_direct_equal);
      const gsize room = wmem_map_reserve (map, capacity);
      ck_assert_uint_ge (room, capacity);
      for (guint i = 0; i < room; i++)
        wmem_map_insert (map, DATA (i), DATA (i));
      ck_assert_uint_eq (wmem_map_reserve (map, 0), room);
      ck_assert_uint_eq (wmem_map_size (map), room);
    }
  wmem_destroy_allocator (pool);
}
END_TEST

static void
remove_self (gpointer key, gpointer value, gpointer map)
{
  if (GPOINTER_TO_UINT (key) % 3 != 0)
    ck_assert_ptr_eq (wmem_map_remove (map, key), value);
}

START_TEST (test_map__foreach_may_remove_its_key)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_map_t *map = wmem_map_new (pool, g_direct_hash, g_direct_equal);
  for (guint i = 1; i <= 3000; i++)
    wmem_map_insert (map, DATA (i), DATA (i));
  wmem_map_foreach (map, remove_self, map);
  ck_assert_uint_eq (wmem_map_size (map), 1000);
  map = wmem_map_new (pool, g_direct_hash, g_direct_equal);
  for (guint i = 1; i <= 30; i++)
    wmem_map_insert (map, DATA (i), DATA (i));
  wmem_map_foreach (map, remove_self, map);
  ck_assert_uint_eq (wmem_map_size (map), 10);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_map__steady_size_takes_steady_memory)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_map_t *map = wmem_map_new (pool, g_direct_hash, g_direct_equal);
  for (guint i = 1; i <= 100000; i++)
    {
      wmem_map_insert (map, DATA (i), DATA (i));
      if (i > 50)
        EXPECT (wmem_map_remove (map, DATA (i - 50)) == DATA (i - 50));
    }
  EXPECT (wmem_map_size (map) == 50);
  for (guint i = 99951; i <= 100000; i++)
    EXPECT (wmem_map_lookup (map, DATA (i)) == DATA (i));
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_map__autoreset_empties_with_its_data_pool)
{
  wmem_allocator_t *metadata = policy_pool (_i), *data = policy_pool (_i);
  wmem_map_t *map = wmem_map_new_autoreset (metadata, data, g_str_hash, g_str_equal);
  wmem_multimap_t *multimap = wmem_multimap_new_autoreset (metadata, data, g_str_hash, g_str_equal);
  for (int file = 0; file < 3; file++)
    {
      ck_assert (!wmem_map_contains (map, "a"));
      wmem_map_insert (map, "a", DATA (1));
      wmem_multimap_insert32 (multimap, "a", 5, DATA (1));
      wmem_free_all (data);
      ck_assert_uint_eq (wmem_map_size (map), 0);
      ck_assert_uint_eq (wmem_multimap_size (multimap), 0);
    }
  wmem_destroy_allocator (data);
  wmem_destroy_allocator (metadata);
}
END_TEST

/* Whichever of its pools goes back to a time before the map: the other one knows nothing of it any more. */
START_TEST (test_map__autoreset_goes_with_a_rewind)
{
  wmem_allocator_t *metadata = policy_pool (_i), *data = policy_pool (_i);
  wmem_mark_t mark = wmem_pool_mark (metadata);
  wmem_map_insert (wmem_map_new_autoreset (metadata, data, NULL, NULL), DATA (1), DATA (1));
  wmem_pool_rewind (metadata, mark);
  memset (wmem_alloc (metadata, 300), 0x41, 300);
  wmem_free_all (data);

  mark = wmem_pool_mark (data);
  wmem_map_t *map = wmem_map_new_autoreset (metadata, data, NULL, NULL);
  for (guint round = 1; round < 4; round++)
    {
      for (guint i = 0; i < 100; i++)
        wmem_map_insert (map, DATA (i), DATA (i + round));
      ck_assert_uint_eq (wmem_map_size (map), 100);
      if (round == 1)
        wmem_pool_rewind (data, mark);
      else
        wmem_free_all (data);
      memset (wmem_alloc (data, 3000), 0x41, 3000);
      ck_assert_uint_eq (wmem_map_size (map), 0);
    }
  wmem_destroy_allocator (metadata);
  wmem_destroy_allocator (data);
}
END_TEST

START_TEST (test_map__destroy_frees_keys_and_values_of_the_heap)
{
  wmem_map_t *map = wmem_map_new (NULL, g_str_hash, g_str_equal);
  for (guint i = 0; i < 100; i++)
    wmem_map_insert (map, g_strdup_printf ("%u", i), g_malloc (3));
  wmem_map_destroy (map, TRUE, TRUE);
}
END_TEST

START_TEST (test_hash__depends_on_nothing_beside_the_bytes)
{
  guint8 here[64], there[64];
  memset (here, 1, sizeof here);
  memset (there, 2, sizeof there);
  for (gsize length = 0; length <= sizeof here - 16; length++)
    {
      memset (here + 8, 3, length);
      memset (there + 8, 3, length);
      ck_assert_uint_eq (wmem_strong_hash (here + 8, length), wmem_strong_hash (there + 8, length));
    }
}
END_TEST

START_TEST (test_hash__depends_on_every_byte_and_the_length)
{
  guint8 bytes[64] = { 0 };
  for (gsize length = 1; length <= sizeof bytes; length++)
    {
      guint32 plain = wmem_strong_hash (bytes, length);
      ck_assert_uint_ne (plain, wmem_strong_hash (bytes, length - 1));
      for (gsize i = 0; i < length; i++)
        {
          bytes[i] ^= 1;
          ck_assert_uint_ne (plain, wmem_strong_hash (bytes, length));
          bytes[i] ^= 1;
        }
    }
  double zero = 0.0, minus_zero = -0.0;
  ck_assert_uint_eq (wmem_double_hash (&zero), wmem_double_hash (&minus_zero));
  ck_assert_uint_eq (wmem_str_hash ("abc"), wmem_strong_hash ((const guint8 *) "abc", 3));
}
END_TEST

static guint comparisons;

static gboolean
count_and_compare (gconstpointer a, gconstpointer b)
{
  comparisons++;
  return a == b;
}

#define COPIED 30000

static wmem_map_t *
new_counting_map (wmem_allocator_t *pool)
{
  return wmem_map_new (pool, g_direct_hash, count_and_compare);
}

/* A search compares the keys whose tags match, an eighth of those in a group or fewer: many show long ways. */
static void
insert_in_order_of (wmem_map_t *copy, const wmem_list_t *keys)
{
  comparisons = 0;
  for (wmem_list_frame_t *key = wmem_list_head (keys); key; key = wmem_list_frame_next (key))
    wmem_map_insert (copy, wmem_list_frame_data (key), NULL);
  EXPECT (wmem_map_size (copy) == COPIED);
  EXPECT (comparisons < 2 * COPIED);
}

/* With any seed, numbers in a row or at any distance fill the groups of a table as chance would: 3.4 per cent find theirs full. */
START_TEST (test_map__every_seed_spreads_numbers)
{
  static const guint64 distances[] = { 1, 2, 8, 16, 56, 4096, G_GUINT64_CONSTANT (1) << 32, G_GUINT64_CONSTANT (1) << 40 };
  const guint64 distance = distances[_i];
  for (gsize which = 0; which < 300; which++)
    {
      const guint64 seed = wmem_hash_new_seed (which * 64);
      guint8 count[1 << 10] = { 0 };
      guint beyond = 0;
      for (guint64 i = 0; i < 13 * G_N_ELEMENTS (count); i++)
        {
          guint8 *group = &count[wmem_hash_word (i * distance, seed) >> 22];
          if (*group == 16)
            beyond++;
          else
            ++*group;
        }
      EXPECT (beyond < 13 * G_N_ELEMENTS (count) * 6 / 100);
    }
}
END_TEST

START_TEST (test_map__takes_keys_in_another_maps_order)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_map_t *map = new_counting_map (pool);
  for (guint i = 0; i < COPIED; i++)
    wmem_map_insert (map, DATA (i * 7 + 1), NULL);
  wmem_list_t *keys = wmem_map_get_keys (NULL, map);
  insert_in_order_of (new_counting_map (pool), keys);
  /* The same when the first is gone and the second lies in its place. */
  wmem_free_all (pool);
  insert_in_order_of (new_counting_map (pool), keys);
  wmem_destroy_list (keys);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_multimap__values_by_number)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_multimap_t *map = wmem_multimap_new (pool, g_str_hash, g_str_equal);
  ck_assert (!wmem_multimap_insert32 (map, "a", 10, DATA (1)));
  ck_assert (wmem_multimap_insert32 (map, "a", 20, DATA (2)));
  ck_assert (wmem_multimap_insert32 (map, "a", 20, DATA (3)));
  ck_assert (!wmem_multimap_insert32 (map, "b", 15, DATA (4)));
  ck_assert_uint_eq (wmem_multimap_size (map), 3);
  ck_assert_uint_eq (wmem_multimap_count (map, "a"), 2);
  ck_assert_uint_eq (wmem_multimap_count (map, "c"), 0);
  ck_assert_uint_eq (wmem_list_count (wmem_multimap_get_keys (pool, map)), 2);
  ck_assert_ptr_eq (wmem_multimap_lookup32 (map, "a", 20), DATA (3));
  ck_assert_ptr_null (wmem_multimap_lookup32 (map, "a", 19));
  ck_assert_ptr_eq (wmem_multimap_lookup32_le (map, "a", 19), DATA (1));
  ck_assert_ptr_null (wmem_multimap_lookup32_le (map, "a", 9));
  ck_assert_ptr_null (wmem_multimap_lookup32_le (map, "c", 9));
  ck_assert_ptr_eq (wmem_multimap_remove32 (map, "a", 20), DATA (3));
  ck_assert_ptr_null (wmem_multimap_remove32 (map, "a", 20));
  ck_assert_ptr_null (wmem_multimap_lookup32_le (map, "a", 25));
  ck_assert_uint_eq (wmem_multimap_count (map, "a"), 2);
  wmem_destroy_allocator (pool);
}
END_TEST

static guint32
marks_one_by_one (const guint8 *tags, guint8 all, guint8 tag)
{
  guint32 marks = 0;

  for (guint i = 0; i < WMEM_GROUP; i++)
    marks |= (guint32) ((tags[i] & all) == tag) << i;
  return marks;
}

START_TEST (test_hash__groups_compare_alike_with_and_without_vectors)
{
  GRand *random = g_rand_new_with_seed (17);
  const guint8 kinds[] = { WMEM_TAG_EMPTY, WMEM_TAG_DELETED, 0, 1, 2, 0x7e, 0x7f };

  for (guint round = 0; round < (running_with_tool () ? 2000 : 20000); round++)
    {
      guint8 tags[WMEM_GROUP], copy[WMEM_GROUP];
      for (guint i = 0; i < WMEM_GROUP; i++)
        tags[i] = g_rand_boolean (random) ? kinds[g_rand_int_range (random, 0, G_N_ELEMENTS (kinds))]
                                          : (guint8) g_rand_int_range (random, 0, 0x80);
      const guint8 tag = round % 2 ? tags[g_rand_int_range (random, 0, WMEM_GROUP)]
                                   : kinds[g_rand_int_range (random, 0, G_N_ELEMENTS (kinds))];
      const guint32 same = marks_one_by_one (tags, 0xff, tag), is_free = marks_one_by_one (tags, 0x80, 0x80);
      ck_assert_uint_eq (wmem_tags_match (wmem_tags_load (tags), tag), same);
      ck_assert_uint_eq (wmem_tag_words_match (wmem_tag_words_load (tags), tag), same);
      ck_assert_uint_eq (wmem_tags_free (wmem_tags_load (tags)), is_free);
      ck_assert_uint_eq (wmem_tag_words_free (wmem_tag_words_load (tags)), is_free);

      const gsize position = (gsize) g_rand_int_range (random, 0, WMEM_GROUP);
      memcpy (copy, tags, sizeof copy);
      wmem_tags_set (tags, position, tag);
      wmem_tag_words_set (copy, position, tag);
      ck_assert_mem_eq (tags, copy, sizeof copy);
      ck_assert_uint_eq (tags[position], tag);
    }
  g_rand_free (random);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("map");
  TCase *tcase = tcase_create ("maps and multimaps");

  tcase_set_timeout (tcase, 60);
  tcase_add_loop_test (tcase, test_map__like_a_ghashtable_under_random_operations, 0,
                       N_POLICY_CASES * (int) G_N_ELEMENTS (functions));
  tcase_add_test (tcase, test_map__null_map_is_empty);
  tcase_add_loop_test (tcase, test_map__any_direct_key_is_one, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_map__direct_keys_of_every_stride, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_map__room_that_was_reserved_is_there, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_map__foreach_may_remove_its_key, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_map__steady_size_takes_steady_memory, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_map__autoreset_empties_with_its_data_pool, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_map__takes_keys_in_another_maps_order, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_map__every_seed_spreads_numbers, 0, 8);
  tcase_add_loop_test (tcase, test_map__autoreset_goes_with_a_rewind, 0, N_POLICY_CASES);
  tcase_add_test (tcase, test_map__destroy_frees_keys_and_values_of_the_heap);
  tcase_add_test (tcase, test_hash__depends_on_nothing_beside_the_bytes);
  tcase_add_test (tcase, test_hash__depends_on_every_byte_and_the_length);
  tcase_add_test (tcase, test_hash__groups_compare_alike_with_and_without_vectors);
  tcase_add_loop_test (tcase, test_multimap__values_by_number, 0, N_POLICY_CASES);
  suite_add_tcase (suite, tcase);
  return run_suite (suite);
}
