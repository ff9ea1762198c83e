/* SPDX-License-Identifier: MIT */
/*
 * Random sequences over every container and string function, compiled against upstream's headers: differential.sh runs
 * it on upstream's library and on this one, and what it prints must be the same.
 *
 * upstream-sequences FIRST COUNT: a line a sequence, its number and a digest of all that the library answered.
 * upstream-sequences NUMBER: everything that was answered in this one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ITEM_LABEL_LENGTH 240
#include <wsutil/str_util.h>
#include <wsutil/wmem/wmem.h>

#define DATA(number) GUINT_TO_POINTER (number)
#define NUMBER(pointer) GPOINTER_TO_UINT (pointer)

/* Where this library differs on purpose (libwmem/README.md), and what the sequences do about it. */
static const struct
{
  const char *difference, *stepped_around;
} differences[] = {
  { "a limit of a string buffer is never exceeded", "buffers have no limit" },
  { "an interval that begins where another does replaces it whole", "no lower bound is inserted twice" },
  { "all intervals that overlap are found, in ascending order; 4.0.17 misses some",
    "trees of one are searched, others walked" },
  { "what is inserted sorted goes behind its equals, and into an unsorted list from its end", "equals are one number, lists sorted" },
  { "keys and calls of a map come in another order", "they are sorted" },
  { "what printf() cannot format gives an empty text", "every format can be written" },
  { "lookups in no tree, and for no needle, give NULL", "there is one" },
  { "a string that was removed and comes again is spelled as it comes", "walked in lower case" },
  { "a search that ignores case in a tree that does not", "the flag is the tree's" },
};

typedef struct
{
  wmem_allocator_t *pool;
  GRand *random;
  GString *trace;
} sequence_t;

static guint
below (sequence_t *sequence, guint end)
{
  return (guint) g_rand_int_range (sequence->random, 0, (gint32) end);
}

static void G_GNUC_PRINTF (2, 3)
    say (sequence_t *sequence, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_string_append_vprintf (sequence->trace, format, arguments);
  g_string_append_c (sequence->trace, '\n');
  va_end (arguments);
}

static char *
random_text (sequence_t *sequence, const char *letters, guint longest)
{
  const guint length = below (sequence, longest + 1), kinds = (guint) strlen (letters);
  char *text = wmem_alloc_array (sequence->pool, char, (gssize) length + 1);
  for (guint i = 0; i < length; i++)
    text[i] = letters[below (sequence, kinds)];
  text[length] = '\0';
  return text;
}

static void
say_sorted (sequence_t *sequence, const char *what, wmem_list_t *list)
{
  wmem_list_t *sorted = wmem_list_new (sequence->pool);
  for (wmem_list_frame_t *frame = wmem_list_head (list); frame; frame = wmem_list_frame_next (frame))
    wmem_list_insert_sorted (sorted, wmem_list_frame_data (frame), wmem_compare_uint);
  for (wmem_list_frame_t *frame = wmem_list_head (sorted); frame; frame = wmem_list_frame_next (frame))
    say (sequence, "%s %u", what, NUMBER (wmem_list_frame_data (frame)));
}

/* --- lists, stacks, queues -------------------------------------------------------------------------------------- */

static gint
compare_tens (gconstpointer a, gconstpointer b)
{
  return (gint) (NUMBER (a) / 10) - (gint) (NUMBER (b) / 10);
}

static void
add_to_sum (gpointer data, gpointer user_data)
{
  *(guint *) user_data = *(guint *) user_data * 31 + NUMBER (data);
}

/* A walk that changes what is walked over. */
typedef struct
{
  sequence_t *sequence;
  void *container;
  guint appended, flags;
} changing_walk_t;

static void
change_list (gpointer data, gpointer user_data)
{
  changing_walk_t *walk = user_data;
  const guint number = NUMBER (data), other = below (walk->sequence, 50);
  say (walk->sequence, "met %u", number);
  if (other != number)
    wmem_list_remove (walk->container, DATA (other));
  if (other % 3 == 0 && walk->appended++ < 5)
    wmem_list_append (walk->container, DATA (other));
}

static void
use_list (sequence_t *sequence)
{
  wmem_list_t *list = wmem_list_new (sequence->pool), *sorted = wmem_list_new (sequence->pool);
  for (guint step = 0; step < 80; step++)
    {
      gpointer data = DATA (below (sequence, 50));
      guint sum = 0;
      switch (below (sequence, 9))
        {
        case 8:
          {
            changing_walk_t walk = { .sequence = sequence, .container = list };
            if (step % 8 == 0)
              wmem_list_foreach (list, change_list, &walk);
            break;
          }
        case 0:
          wmem_list_prepend (list, data);
          break;
        case 1:
          wmem_list_append (list, data);
          break;
        case 2:
          wmem_list_insert_sorted (sorted, data, wmem_compare_uint);
          wmem_list_foreach (sorted, add_to_sum, &sum);
          break;
        case 3:
          wmem_list_remove (list, data);
          break;
        case 4:
          if (wmem_list_find (list, data) != NULL)
            wmem_list_remove_frame (list, wmem_list_find (list, data));
          break;
        case 5:
          if (wmem_list_count (list) > 0)
            say (sequence, "peek %u", NUMBER (wmem_stack_peek (list)));
          if (wmem_list_count (list) > 0)
            say (sequence, "pop %u", NUMBER (wmem_stack_pop (list)));
          break;
        case 6:
          {
            wmem_list_frame_t *found = wmem_list_find_custom (list, data, compare_tens);
            say (sequence, "found %d", found ? (int) NUMBER (wmem_list_frame_data (found)) : -1);
            break;
          }
        default:
          wmem_queue_push (list, data);
        }
      wmem_list_foreach (list, add_to_sum, &sum);
      say (sequence, "list %u %u", wmem_list_count (list), sum);
    }
  for (wmem_list_frame_t *frame = wmem_list_tail (list); frame; frame = wmem_list_frame_prev (frame))
    say (sequence, "back %u", NUMBER (wmem_list_frame_data (frame)));
  wmem_destroy_list (list);
}

/* --- arrays ----------------------------------------------------------------------------------------------------- */

static int
compare_words (const void *a, const void *b)
{
  const guint32 left = *(const guint32 *) a, right = *(const guint32 *) b;
  return (left > right) - (left < right);
}

static void
use_array (sequence_t *sequence)
{
  wmem_array_t *array = below (sequence, 2) ? wmem_array_new (sequence->pool, sizeof (guint32))
                                            : wmem_array_sized_new (sequence->pool, sizeof (guint32), below (sequence, 9) + 1);
  const gboolean terminated = below (sequence, 2);
  if (terminated)
    wmem_array_set_null_terminator (array);
  for (guint step = 0; step < 40; step++)
    {
      guint32 words[10], word = 0;
      const guint count = below (sequence, 10) + 1;
      for (guint i = 0; i < count; i++)
        words[i] = below (sequence, 1000);
      switch (below (sequence, 6))
        {
        case 0:
          wmem_array_append_one (array, words[0]);
          break;
        case 1:
          wmem_array_grow (array, count);
          break;
        case 2:
          wmem_array_sort (array, compare_words);
          break;
        case 3:
          if (below (sequence, 10) == 0)
            wmem_array_bzero (array);
          break;
        case 4:
          say (sequence, "try %d", wmem_array_try_index (array, words[0] % 60, &word));
          say (sequence, "got %u", word);
          break;
        default:
          wmem_array_append (array, words, count);
        }
      for (guint i = 0; i < wmem_array_get_count (array); i++)
        word = word * 31 + *(guint32 *) wmem_array_index (array, i);
      say (sequence, "array %u %u", wmem_array_get_count (array), word);
      if (terminated && wmem_array_get_count (array) > 0)
        say (sequence, "end %u", ((guint32 *) wmem_array_get_raw (array))[wmem_array_get_count (array)]);
    }
  wmem_destroy_array (array);
}

/* --- maps ------------------------------------------------------------------------------------------------------- */

static gint64 number_keys[300];
static char string_keys[300][8];

static gconstpointer
key_of (guint kind, guint number)
{
  return kind == 0 ? (gconstpointer) DATA (number) : kind == 1 ? (gconstpointer) string_keys[number]
                                                               : &number_keys[number];
}

static const struct
{
  GHashFunc hash;
  GEqualFunc equal;
} key_kinds[] = {
  { g_direct_hash, g_direct_equal },
  { g_str_hash, g_str_equal },
  { g_int64_hash, g_int64_equal },
  { g_int_hash, g_int_equal },
  { wmem_int64_hash, g_int64_equal },
};

static void
collect_value (gpointer key G_GNUC_UNUSED, gpointer value, gpointer user_data)
{
  wmem_list_append (user_data, value);
}

static void
use_map (sequence_t *sequence)
{
  const guint kind = below (sequence, G_N_ELEMENTS (key_kinds)), universe = below (sequence, 2) ? 300 : 20;
  wmem_map_t *map = wmem_map_new (sequence->pool, key_kinds[kind].hash, key_kinds[kind].equal);
  wmem_list_t *values = wmem_list_new (sequence->pool);
  for (guint step = 0; step < 150; step++)
    {
      gconstpointer key = key_of (kind, below (sequence, universe));
      const void *original = NULL;
      void *value = NULL;
      switch (below (sequence, 7))
        {
        case 0:
          say (sequence, "remove %u", NUMBER (wmem_map_remove (map, key)));
          break;
        case 1:
          say (sequence, "steal %d", wmem_map_steal (map, key));
          break;
        case 2:
          say (sequence, "extended %d", wmem_map_lookup_extended (map, key, &original, &value));
          say (sequence, "value %u %d", NUMBER (value), original == key);
          break;
        case 3:
          say (sequence, "lookup %u %d", NUMBER (wmem_map_lookup (map, key)), wmem_map_contains (map, key));
          break;
        default:
          say (sequence, "insert %u", NUMBER (wmem_map_insert (map, key, DATA (step))));
        }
      say (sequence, "map %u", wmem_map_size (map));
    }
  say (sequence, "keys %u", wmem_list_count (wmem_map_get_keys (sequence->pool, map)));
  wmem_map_foreach (map, collect_value, values);
  say_sorted (sequence, "in map", values);
}

static void
use_multimap (sequence_t *sequence)
{
  wmem_multimap_t *map = wmem_multimap_new (sequence->pool, g_str_hash, g_str_equal);
  for (guint step = 0; step < 150; step++)
    {
      const char *key = string_keys[below (sequence, 6)];
      const guint frame = below (sequence, 60);
      switch (below (sequence, 5))
        {
        case 0:
          say (sequence, "remove %u", NUMBER (wmem_multimap_remove32 (map, key, frame)));
          break;
        case 1:
          say (sequence, "exact %u", NUMBER (wmem_multimap_lookup32 (map, key, frame)));
          break;
        case 2:
          say (sequence, "le %u", NUMBER (wmem_multimap_lookup32_le (map, key, frame)));
          break;
        default:
          say (sequence, "insert %d", wmem_multimap_insert32 (map, key, frame, DATA (step)));
        }
      say (sequence, "multimap %u %u", wmem_multimap_size (map), wmem_multimap_count (map, key));
    }
  say (sequence, "keys %u", wmem_list_count (wmem_multimap_get_keys (sequence->pool, map)));
}

/* --- trees ------------------------------------------------------------------------------------------------------ */

static gboolean
say_number (const void *key, void *value, void *user_data)
{
  say (user_data, "walk %u %u", NUMBER (key), NUMBER (value));
  return NUMBER (value) == 149;
}

static gboolean
say_string (const void *key, void *value, void *user_data)
{
  char *lower = g_ascii_strdown (key, -1);
  say (user_data, "walk %s %u", lower, NUMBER (value));
  g_free (lower);
  return FALSE;
}

static void
use_tree (sequence_t *sequence)
{
  wmem_tree_t *tree = wmem_tree_new (sequence->pool);
  const guint32 spread = below (sequence, 2) ? 1 : 14000000;
  say (sequence, "empty %d", wmem_tree_is_empty (tree));
  for (guint step = 0; step < 150; step++)
    {
      const guint32 key = below (sequence, 300) * spread;
      switch (below (sequence, 5))
        {
        case 0:
          say (sequence, "remove %u", NUMBER (wmem_tree_remove32 (tree, key)));
          break;
        case 1:
          say (sequence, "exact %u le %u", NUMBER (wmem_tree_lookup32 (tree, key)), NUMBER (wmem_tree_lookup32_le (tree, key)));
          break;
        default:
          wmem_tree_insert32 (tree, key, DATA (step));
        }
      say (sequence, "tree %u %d", wmem_tree_count (tree), wmem_tree_is_empty (tree));
    }
  say (sequence, "stopped %d", wmem_tree_foreach (tree, say_number, sequence));
}

static void
use_sequence_tree (sequence_t *sequence)
{
  wmem_tree_t *tree = wmem_tree_new (sequence->pool);
  for (guint step = 0; step < 100; step++)
    {
      guint32 words[] = { below (sequence, 6) * 1000, below (sequence, 6), below (sequence, 6) };
      wmem_tree_key_t whole[] = { { 3, words }, { 0, NULL } };
      wmem_tree_key_t parts[] = { { 1, words }, { 2, words + 1 }, { 0, NULL } };
      if (below (sequence, 2))
        wmem_tree_insert32_array (tree, below (sequence, 2) ? whole : parts, DATA (step));
      else
        {
          say (sequence, "exact %u", NUMBER (wmem_tree_lookup32_array (tree, whole)));
          say (sequence, "le %u", NUMBER (wmem_tree_lookup32_array_le (tree, parts)));
        }
    }
  say (sequence, "stopped %d", wmem_tree_foreach (tree, say_number, sequence));
}

static gboolean
remove_strings (const void *key, void *value, void *user_data)
{
  changing_walk_t *walk = user_data;
  const char *other = random_text (walk->sequence, "abAB", 3);
  say_string (key, value, walk->sequence);
  say (walk->sequence, "remove %u", NUMBER (wmem_tree_remove_string (walk->container, other, walk->flags)));
  return FALSE;
}

static void
use_string_tree (sequence_t *sequence)
{
  const guint32 flags = below (sequence, 2) ? WMEM_TREE_STRING_NOCASE : 0;
  wmem_tree_t *tree = wmem_tree_new (sequence->pool);
  for (guint step = 0; step < 120; step++)
    {
      const char *key = random_text (sequence, "abAB", 3);
      switch (below (sequence, 4))
        {
        case 0:
          say (sequence, "remove %u", NUMBER (wmem_tree_remove_string (tree, key, flags)));
          break;
        case 1:
          say (sequence, "string %u", NUMBER (wmem_tree_lookup_string (tree, key, flags)));
          break;
        default:
          wmem_tree_insert_string (tree, key, DATA (step + 1), flags);
        }
      say (sequence, "strings %u", wmem_tree_count (tree));
    }
  changing_walk_t walk = { .sequence = sequence, .container = tree, .flags = flags };
  wmem_tree_foreach (tree, remove_strings, &walk);
  say (sequence, "strings %u", wmem_tree_count (tree));
  wmem_tree_foreach (tree, say_string, sequence);
}

static gboolean
say_range (const void *key, void *value, void *user_data)
{
  const struct _wmem_range_t *range = key;
  say (user_data, "range %u %u: %u", (guint) range->low, (guint) range->high, NUMBER (value));
  return FALSE;
}

static void
use_interval_tree (sequence_t *sequence)
{
  gboolean used[400] = { FALSE };
  wmem_itree_t *tree = wmem_itree_new (sequence->pool);
  say (sequence, "empty %d", wmem_itree_is_empty (tree));
  for (guint step = 0; step < 150; step++)
    {
      const guint low = below (sequence, 400), high = low + below (sequence, below (sequence, 9) ? 10 : 300);
      if (!used[low])
        wmem_itree_insert (tree, low, high, DATA (low));
      used[low] = TRUE;
      if (wmem_tree_count (tree) == 1)
        say_sorted (sequence, "overlaps", wmem_itree_find_intervals (tree, sequence->pool, high, high + 20));
    }
  say (sequence, "intervals %u %d", wmem_tree_count (tree), wmem_itree_is_empty (tree));
  wmem_tree_foreach (tree, say_range, sequence);
}

/* --- strings ---------------------------------------------------------------------------------------------------- */

static void
use_strings (sequence_t *sequence)
{
  for (guint step = 0; step < 40; step++)
    {
      wmem_allocator_t *pool = sequence->pool;
      const char *text = random_text (sequence, "ab,;AB", 20), *other = random_text (sequence, "ab,", 4);
      const char *delimiter = below (sequence, 2) ? "," : ",;";
      const int limit = (int) below (sequence, 6) - 1;
      gchar **pieces = wmem_strsplit (pool, text, delimiter, limit);
      for (guint i = 0; pieces[i]; i++)
        say (sequence, "piece '%s'", pieces[i]);
      say (sequence, "joined '%s'", pieces[0] ? wmem_strjoinv (pool, other, pieces) : "");
      say (sequence, "'%s' '%s'", wmem_strdup (pool, text), wmem_strndup (pool, text, below (sequence, 25)));
      say (sequence, "'%s' '%s'", wmem_strconcat (pool, text, other, text, NULL), wmem_strjoin (pool, other, text, "x", text, NULL));
      say (sequence, "'%s' '%s'", wmem_ascii_strdown (pool, text, -1),
           wmem_ascii_strdown (pool, text, (gssize) below (sequence, 1 + (guint) strlen (text))));
      say (sequence, "'%s'", wmem_strdup_printf (pool, "%*s|%s|%d", (int) below (sequence, 600), text, other, limit));
      const guint8 *found = ws_memmem (text, strlen (text), other, strlen (other));
      say (sequence, "memmem %d", found ? (int) (found - (const guint8 *) text) : -1);
      say (sequence, "%d %d", wmem_compare_int (DATA (limit), DATA (step)) < 0, wmem_compare_uint (DATA (limit), DATA (step)) < 0);
      if (*text)
        say (sequence, "'%s'", (char *) wmem_memdup (pool, text, strlen (text) + 1));
    }
}

static void
use_strbuf (sequence_t *sequence)
{
  wmem_strbuf_t *strbuf = below (sequence, 2) ? wmem_strbuf_new (sequence->pool, random_text (sequence, "xyz", 40))
                                              : wmem_strbuf_sized_new (sequence->pool, below (sequence, 50), 0);
  wmem_strbuf_t *other = wmem_strbuf_new (sequence->pool, "xy");
  for (guint step = 0; step < 60; step++)
    {
      const char *text = random_text (sequence, "xyz", below (sequence, 8) ? 12 : 400);
      switch (below (sequence, 8))
        {
        case 0:
          wmem_strbuf_append (strbuf, text);
          break;
        case 1:
          wmem_strbuf_append_len (strbuf, text, strlen (text) / 2);
          break;
        case 2:
          wmem_strbuf_append_c (strbuf, 'c');
          break;
        case 3:
          wmem_strbuf_append_printf (strbuf, "[%s|%5u]", text, step);
          break;
        case 4:
          wmem_strbuf_append_unichar (strbuf, below (sequence, 2) ? below (sequence, 0x7f) + 1 : 0xe000 + below (sequence, 0xfff));
          break;
        case 5:
          wmem_strbuf_truncate (strbuf, below (sequence, 60));
          break;
        case 6:
          other = wmem_strbuf_dup (sequence->pool, strbuf);
          wmem_strbuf_truncate (other, below (sequence, 4) + 1);
          break;
        default:
          {
            const char *found = wmem_strbuf_strstr (strbuf, other);
            say (sequence, "strstr %d", found ? (int) (found - strbuf->str) : -1);
            const int order = wmem_strbuf_strcmp (strbuf, other);
            say (sequence, "strcmp %d", (order > 0) - (order < 0));
          }
        }
      say (sequence, "strbuf %u '%s'", (guint) wmem_strbuf_get_len (strbuf), wmem_strbuf_get_str (strbuf));
    }
  say (sequence, "'%s'", wmem_strbuf_finalize (strbuf));
}

/* --- autoreset and callbacks ------------------------------------------------------------------------------------ */

static gboolean
say_event (wmem_allocator_t *pool G_GNUC_UNUSED, wmem_cb_event_t event, void *user_data)
{
  sequence_t *sequence = user_data;
  say (sequence, "event %d", (int) event);
  return below (sequence, 3) > 0;
}

static void
use_pools (sequence_t *sequence)
{
  wmem_allocator_t *data = wmem_allocator_new (below (sequence, 2) ? WMEM_ALLOCATOR_BLOCK : WMEM_ALLOCATOR_BLOCK_FAST);
  wmem_map_t *map = wmem_map_new_autoreset (sequence->pool, data, g_direct_hash, g_direct_equal);
  wmem_tree_t *tree = wmem_tree_new_autoreset (sequence->pool, data);
  guint id = 0;
  for (guint step = 0; step < 100; step++)
    {
      switch (below (sequence, 6))
        {
        case 0:
          if (below (sequence, 4) == 0)
            wmem_free_all (data);
          break;
        case 1:
          id = wmem_register_callback (data, say_event, sequence);
          break;
        case 2:
          if (id != 0)
            wmem_unregister_callback (data, id);
          id = 0;
          break;
        case 3:
          if (below (sequence, 5) == 0)
            {
              id = 0;
              wmem_leave_scope (data);
              say (sequence, "in scope %d", wmem_in_scope (data));
              wmem_enter_scope (data);
            }
          break;
        default:
          wmem_map_insert (map, DATA (below (sequence, 30)), DATA (step));
          wmem_tree_insert32 (tree, below (sequence, 30), DATA (step));
        }
      say (sequence, "autoreset %u %u %u", wmem_map_size (map), wmem_tree_count (tree), NUMBER (wmem_map_lookup (map, DATA (5))));
    }
  wmem_destroy_allocator (data);
}

static void (*const uses[]) (sequence_t *sequence)
    = { use_list, use_array, use_map, use_multimap, use_tree, use_sequence_tree, use_string_tree, use_interval_tree,
        use_strings, use_strbuf, use_pools };

static void
run (guint number, GString *trace)
{
  wmem_allocator_t *pool = wmem_allocator_new ((wmem_allocator_type_t) (number / G_N_ELEMENTS (uses) % 4));
  sequence_t sequence = { pool, g_rand_new_with_seed (number), trace };
  uses[number % G_N_ELEMENTS (uses)](&sequence);
  g_rand_free (sequence.random);
  wmem_destroy_allocator (pool);
}

int
main (int argc, char **argv)
{
  GString *trace = g_string_new (NULL);
  const guint first = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 0;
  if (argc > 1 && strcmp (argv[1], "--differences") == 0)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (differences); i++)
        printf ("%s: %s\n", differences[i].difference, differences[i].stepped_around);
      return 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (number_keys); i++)
    {
      number_keys[i] = i * 1000;
      g_snprintf (string_keys[i], sizeof string_keys[i], "k%u", i);
    }
  wmem_init ();
  if (argc < 3)
    {
      run (first, trace);
      fputs (trace->str, stdout);
    }
  for (guint number = first; argc >= 3 && number < first + (guint) strtoul (argv[2], NULL, 10); number++)
    {
      g_string_truncate (trace, 0);
      run (number, trace);
      printf ("%u %08x %zu\n", number, g_str_hash (trace->str), trace->len);
    }
  wmem_cleanup ();
  return 0;
}
