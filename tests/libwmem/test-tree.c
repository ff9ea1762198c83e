/* SPDX-License-Identifier: MIT */
/*
 * Trees by number, by sequence of numbers and by string.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "policies.h"
#include "containers/validity.h"
#include "wmem/wmem.h"

#define DATA(number) GUINT_TO_POINTER (number)
#define SEQUENCE(...)                                                        \
  (wmem_tree_key_t[])                                                        \
  {                                                                          \
    { sizeof ((guint32[]){ __VA_ARGS__ }) / 4, (guint32[]){ __VA_ARGS__ } }, \
    {                                                                        \
      0, NULL                                                                \
    }                                                                        \
  }

START_TEST (test_tree__null_tree_is_empty)
{
  ck_assert_ptr_null (wmem_tree_lookup32 (NULL, 1));
  ck_assert_ptr_null (wmem_tree_lookup32_le (NULL, 1));
  ck_assert_ptr_null (wmem_tree_lookup_string (NULL, "a", 0));
  ck_assert_ptr_null (wmem_tree_lookup32_array (NULL, SEQUENCE (1)));
  ck_assert_ptr_null (wmem_tree_lookup32_array_le (NULL, SEQUENCE (1)));
  ck_assert_ptr_null (wmem_tree_remove32 (NULL, 1));
  ck_assert_uint_eq (wmem_tree_count (NULL), 0);
  ck_assert (wmem_tree_is_empty (NULL));
  ck_assert (!wmem_tree_foreach (NULL, NULL, NULL));
  wmem_tree_destroy (NULL, TRUE, TRUE);
}
END_TEST

START_TEST (test_tree__removed_number_stays_known_without_a_value)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_tree_t *tree = wmem_tree_new (pool);
  ck_assert (wmem_tree_is_empty (tree));
  ck_assert_ptr_null (wmem_tree_remove32 (tree, 4));
  ck_assert (wmem_tree_is_empty (tree));
  for (guint key = 10; key <= 50; key += 10)
    wmem_tree_insert32 (tree, key, DATA (key));
  ck_assert_ptr_eq (wmem_tree_remove32 (tree, 30), DATA (30));
  ck_assert_ptr_null (wmem_tree_remove32 (tree, 30));
  ck_assert_ptr_null (wmem_tree_remove32 (tree, 31));
  ck_assert_ptr_null (wmem_tree_lookup32 (tree, 30));
  ck_assert_ptr_null (wmem_tree_lookup32_le (tree, 35));
  ck_assert_ptr_eq (wmem_tree_lookup32_le (tree, 29), DATA (20));
  ck_assert_uint_eq (wmem_tree_count (tree), 5);
  wmem_tree_insert32 (tree, 30, DATA (31));
  ck_assert_ptr_eq (wmem_tree_lookup32_le (tree, 35), DATA (31));
  wmem_destroy_allocator (pool);
}
END_TEST

typedef enum {
  ASCENDING,
  DESCENDING,
  RANDOM,
  CLUSTERED,
  N_ORDERS
} order_t;

static guint32
next_key (order_t order, guint32 step, GRand *random)
{
  switch (order)
    {
    case ASCENDING:
      return step * 3;
    case DESCENDING:
      return G_MAXUINT32 - step * 3;
    case RANDOM:
      return g_rand_int (random);
    default:
      return (guint32) g_rand_int_range (random, 0, 6) * 0x33333333 + (guint32) g_rand_int_range (random, 0, 800);
    }
}

static gint
compare_keys (gconstpointer a, gconstpointer b)
{
  return (a > b) - (a < b);
}

typedef struct
{
  GArray *keys;
  guint position;
} walk_t;

static gboolean
check_step (const void *key, void *value, void *user_data)
{
  walk_t *walk = user_data;
  guint32 expected = g_array_index (walk->keys, guint32, walk->position++);
  EXPECT (GPOINTER_TO_UINT (key) == expected);
  EXPECT (GPOINTER_TO_UINT (value) == (expected ^ 0x55));
  return FALSE;
}

static gboolean
collect_key (gpointer key, gpointer value G_GNUC_UNUSED, gpointer keys)
{
  guint32 number = GPOINTER_TO_UINT (key);
  g_array_append_val ((GArray *) keys, number);
  return FALSE;
}

/* _i: policy and order. */
START_TEST (test_tree__like_a_gtree_in_every_order_of_insertion)
{
  wmem_allocator_t *pool = policy_pool (_i % N_POLICY_CASES);
  order_t order = _i / N_POLICY_CASES;
  GRand *random = g_rand_new_with_seed (42);
  wmem_tree_t *tree = wmem_tree_new (pool);
  GTree *model = g_tree_new (compare_keys);
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (guint32));

  wmem_tree_insert32 (tree, G_MAXUINT32, DATA (G_MAXUINT32 ^ 0x55));
  g_tree_insert (model, DATA (G_MAXUINT32), NULL);
  for (guint32 step = 0; step < 12000; step++)
    {
      guint32 key = next_key (order, step, random);
      wmem_tree_insert32 (tree, key, DATA (key ^ 0x55));
      g_tree_insert (model, DATA (key), NULL);
    }
  g_tree_foreach (model, collect_key, keys);
  EXPECT (wmem_tree_count (tree) == keys->len);

  walk_t walk = { keys, 0 };
  EXPECT (!wmem_tree_foreach (tree, check_step, &walk));
  EXPECT (walk.position == keys->len);

  for (guint i = 0; i < keys->len; i++)
    {
      guint32 key = g_array_index (keys, guint32, i);
      guint32 next = i + 1 < keys->len ? g_array_index (keys, guint32, i + 1) : 0;
      EXPECT (wmem_tree_lookup32 (tree, key) == DATA (key ^ 0x55));
      EXPECT (wmem_tree_lookup32_le (tree, key) == DATA (key ^ 0x55));
      if (next > key + 1)
        {
          EXPECT (wmem_tree_lookup32 (tree, key + 1) == NULL);
          EXPECT (wmem_tree_lookup32 (tree, next - 1) == NULL);
          EXPECT (wmem_tree_lookup32_le (tree, next - 1) == DATA (key ^ 0x55));
        }
    }
  if (g_array_index (keys, guint32, 0) > 0)
    EXPECT (wmem_tree_lookup32_le (tree, g_array_index (keys, guint32, 0) - 1) == NULL);
  g_array_free (keys, TRUE);
  g_tree_destroy (model);
  g_rand_free (random);
  wmem_tree_destroy (tree, FALSE, FALSE);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_tree__inserting_again_replaces)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_tree_t *tree = wmem_tree_new (pool);
  for (guint round = 1; round <= 3; round++)
    for (guint key = 0; key < 300; key++)
      wmem_tree_insert32 (tree, key * 7 % 300, DATA (round * 1000 + key * 7 % 300));
  ck_assert_uint_eq (wmem_tree_count (tree), 300);
  ck_assert_ptr_eq (wmem_tree_lookup32 (tree, 123), DATA (3123));
  wmem_destroy_allocator (pool);
}
END_TEST

typedef struct
{
  wmem_tree_t *tree;
  guint seen;
} inserting_t;

static gboolean
insert_while_walking (const void *key, void *value G_GNUC_UNUSED, void *user_data)
{
  inserting_t *inserting = user_data;
  guint32 number = GPOINTER_TO_UINT (key);
  inserting->seen++;
  if (number % 2 == 0)
    {
      wmem_tree_insert32 (inserting->tree, number - 3, DATA (1)); /* before: not seen */
      wmem_tree_insert32 (inserting->tree, number + 1, DATA (1)); /* behind: seen */
    }
  return FALSE;
}

START_TEST (test_tree__foreach_may_insert)
{
  wmem_allocator_t *pool = policy_pool (_i);
  inserting_t inserting = { wmem_tree_new (pool), 0 };
  for (guint32 key = 10; key < 4010; key += 10)
    wmem_tree_insert32 (inserting.tree, key, DATA (1));
  wmem_tree_foreach (inserting.tree, insert_while_walking, &inserting);
  ck_assert_uint_eq (inserting.seen, 800);
  ck_assert_uint_eq (wmem_tree_count (inserting.tree), 1200);
  wmem_destroy_allocator (pool);
}
END_TEST

static gboolean
insert_one_before (const void *key, void *value G_GNUC_UNUSED, void *user_data)
{
  inserting_t *inserting = user_data;
  inserting->seen++;
  wmem_tree_insert32 (inserting->tree, GPOINTER_TO_UINT (key) - 3, DATA (1));
  return FALSE;
}

START_TEST (test_tree__foreach_may_insert_at_the_last_key_of_all)
{
  wmem_allocator_t *pool = policy_pool (_i);
  inserting_t inserting = { wmem_tree_new (pool), 0 };
  wmem_tree_insert32 (inserting.tree, G_MAXUINT32, DATA (1));
  wmem_tree_foreach (inserting.tree, insert_one_before, &inserting);
  ck_assert_uint_eq (inserting.seen, 1);
  wmem_destroy_allocator (pool);
}
END_TEST

static gboolean
stop_at_third (const void *key G_GNUC_UNUSED, void *value G_GNUC_UNUSED, void *seen)
{
  return ++*(guint *) seen == 3;
}

static gboolean
stop_at_third_value (void *value, void *seen)
{
  ck_assert_ptr_nonnull (value);
  return ++*(guint *) seen == 3;
}

START_TEST (test_tree__foreach_stops_when_told)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_tree_t *numbers = wmem_tree_new (pool), *strings = wmem_tree_new (pool);
  guint seen = 0;
  for (guint32 key = 0; key < 100; key++)
    {
      wmem_tree_insert32 (numbers, key, DATA (1));
      wmem_tree_insert_string (strings, wmem_strdup_printf (pool, "%u", key), DATA (1), 0);
    }
  ck_assert (wmem_tree_foreach (numbers, stop_at_third, &seen));
  ck_assert_uint_eq (seen, 3);
  ck_assert (wmem_tree_foreach_value (numbers, stop_at_third_value, (seen = 0, &seen)));
  ck_assert_uint_eq (seen, 3);
  ck_assert (wmem_tree_foreach (strings, stop_at_third, (seen = 0, &seen)));
  ck_assert_uint_eq (seen, 3);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_tree__sequences)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_tree_t *tree = wmem_tree_new (pool);
  guint32 one = 1, five = 5;
  wmem_tree_key_t parts[] = { { 1, &one }, { 1, &five }, { 0, NULL } };
  wmem_tree_insert32_array (tree, SEQUENCE (1, 5), DATA (15));
  wmem_tree_insert32_array (tree, SEQUENCE (2, 9), DATA (29));
  ck_assert_uint_eq (wmem_tree_count (tree), 2);
  ck_assert_ptr_eq (wmem_tree_lookup32_array (tree, SEQUENCE (1, 5)), DATA (15));
  ck_assert_ptr_eq (wmem_tree_lookup32_array (tree, parts), DATA (15));
  ck_assert_uint_eq (parts[0].length, 1);
  ck_assert_ptr_null (wmem_tree_lookup32_array (tree, SEQUENCE (2, 3)));
  ck_assert_ptr_null (wmem_tree_lookup32_array (tree, SEQUENCE (1)));
  ck_assert_ptr_null (wmem_tree_lookup32_array (tree, SEQUENCE (2, 9, 4)));
  /* Number by number, never going back: see wmem_tree.h. */
  ck_assert_ptr_eq (wmem_tree_lookup32_array_le (tree, SEQUENCE (3, 20)), DATA (29));
  ck_assert_ptr_eq (wmem_tree_lookup32_array_le (tree, SEQUENCE (1, 6)), DATA (15));
  ck_assert_ptr_null (wmem_tree_lookup32_array_le (tree, SEQUENCE (2, 3)));
  ck_assert_ptr_null (wmem_tree_lookup32_array_le (tree, SEQUENCE (0, 9)));
  wmem_tree_insert32_array (tree, SEQUENCE (2, 9), DATA (30));
  ck_assert_ptr_eq (wmem_tree_lookup32_array (tree, SEQUENCE (2, 9)), DATA (30));
  ck_assert_uint_eq (wmem_tree_count (tree), 2);
  /* One number is the key of wmem_tree_lookup32(). */
  wmem_tree_insert32_array (tree, SEQUENCE (7), DATA (7));
  ck_assert_ptr_eq (wmem_tree_lookup32 (tree, 7), DATA (7));
  ck_assert_ptr_null (wmem_tree_lookup32 (tree, 2));
  ck_assert_ptr_null (wmem_tree_remove32 (tree, 2));
  ck_assert_ptr_eq (wmem_tree_lookup32_array (tree, SEQUENCE (2, 9)), DATA (30));
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_tree__many_sequences_in_random_order)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_tree_t *tree = wmem_tree_new (pool);
  for (guint32 i = 0; i < 5000; i++)
    {
      guint32 n = i * 2654435761u;
      wmem_tree_insert32_array (tree, SEQUENCE (n % 97, n >> 20, n), DATA (i + 1));
    }
  EXPECT (wmem_tree_count (tree) == 5000);
  for (guint32 i = 0; i < 5000; i++)
    {
      guint32 n = i * 2654435761u;
      EXPECT (wmem_tree_lookup32_array (tree, SEQUENCE (n % 97, n >> 20, n)) == DATA (i + 1));
    }
  wmem_tree_destroy (tree, FALSE, FALSE);
  wmem_destroy_allocator (pool);
}
END_TEST

static gboolean
join_keys (const void *key, void *value G_GNUC_UNUSED, void *text)
{
  g_string_append_printf (text, "%s ", (const char *) key);
  return FALSE;
}

static void
check_string_order (wmem_tree_t *tree, const char *expected)
{
  GString *text = g_string_new (NULL);
  wmem_tree_foreach (tree, join_keys, text);
  ck_assert_str_eq (text->str, expected);
  g_string_free (text, TRUE);
}

START_TEST (test_tree__strings)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_tree_t *tree = wmem_tree_new (pool);
  char key[] = "foo";
  wmem_tree_insert_string (tree, key, DATA (2), 0);
  key[0] = 'F'; /* keys are copied */
  wmem_tree_insert_string (tree, key, DATA (1), 0);
  wmem_tree_insert_string (tree, "bar", DATA (3), 0);
  ck_assert_ptr_eq (wmem_tree_lookup_string (tree, "foo", 0), DATA (2));
  ck_assert_ptr_eq (wmem_tree_lookup_string (tree, "Foo", 0), DATA (1));
  ck_assert_ptr_null (wmem_tree_lookup_string (tree, "FOO", 0));
  ck_assert_ptr_eq (wmem_tree_lookup_string (tree, "FOO", WMEM_TREE_STRING_NOCASE), DATA (1));
  check_string_order (tree, "Foo bar foo ");
  ck_assert_ptr_eq (wmem_tree_remove_string (tree, "bar", 0), DATA (3));
  ck_assert_ptr_null (wmem_tree_remove_string (tree, "bar", 0));
  check_string_order (tree, "Foo foo ");
  ck_assert_uint_eq (wmem_tree_count (tree), 2);
  wmem_tree_insert_string (tree, NULL, DATA (9), 0);
  ck_assert_ptr_eq (wmem_tree_lookup_string (tree, NULL, 0), DATA (9));
  ck_assert_ptr_eq (wmem_tree_lookup_string (tree, "", 0), DATA (9));
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_tree__strings_without_case)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_tree_t *tree = wmem_tree_new (pool);
  wmem_tree_insert_string (tree, "Content-Length", DATA (1), WMEM_TREE_STRING_NOCASE);
  wmem_tree_insert_string (tree, "CONTENT-LENGTH", DATA (2), WMEM_TREE_STRING_NOCASE);
  wmem_tree_insert_string (tree, "aBc", DATA (3), WMEM_TREE_STRING_NOCASE);
  wmem_tree_insert_string (tree, "[bracket", DATA (4), WMEM_TREE_STRING_NOCASE);
  ck_assert_ptr_eq (wmem_tree_lookup_string (tree, "content-length", WMEM_TREE_STRING_NOCASE), DATA (2));
  ck_assert_ptr_null (wmem_tree_lookup_string (tree, "{bracket", WMEM_TREE_STRING_NOCASE));
  ck_assert_ptr_eq (wmem_tree_lookup_string (tree, "Content-Length", 0), DATA (2));
  ck_assert_ptr_null (wmem_tree_lookup_string (tree, "content-length", 0));
  check_string_order (tree, "[bracket aBc Content-Length ");
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_tree__strings_of_every_length_and_case)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_tree_t *tree = wmem_tree_new (pool);
  for (guint length = 0; length < 60; length++)
    for (guint at = 0; at <= length; at++)
      {
        char upper[64], lower[64];
        for (guint i = 0; i < length; i++)
          lower[i] = (char) (at == i ? '!' : 'a' + i % 26), upper[i] = (char) (at == i ? '!' : 'A' + i % 26);
        lower[length] = upper[length] = '\0';
        wmem_tree_insert_string (tree, upper, DATA (length * 100 + at + 1), WMEM_TREE_STRING_NOCASE);
        ck_assert_ptr_eq (wmem_tree_lookup_string (tree, lower, WMEM_TREE_STRING_NOCASE),
                          DATA (length * 100 + at + 1));
      }
  ck_assert_uint_eq (wmem_tree_count (tree), 60 * 61 / 2);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_tree__autoreset_empties_with_its_data_pool)
{
  wmem_allocator_t *metadata = policy_pool (_i), *data = policy_pool (_i);
  wmem_tree_t *tree = wmem_tree_new_autoreset (metadata, data);
  for (int file = 0; file < 3; file++)
    {
      ck_assert (wmem_tree_is_empty (tree));
      for (guint32 key = 0; key < 200; key++)
        wmem_tree_insert32 (tree, key, DATA (key + 1));
      wmem_tree_insert_string (tree, "s", DATA (1), 0);
      wmem_tree_insert32_array (tree, SEQUENCE (1000, 1), DATA (5));
      ck_assert_uint_eq (wmem_tree_count (tree), 202);
      wmem_free_all (data);
      ck_assert_ptr_null (wmem_tree_lookup32 (tree, 5));
      ck_assert_ptr_null (wmem_tree_lookup_string (tree, "s", 0));
    }
  wmem_destroy_allocator (metadata);
  wmem_free_all (data); /* the tree is gone: nobody may be called */
  metadata = policy_pool (_i);
  tree = wmem_tree_new_autoreset (metadata, data);
  wmem_tree_new_autoreset (metadata, data);
  wmem_tree_destroy (tree, FALSE, FALSE);
  wmem_destroy_allocator (data);
  wmem_destroy_allocator (metadata);
}
END_TEST

START_TEST (test_tree__destroy_frees_everything_of_the_heap)
{
  wmem_tree_t *tree = wmem_tree_new (NULL);
  for (guint32 key = 0; key < 2000; key++)
    wmem_tree_insert32 (tree, key * 40503, g_malloc (3));
  for (guint32 key = 0; key < 200; key++)
    wmem_tree_insert32_array (tree, SEQUENCE (G_MAXUINT32 - key % 5, key), g_malloc (3));
  wmem_tree_insert_string (tree, "abc", g_malloc (3), 0);
  wmem_tree_destroy (tree, TRUE, TRUE); /* leaks are for the sanitizer to find */
}
END_TEST

START_TEST (test_tree__destroy_gives_everything_back)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_pool_statistics_t statistics;
  wmem_tree_t *tree = wmem_tree_new (pool);
  for (guint32 key = 0; key < 2000; key++)
    wmem_tree_insert32 (tree, key * 40503, wmem_alloc (pool, 3));
  for (guint32 key = 0; key < 200; key++)
    wmem_tree_insert32_array (tree, SEQUENCE (G_MAXUINT32 - key % 5, key), wmem_alloc (pool, 3));
  wmem_tree_insert_string (tree, "abc", wmem_alloc (pool, 3), 0);
  wmem_tree_destroy (tree, TRUE, TRUE);
  wmem_itree_t *intervals = wmem_itree_new (pool);
  for (guint64 low = 0; low < 2000; low++)
    wmem_itree_insert (intervals, low, low + 5, wmem_alloc (pool, 3));
  wmem_tree_destroy (intervals, TRUE, TRUE);
  wmem_pool_get_statistics (pool, &statistics);
  ck_assert_uint_eq (statistics.pieces, 0);
  wmem_destroy_allocator (pool);
}
END_TEST

START_TEST (test_tree__empty_sequence_aborts)
{
  wmem_tree_insert32_array (wmem_tree_new (NULL), (wmem_tree_key_t[]){ { 0, NULL } }, NULL);
}
END_TEST

static void
print_key (const void *key)
{
  printf ("<%u>", GPOINTER_TO_UINT (key));
}

static void
print_text (const void *text)
{
  fputs (text, stdout);
}

/* @return what printing @tree writes to the standard output: free with g_free(). */
static char *
printed (const wmem_tree_t *tree, wmem_printer_func key_printer, wmem_printer_func data_printer)
{
  FILE *file = tmpfile ();
  fflush (stdout);
  const int before = dup (STDOUT_FILENO);
  ck_assert_int_ge (dup2 (fileno (file), STDOUT_FILENO), 0);
  wmem_print_tree (tree, key_printer, data_printer);
  fflush (stdout);
  dup2 (before, STDOUT_FILENO);
  close (before);
  char *text = g_malloc0 (1000);
  rewind (file);
  ck_assert_uint_lt (fread (text, 1, 999, file), 999);
  fclose (file);
  return text;
}

#define EXPECT_PRINTED(tree, key_printer, data_printer, expected)        \
  do                                                                     \
    {                                                                    \
      g_autofree char *text = printed (tree, key_printer, data_printer); \
      ck_assert_str_eq (text, expected);                                 \
    }                                                                    \
  while (0)

START_TEST (test_tree__prints_itself)
{
  wmem_allocator_t *pool = policy_pool (_i);
  wmem_tree_t *tree = wmem_tree_new (pool);
  EXPECT_PRINTED (NULL, NULL, NULL, "");
  EXPECT_PRINTED (tree, NULL, NULL, "tree of 0\n");
  wmem_tree_insert32 (tree, 7, (void *) "seven");
  wmem_tree_insert32 (tree, 0, (void *) "nought");
  wmem_tree_insert32 (tree, 3, (void *) "three");
  wmem_tree_insert32_array (tree, SEQUENCE (5, 2, 9), (void *) "a sequence");
  wmem_tree_insert32_array (tree, SEQUENCE (5, 4, 1), (void *) "another");
  EXPECT_PRINTED (tree, NULL, print_text,
                  "tree of 5\n0: nought\n3: three\n5\n  2\n    9: a sequence\n  4\n    1: another\n7: seven\n");
  EXPECT_PRINTED (tree, print_key, print_text,
                  "tree of 5\n<0>: nought\n<3>: three\n<5>\n  <2>\n    <9>: a sequence\n  <4>\n    <1>: another\n<7>: seven\n");
  tree = wmem_tree_new (pool);
  wmem_tree_insert_string (tree, "two", DATA (0x20), 0);
  wmem_tree_insert_string (tree, "one", DATA (0x10), 0);
  EXPECT_PRINTED (tree, NULL, NULL, "tree of 2\n'one': 0x10\n'two': 0x20\n");
  EXPECT_PRINTED (tree, print_text, NULL, "tree of 2\none: 0x10\ntwo: 0x20\n");
  wmem_itree_t *intervals = wmem_itree_new (pool);
  wmem_itree_insert (intervals, 30, 40, (void *) "later");
  wmem_itree_insert (intervals, 1, 5, (void *) "first");
  EXPECT_PRINTED (intervals, NULL, print_text, "tree of 2\n1..5: first\n30..40: later\n");
  wmem_destroy_allocator (pool);
}
END_TEST

static gboolean
change_strings (const void *key, void *value, void *user_data)
{
  inserting_t *changing = user_data;
  char *own = g_strdup (key), *behind = g_strdup (key);
  const guint number = GPOINTER_TO_UINT (value);
  behind[0]++;
  /* Every third goes itself, the one behind another third goes, and many come, so that the table is built anew. */
  if (number % 3 == 0)
    wmem_tree_remove_string (changing->tree, own, 0);
  if (number % 3 == 1)
    wmem_tree_remove_string (changing->tree, behind, 0);
  for (guint i = 0; i < 20; i++)
    {
      char *fresh = g_strdup_printf ("%s%u", own, i);
      wmem_tree_insert_string (changing->tree, fresh, NULL, 0);
      g_free (fresh);
    }
  changing->seen++;
  g_free (own);
  g_free (behind);
  return FALSE;
}

START_TEST (test_tree__foreach_may_insert_and_remove_strings)
{
  wmem_allocator_t *pool = policy_pool (_i);
  inserting_t changing = { .tree = wmem_tree_new (pool) };
  char key[] = "a";
  for (; *key <= 'z'; ++*key)
    wmem_tree_insert_string (changing.tree, key, GUINT_TO_POINTER (*key - 'a'), 0);
  wmem_tree_foreach (changing.tree, change_strings, &changing);
  /* a is 0 and goes, b is 1 and takes c with it, d is 3 and goes, ... */
  ck_assert_uint_eq (changing.seen, 18);
  ck_assert_uint_eq (wmem_tree_count (changing.tree), 9 + 18 * 20);
  ck_assert (wmem_tree_is_valid (changing.tree));
  wmem_destroy_allocator (pool);
}
END_TEST

static gboolean
note_value (const void *key, void *value, void *user_data)
{
  *(void **) user_data = value;
  return GPOINTER_TO_UINT (key) != 3;
}

/* A level of recursion for each number is more than a stack has. */
START_TEST (test_tree__a_sequence_of_two_million_numbers)
{
  enum { LENGTH = 2000000 };
  guint32 *numbers = g_new (guint32, LENGTH);
  wmem_tree_key_t key[] = { { LENGTH, numbers }, { 0, NULL } };
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
  wmem_tree_t *tree = wmem_tree_new (pool);
  void *found = NULL;

  for (guint i = 0; i < LENGTH; i++)
    numbers[i] = 3;
  wmem_tree_insert32_array (tree, key, DATA (8));
  wmem_tree_insert32_array (tree, SEQUENCE (4, 4), DATA (9));
  ck_assert_uint_eq (wmem_tree_count (tree), 2);
  ck_assert (wmem_tree_foreach (tree, note_value, &found));
  ck_assert_ptr_eq (found, DATA (9));
  ck_assert_ptr_eq (wmem_tree_lookup32_array (tree, key), DATA (8));
  wmem_tree_destroy (tree, FALSE, FALSE);
  wmem_destroy_allocator (pool);
  g_free (numbers);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("tree");
  TCase *tcase = tcase_create ("trees");

  tcase_set_timeout (tcase, 60);
  tcase_add_test (tcase, test_tree__null_tree_is_empty);
  tcase_add_loop_test (tcase, test_tree__removed_number_stays_known_without_a_value, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_tree__like_a_gtree_in_every_order_of_insertion, 0, N_POLICY_CASES * N_ORDERS);
  tcase_add_loop_test (tcase, test_tree__inserting_again_replaces, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_tree__foreach_may_insert, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_tree__foreach_may_insert_at_the_last_key_of_all, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_tree__foreach_may_insert_and_remove_strings, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_tree__foreach_stops_when_told, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_tree__prints_itself, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_tree__sequences, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_tree__many_sequences_in_random_order, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_tree__strings, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_tree__strings_without_case, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_tree__strings_of_every_length_and_case, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_tree__autoreset_empties_with_its_data_pool, 0, N_POLICY_CASES);
  tcase_add_loop_test (tcase, test_tree__destroy_gives_everything_back, 0, N_POLICY_CASES);
  tcase_add_test (tcase, test_tree__destroy_frees_everything_of_the_heap);
  tcase_add_test (tcase, test_tree__a_sequence_of_two_million_numbers);
  ADD_ABORT_TEST (tcase, test_tree__empty_sequence_aborts);
  suite_add_tcase (suite, tcase);
  return run_suite (suite);
}
