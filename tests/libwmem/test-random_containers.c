/* SPDX-License-Identifier: MIT */
/*
 * Long random sequences of operations on every container, over each policy: after each step the whole structure is looked
 * at, and what it answers is compared with a model that is too simple to be wrong.
 */
#include <string.h>

#include "containers/validity.h"
#include "strings/strbuf_validity.h"
#include "policies.h"
#include "wmem/wmem.h"

#define DATA(number) GUINT_TO_POINTER (number)
#define NUMBER(pointer) GPOINTER_TO_UINT (pointer)

/* What a walk over one container is given. */
typedef struct
{
  wmem_allocator_t *pool;
  GRand *random;
  guint steps;
} walk_t;

static guint
below (walk_t *walk, guint end)
{
  return (guint) g_rand_int_range (walk->random, 0, (gint32) end);
}

/* --- lists, stacks, queues: a GQueue ---------------------------------------------------------------------------- */

static gint
compare_numbers (gconstpointer a, gconstpointer b, gpointer user_data G_GNUC_UNUSED)
{
  return wmem_compare_uint (a, b);
}

static void
compare_lists (wmem_list_t *list, GQueue *model)
{
  wmem_list_frame_t *frame = wmem_list_head (list), *last = NULL;
  EXPECT (wmem_list_is_valid (list));
  EXPECT (wmem_list_count (list) == model->length);
  for (GList *link = model->head; link; link = link->next, last = frame, frame = wmem_list_frame_next (frame))
    EXPECT (wmem_list_frame_data (frame) == link->data && wmem_list_frame_prev (frame) == last);
  EXPECT (frame == NULL && wmem_list_tail (list) == last);
}

static void
change_list (walk_t *walk, wmem_list_t *list, GQueue *model)
{
  gpointer data = DATA (below (walk, 40));
  switch (below (walk, 7))
    {
    case 0:
      wmem_list_append (list, data);
      g_queue_push_tail (model, data);
      break;
    case 1:
      wmem_stack_push (list, data);
      g_queue_push_head (model, data);
      break;
    case 2:
      wmem_list_remove (list, data);
      g_queue_remove (model, data);
      break;
    case 3:
      if (model->length > 0)
        {
          EXPECT (wmem_stack_peek (list) == model->head->data);
          EXPECT (wmem_stack_pop (list) == g_queue_pop_head (model));
        }
      break;
    case 4:
      if (wmem_list_find (list, data) != NULL)
        {
          wmem_list_remove_frame (list, wmem_list_find_custom (list, data, wmem_compare_uint));
          g_queue_remove (model, data);
        }
      else
        EXPECT (g_queue_find (model, data) == NULL);
      break;
    default:
      wmem_queue_push (list, data);
      g_queue_push_tail (model, data);
    }
}

static void
walk_lists (walk_t *walk)
{
  wmem_list_t *list = wmem_list_new (walk->pool), *sorted = wmem_list_new (walk->pool);
  GQueue model = G_QUEUE_INIT, sorted_model = G_QUEUE_INIT;
  for (guint step = 0; step < walk->steps; step++)
    {
      change_list (walk, list, &model);
      compare_lists (list, &model);
      gpointer data = DATA (below (walk, 100));
      if (sorted_model.length < 100)
        {
          wmem_list_insert_sorted (sorted, data, wmem_compare_uint);
          g_queue_insert_sorted (&sorted_model, data, compare_numbers, NULL);
        }
      else
        {
          wmem_list_remove_frame (sorted, wmem_list_tail (sorted));
          g_queue_pop_tail (&sorted_model);
        }
      compare_lists (sorted, &sorted_model);
      if (model.length > 300)
        {
          wmem_destroy_list (list);
          list = wmem_list_new (walk->pool);
          g_queue_clear (&model);
        }
    }
  g_queue_clear (&model);
  g_queue_clear (&sorted_model);
}

/* --- arrays: a GByteArray --------------------------------------------------------------------------------------- */

static void
walk_arrays (walk_t *walk)
{
  static const gsize sizes[] = { 1, 4, 7, 24 };
  const gsize size = sizes[below (walk, 4)];
  const gboolean terminated = below (walk, 2);
  GByteArray *model = g_byte_array_new ();
  wmem_array_t *array = wmem_array_sized_new (walk->pool, size, below (walk, 4));
  guint8 elements[24 * 20];
  if (terminated)
    wmem_array_set_null_terminator (array);
  for (guint step = 0; step < walk->steps; step++)
    {
      const guint count = below (walk, below (walk, 20) + 1);
      for (gsize i = 0; i < count * size; i++)
        elements[i] = (guint8) below (walk, 256);
      wmem_array_append (array, elements, count);
      g_byte_array_append (model, elements, (guint) (count * size));
      if (below (walk, 10) == 0)
        wmem_array_grow (array, below (walk, 50));
      EXPECT (wmem_array_is_valid (array));
      EXPECT (wmem_array_get_count (array) * size == model->len);
      EXPECT (model->len == 0 || memcmp (wmem_array_get_raw (array), model->data, model->len) == 0);
      const guint at = below (walk, 2 * wmem_array_get_count (array) + 1);
      if (at < wmem_array_get_count (array))
        {
          EXPECT (memcmp (wmem_array_index (array, at), model->data + at * size, size) == 0);
          EXPECT (wmem_array_try_index (array, at, elements) == 0);
          EXPECT (memcmp (elements, model->data + at * size, size) == 0);
        }
      else
        EXPECT (wmem_array_try_index (array, at, elements) == -1);
      if (model->len > 4000)
        {
          const guint8 *whole = wmem_array_finalize (array);
          EXPECT (memcmp (whole, model->data, model->len) == 0);
          for (gsize i = 0; terminated && i < size; i++)
            EXPECT (whole[model->len + i] == 0);
          g_byte_array_set_size (model, 0);
          array = wmem_array_new (walk->pool, size);
          if (terminated)
            wmem_array_set_null_terminator (array);
        }
    }
  g_byte_array_free (model, TRUE);
}

/* --- string buffers: a GString that is cut ---------------------------------------------------------------------- */

static void
walk_string_buffers (walk_t *walk)
{
  const gsize limit = below (walk, 2) ? 40 + below (walk, 100) : 0;
  wmem_strbuf_t *strbuf = wmem_strbuf_sized_new (walk->pool, below (walk, 30), limit);
  GString *model = g_string_new (NULL);
  for (guint step = 0; step < walk->steps; step++)
    {
      char *text = g_strnfill (below (walk, 30), (char) ('a' + below (walk, 26)));
      const gsize length = strlen (text);
      gunichar character = below (walk, 3) ? below (walk, 0x7f) + 1 : 0x400 + below (walk, 0xffff - 0x400);
      switch (below (walk, 7))
        {
        case 0:
          wmem_strbuf_append (strbuf, text);
          g_string_append (model, text);
          break;
        case 1:
          wmem_strbuf_append_len (strbuf, text, length / 2);
          g_string_append_len (model, text, (gssize) length / 2);
          break;
        case 2:
          wmem_strbuf_append_c (strbuf, 'c');
          g_string_append_c (model, 'c');
          break;
        case 3:
          wmem_strbuf_append_printf (strbuf, "%s=%u", text, step);
          g_string_append_printf (model, "%s=%u", text, step);
          break;
        case 4:
          wmem_strbuf_append_unichar (strbuf, character);
          if (limit == 0 || model->len + (gsize) g_unichar_to_utf8 (character, NULL) < limit)
            g_string_append_unichar (model, character);
          break;
        case 5:
          wmem_strbuf_append (strbuf, strbuf->str + strbuf->len / 2);
          g_string_append (model, text = (g_free (text), g_strdup (model->str + model->len / 2)));
          break;
        default:
          wmem_strbuf_truncate (strbuf, length);
          if (model->len > length)
            g_string_truncate (model, length);
        }
      if (limit > 0 && model->len > limit - 1)
        g_string_truncate (model, limit - 1);
      g_free (text);
      EXPECT (wmem_strbuf_is_valid (strbuf));
      EXPECT (strbuf->len == model->len && memcmp (strbuf->str, model->str, model->len + 1) == 0);
      if (model->len > 2000 || below (walk, 100) == 0)
        {
          wmem_strbuf_t *copy = wmem_strbuf_dup (walk->pool, strbuf);
          EXPECT (wmem_strbuf_is_valid (copy) && wmem_strbuf_strcmp (copy, strbuf) == 0);
          EXPECT (strcmp (wmem_strbuf_finalize (strbuf), model->str) == 0);
          strbuf = copy;
          wmem_strbuf_truncate (strbuf, 0);
          g_string_truncate (model, 0);
        }
    }
  g_string_free (model, TRUE);
}

/* --- maps and multimaps: an array by key ------------------------------------------------------------------------ */

#define KEYS 600

static guint
weak_hash (gconstpointer key)
{
  return NUMBER (key) % 3;
}

static const struct
{
  GHashFunc hash;
  GEqualFunc equal;
  gboolean strings;
} key_kinds[] = {
  { g_direct_hash, g_direct_equal, FALSE },
  { NULL, NULL, FALSE },
  { weak_hash, g_direct_equal, FALSE },
  { g_str_hash, g_str_equal, TRUE },
  { g_int_hash, g_int_equal, FALSE },
  { g_int64_hash, g_int64_equal, FALSE },
};

static gint64 number_keys[KEYS];
static char string_keys[KEYS][8];

static gconstpointer
key_of (guint kind, guint number)
{
  if (key_kinds[kind].hash == g_int_hash || key_kinds[kind].hash == g_int64_hash)
    return &number_keys[number];
  return key_kinds[kind].strings ? (gconstpointer) string_keys[number] : DATA (number * 8);
}

static void
make_keys (void)
{
  for (guint i = 0; i < KEYS; i++)
    {
      number_keys[i] = i * 1000;
      g_snprintf (string_keys[i], sizeof string_keys[i], "k%u", i);
    }
}

static void
walk_maps (walk_t *walk)
{
  const guint kind = below (walk, G_N_ELEMENTS (key_kinds));
  wmem_map_t *map = wmem_map_new (walk->pool, key_kinds[kind].hash, key_kinds[kind].equal);
  gpointer model[KEYS] = { NULL };
  guint count = 0, universe = key_kinds[kind].hash == weak_hash ? 60 : below (walk, 2) ? KEYS
                                                                                       : 20;
  make_keys ();
  for (guint step = 0; step < walk->steps; step++)
    {
      /* Waves: mostly insertions, then mostly removals. */
      const guint number = below (walk, universe), removes = step / 500 % 2 ? 7 : 2, choice = below (walk, 10);
      gconstpointer key = key_of (kind, number);
      if (choice < removes && choice % 2)
        EXPECT (wmem_map_remove (map, key) == model[number]);
      else if (choice < removes)
        EXPECT (wmem_map_steal (map, key) == (model[number] != NULL));
      else
        EXPECT (wmem_map_insert (map, key, DATA (step + 1)) == model[number]);
      const gpointer now = choice < removes ? NULL : DATA (step + 1);
      count += (now != NULL) - (model[number] != NULL);
      model[number] = now;
      EXPECT (wmem_map_is_valid (map));
      EXPECT (wmem_map_size (map) == count);
      const guint asked = below (walk, universe);
      EXPECT (wmem_map_lookup (map, key_of (kind, asked)) == model[asked]);
      EXPECT (wmem_map_contains (map, key_of (kind, asked)) == (model[asked] != NULL));
    }
}

#define MULTIMAP_KEYS 12
#define FRAMES 150

static void
walk_multimaps (walk_t *walk)
{
  wmem_multimap_t *map = wmem_multimap_new (walk->pool, g_str_hash, g_str_equal);
  static gpointer values[MULTIMAP_KEYS][FRAMES];
  static gboolean known[MULTIMAP_KEYS][FRAMES];
  guint counts[MULTIMAP_KEYS] = { 0 }, size = 0;
  memset (values, 0, sizeof values);
  memset (known, 0, sizeof known);
  make_keys ();
  for (guint step = 0; step < walk->steps; step++)
    {
      const guint key = below (walk, MULTIMAP_KEYS), frame = below (walk, FRAMES);
      if (below (walk, 4) == 0)
        {
          EXPECT (wmem_multimap_remove32 (map, string_keys[key], frame) == values[key][frame]);
          values[key][frame] = NULL;
        }
      else
        {
          EXPECT (wmem_multimap_insert32 (map, string_keys[key], frame, DATA (step + 1)) == (counts[key] > 0));
          counts[key] += !known[key][frame];
          size += !known[key][frame];
          known[key][frame] = TRUE;
          values[key][frame] = DATA (step + 1);
        }
      EXPECT (wmem_multimap_is_valid (map));
      EXPECT (wmem_multimap_size (map) == size && wmem_multimap_count (map, string_keys[key]) == counts[key]);
      const guint asked = below (walk, FRAMES);
      guint at = asked;
      EXPECT (wmem_multimap_lookup32 (map, string_keys[key], asked) == values[key][asked]);
      while (at > 0 && !known[key][at])
        at--;
      EXPECT (wmem_multimap_lookup32_le (map, string_keys[key], asked) == values[key][at]);
    }
}

/* --- trees ------------------------------------------------------------------------------------------------------ */

#define NUMBERS 9000

typedef struct
{
  guint next; /* number in the model that must come */
  const gboolean *known;
  gpointer *values;
  guint32 spread;
} expected_order_t;

static gboolean
check_order (const void *key, void *value, void *user_data)
{
  expected_order_t *expected = user_data;
  while (!expected->known[expected->next])
    expected->next++;
  EXPECT (NUMBER (key) == expected->next * expected->spread && value == expected->values[expected->next]);
  expected->next++;
  return FALSE;
}

static void
walk_trees (walk_t *walk)
{
  static gpointer values[NUMBERS];
  static gboolean known[NUMBERS];
  const guint32 spread = below (walk, 2) ? 1 : G_MAXUINT32 / (NUMBERS - 1);
  const guint order = below (walk, 3); /* at random, ascending, descending */
  wmem_tree_t *tree = wmem_tree_new (walk->pool);
  guint count = 0;
  memset (values, 0, sizeof values);
  memset (known, 0, sizeof known);
  for (guint step = 0; step < walk->steps; step++)
    {
      guint number = below (walk, NUMBERS);
      if (order > 0 && below (walk, 10) > 0)
        number = order == 1 ? step % NUMBERS : NUMBERS - 1 - step % NUMBERS;
      if (below (walk, 8) == 0)
        {
          EXPECT (wmem_tree_remove32 (tree, number * spread) == values[number]);
          values[number] = NULL;
        }
      else
        {
          wmem_tree_insert32 (tree, number * spread, DATA (step + 1));
          count += !known[number];
          known[number] = TRUE;
          values[number] = DATA (step + 1);
        }
      EXPECT (wmem_tree_is_valid (tree));
      EXPECT (wmem_tree_count (tree) == count && wmem_tree_is_empty (tree) == (count == 0));
      const guint asked = below (walk, 3) ? number : below (walk, NUMBERS);
      guint at = asked;
      EXPECT (wmem_tree_lookup32 (tree, asked * spread) == values[asked]);
      while (at > 0 && !known[at])
        at--;
      EXPECT (wmem_tree_lookup32_le (tree, asked * spread) == values[at]);
    }
  expected_order_t expected = { 0, known, values, spread };
  EXPECT (!wmem_tree_foreach (tree, check_order, &expected));
  wmem_tree_destroy (tree, FALSE, FALSE);
}

static void
walk_string_trees (walk_t *walk)
{
  const guint32 flags = below (walk, 2) ? WMEM_TREE_STRING_NOCASE : 0;
  wmem_tree_t *tree = wmem_tree_new (walk->pool);
  gpointer model[KEYS] = { NULL };
  guint count = 0;
  make_keys ();
  for (guint step = 0; step < walk->steps; step++)
    {
      const guint number = below (walk, KEYS), asked = below (walk, KEYS);
      char spelled[8];
      g_strlcpy (spelled, string_keys[number], sizeof spelled);
      if (flags && below (walk, 2))
        spelled[0] = 'K';
      if (below (walk, 4) == 0)
        EXPECT (wmem_tree_remove_string (tree, spelled, flags) == model[number]);
      else
        wmem_tree_insert_string (tree, spelled, DATA (step + 1), flags);
      const gpointer now = wmem_tree_lookup_string (tree, string_keys[number], flags);
      EXPECT (now == NULL || now == DATA (step + 1));
      count += (now != NULL) - (model[number] != NULL);
      model[number] = now;
      EXPECT (wmem_tree_is_valid (tree) && wmem_tree_count (tree) == count);
      EXPECT (wmem_tree_lookup_string (tree, string_keys[asked], flags) == model[asked]);
    }
  wmem_tree_destroy (tree, TRUE, FALSE);
}

/* Sequences of three numbers below SIDE, given in parts that are cut in different ways. */
#define SIDE 9

static void
walk_sequence_trees (walk_t *walk)
{
  static gpointer model[SIDE * SIDE * SIDE];
  wmem_tree_t *tree = wmem_tree_new (walk->pool);
  guint count = 0;
  memset (model, 0, sizeof model);
  for (guint step = 0; step < walk->steps; step++)
    {
      const guint number = below (walk, SIDE * SIDE * SIDE);
      guint32 words[] = { number / SIDE / SIDE * 100000, number / SIDE % SIDE, number % SIDE };
      wmem_tree_key_t whole[] = { { 3, words }, { 0, NULL } };
      wmem_tree_key_t parts[] = { { 1, words }, { 2, words + 1 }, { 0, NULL } };
      EXPECT (wmem_tree_lookup32_array (tree, whole) == model[number]);
      if (below (walk, 2))
        {
          wmem_tree_insert32_array (tree, below (walk, 2) ? whole : parts, DATA (step + 1));
          count += model[number] == NULL;
          model[number] = DATA (step + 1);
        }
      EXPECT (wmem_tree_lookup32_array (tree, parts) == model[number]);
      EXPECT (model[number] == NULL || wmem_tree_lookup32_array_le (tree, parts) == model[number]);
      EXPECT (wmem_tree_is_valid (tree) && wmem_tree_count (tree) == count);
    }
  wmem_tree_destroy (tree, FALSE, FALSE);
}

#define BOUNDS 1500

static void
walk_interval_trees (walk_t *walk)
{
  static gint high_of[BOUNDS]; /* -1 where no interval begins */
  const guint order = below (walk, 3);
  wmem_itree_t *tree = wmem_itree_new (walk->pool);
  guint count = 0;
  for (guint i = 0; i < BOUNDS; i++)
    high_of[i] = -1;
  for (guint step = 0; step < walk->steps; step++)
    {
      guint low = below (walk, BOUNDS);
      if (order > 0 && below (walk, 10) > 0)
        low = order == 1 ? step % BOUNDS : BOUNDS - 1 - step % BOUNDS;
      const guint high = low + below (walk, below (walk, 20) == 0 ? 500 : 6);
      wmem_itree_insert (tree, low, high, DATA (low));
      count += high_of[low] < 0;
      high_of[low] = (gint) high;
      EXPECT (wmem_tree_is_valid (tree) && wmem_tree_count (tree) == count);
      const guint from = below (walk, BOUNDS), to = from + below (walk, 30);
      wmem_list_t *found = wmem_itree_find_intervals (tree, walk->pool, from, to);
      wmem_list_frame_t *frame = wmem_list_head (found);
      for (guint i = 0; i < BOUNDS && i <= to; i++)
        if (high_of[i] >= (gint) from)
          {
            EXPECT (frame != NULL && wmem_list_frame_data (frame) == DATA (i));
            frame = wmem_list_frame_next (frame);
          }
      EXPECT (frame == NULL);
      wmem_destroy_list (found);
    }
  wmem_tree_destroy (tree, FALSE, FALSE);
}

static const struct
{
  const char *name;
  void (*walk) (walk_t *walk);
  guint steps;
} walks[] = {
  { "lists", walk_lists, 1500 },
  { "arrays", walk_arrays, 1500 },
  { "string buffers", walk_string_buffers, 3000 },
  { "maps", walk_maps, 3000 },
  { "multimaps", walk_multimaps, 3000 },
  { "trees", walk_trees, 6000 },
  { "trees of strings", walk_string_trees, 2500 },
  { "trees of sequences", walk_sequence_trees, 2500 },
  { "interval trees", walk_interval_trees, 2500 },
};

/* Tools are for what a walk touches, and one of half the length shows them that. */
static guint
seeds (void)
{
  return running_with_tool () ? 1 : 4;
}

START_TEST (test_random_containers__answer_like_their_models_and_stay_valid)
{
  const guint which = (guint) _i / N_POLICY_CASES / seeds ();
  walk_t walk = { policy_pool (_i % N_POLICY_CASES), g_rand_new_with_seed ((guint32) _i * 7919),
                  running_with_tool () ? walks[which].steps / 2 : walks[which].steps };
  walks[which].walk (&walk);
  wmem_pool_check (walk.pool);
  wmem_destroy_allocator (walk.pool);
  g_rand_free (walk.random);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("random containers");
  TCase *every = tcase_create ("every container and policy");
  tcase_set_timeout (every, 120);
  tcase_add_loop_test (every, test_random_containers__answer_like_their_models_and_stay_valid, 0,
                       N_POLICY_CASES * (int) (seeds () * G_N_ELEMENTS (walks)));
  suite_add_tcase (suite, every);
  return run_suite (suite);
}
