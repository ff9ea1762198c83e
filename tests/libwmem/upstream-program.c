/* SPDX-License-Identifier: MIT */
/*
 * A program as others write it, compiled against upstream's headers: preload.sh runs it on upstream's library and on this
 * one, and what it prints must be the same. It looks at return values, callbacks, visible structs and enum values.
 */
#include <stdio.h>
#include <string.h>

#define ITEM_LABEL_LENGTH 240
#include <wsutil/str_util.h>
#include <wsutil/wmem/wmem.h>

static gboolean
print_number (const void *key, void *value, void *user_data)
{
  printf ("  %u: %u%s\n", GPOINTER_TO_UINT (key), GPOINTER_TO_UINT (value), (const char *) user_data);
  return GPOINTER_TO_UINT (key) == 700;
}

static gboolean
print_string (const void *key, void *value, void *user_data G_GNUC_UNUSED)
{
  printf ("  %s: %u\n", (const char *) key, GPOINTER_TO_UINT (value));
  return FALSE;
}

static void
use_trees (wmem_allocator_t *pool)
{
  wmem_tree_t *tree = wmem_tree_new (pool);
  printf ("tree: empty %d count %u\n", wmem_tree_is_empty (tree), wmem_tree_count (tree));
  for (guint i = 0; i < 1000; i++)
    wmem_tree_insert32 (tree, i * 7919 % 1000, GUINT_TO_POINTER (i + 1));
  wmem_tree_insert32 (tree, 5, GUINT_TO_POINTER (99));
  printf ("tree: count %u, 5 is %u, le 5000 is %u\n", wmem_tree_count (tree),
          GPOINTER_TO_UINT (wmem_tree_lookup32 (tree, 5)), GPOINTER_TO_UINT (wmem_tree_lookup32_le (tree, 5000)));
  printf ("tree: foreach stopped %d\n", wmem_tree_foreach (tree, print_number, ""));
  printf ("tree: removed %u\n", GPOINTER_TO_UINT (wmem_tree_remove32 (tree, 5)));
  printf ("tree: 5 is %u\n", GPOINTER_TO_UINT (wmem_tree_lookup32 (tree, 5)));

  wmem_tree_t *strings = wmem_tree_new (pool);
  const char *words[] = { "pear", "Apple", "fig", "banana", "Fig", "" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    wmem_tree_insert_string (strings, words[i], GUINT_TO_POINTER (i + 1), WMEM_TREE_STRING_NOCASE);
  printf ("strings: %u, FIG is %u, plum is %u\n", wmem_tree_count (strings),
          GPOINTER_TO_UINT (wmem_tree_lookup_string (strings, "FIG", WMEM_TREE_STRING_NOCASE)),
          GPOINTER_TO_UINT (wmem_tree_lookup_string (strings, "plum", WMEM_TREE_STRING_NOCASE)));
  wmem_tree_foreach (strings, print_string, NULL);

  guint32 first = 7, rest[2] = { 8, 9 };
  wmem_tree_key_t key[] = { { 1, &first }, { 2, rest }, { 0, NULL } };
  wmem_tree_t *arrays = wmem_tree_new (pool);
  wmem_tree_insert32_array (arrays, key, GUINT_TO_POINTER (1));
  rest[1] = 20;
  wmem_tree_insert32_array (arrays, key, GUINT_TO_POINTER (2));
  rest[1] = 15;
  printf ("arrays: exact %u", GPOINTER_TO_UINT (wmem_tree_lookup32_array (arrays, key)));
  printf (" le %u\n", GPOINTER_TO_UINT (wmem_tree_lookup32_array_le (arrays, key)));
  wmem_tree_foreach (arrays, print_number, " in arrays");
  wmem_tree_destroy (tree, FALSE, FALSE);
}

static void
use_maps (wmem_allocator_t *pool)
{
  wmem_map_t *map = wmem_map_new (pool, g_str_hash, g_str_equal);
  const void *key;
  void *value;
  char spelled[] = "two";
  printf ("map: inserted over %u", GPOINTER_TO_UINT (wmem_map_insert (map, "one", GUINT_TO_POINTER (1))));
  printf (" %u", GPOINTER_TO_UINT (wmem_map_insert (map, "two", GUINT_TO_POINTER (2))));
  printf (" %u\n", GPOINTER_TO_UINT (wmem_map_insert (map, spelled, GUINT_TO_POINTER (3))));
  printf ("map: size %u, two is %u", wmem_map_size (map), GPOINTER_TO_UINT (wmem_map_lookup (map, spelled)));
  printf (" extended %d", wmem_map_lookup_extended (map, spelled, &key, &value));
  printf (" old key kept %d\n", key != spelled);
  printf ("map: keys %u\n", wmem_list_count (wmem_map_get_keys (pool, map)));
  printf ("map: stolen %d", wmem_map_steal (map, "one"));
  printf (" %d", wmem_map_steal (map, "one"));
  printf (" removed %u", GPOINTER_TO_UINT (wmem_map_remove (map, "two")));
  printf (" %u\n", GPOINTER_TO_UINT (wmem_map_remove (map, "two")));

  wmem_multimap_t *multimap = wmem_multimap_new (pool, g_direct_hash, g_direct_equal);
  printf ("multimap: there %d", wmem_multimap_insert32 (multimap, GUINT_TO_POINTER (1), 10, GUINT_TO_POINTER (100)));
  printf (" %d", wmem_multimap_insert32 (multimap, GUINT_TO_POINTER (1), 20, GUINT_TO_POINTER (200)));
  printf (" %d\n", wmem_multimap_insert32 (multimap, GUINT_TO_POINTER (2), 20, GUINT_TO_POINTER (300)));
  printf ("multimap: size %u count %u le %u none %u\n", wmem_multimap_size (multimap),
          wmem_multimap_count (multimap, GUINT_TO_POINTER (1)),
          GPOINTER_TO_UINT (wmem_multimap_lookup32_le (multimap, GUINT_TO_POINTER (1), 19)),
          GPOINTER_TO_UINT (wmem_multimap_lookup32 (multimap, GUINT_TO_POINTER (1), 19)));
}

static void
use_lists_and_arrays (wmem_allocator_t *pool)
{
  wmem_list_t *list = wmem_list_new (pool);
  for (guint i = 0; i < 5; i++)
    wmem_list_insert_sorted (list, GUINT_TO_POINTER (i * 3 % 5 + 1), wmem_compare_uint);
  wmem_list_prepend (list, GUINT_TO_POINTER (9));
  wmem_list_append (list, GUINT_TO_POINTER (8));
  wmem_list_remove (list, GUINT_TO_POINTER (3));
  for (wmem_list_frame_t *frame = wmem_list_head (list); frame; frame = wmem_list_frame_next (frame))
    printf (" %u", GPOINTER_TO_UINT (wmem_list_frame_data (frame)));
  printf ("\nlist: count %u found %d\n", wmem_list_count (list), wmem_list_find (list, GUINT_TO_POINTER (8)) != NULL);

  wmem_stack_t *stack = wmem_stack_new (pool);
  wmem_queue_t *queue = wmem_queue_new (pool);
  for (guint i = 1; i < 4; i++)
    {
      wmem_stack_push (stack, GUINT_TO_POINTER (i));
      wmem_queue_push (queue, GUINT_TO_POINTER (i));
    }
  printf ("stack %u, queue %u\n", GPOINTER_TO_UINT (wmem_stack_pop (stack)), GPOINTER_TO_UINT (wmem_queue_pop (queue)));

  wmem_array_t *array = wmem_array_new (pool, sizeof (guint32));
  wmem_array_set_null_terminator (array);
  for (guint32 i = 0; i < 100; i++)
    {
      guint32 element = 1000 - i;
      wmem_array_append_one (array, element);
    }
  guint32 copy = 0;
  printf ("array: %u, [7] %u, end %u, try %d", wmem_array_get_count (array), *(guint32 *) wmem_array_index (array, 7),
          ((guint32 *) wmem_array_get_raw (array))[100], wmem_array_try_index (array, 3, &copy));
  printf (" %u, beyond %d\n", copy, wmem_array_try_index (array, 100, &copy));
}

static void
use_strings (wmem_allocator_t *pool)
{
  printf ("%s|%s|%s\n", wmem_strdup (pool, NULL), wmem_strndup (pool, "abcdef", 3),
          wmem_strdup_printf (pool, "%05d", 42));
  printf ("%s|%s|%s\n", wmem_strconcat (pool, "a", "b", "c", NULL), wmem_strjoin (pool, ", ", "x", "y", NULL),
          wmem_ascii_strdown (pool, "MiXeD", -1));
  const char *split[] = { "a,,b,c,", ",a", "", "abc" };
  for (guint i = 0; i < G_N_ELEMENTS (split); i++)
    for (int limit = 0; limit < 3; limit++)
      {
        gchar **pieces = wmem_strsplit (pool, split[i], ",", limit);
        printf ("split %d:", limit);
        for (guint j = 0; pieces && pieces[j]; j++)
          printf (" <%s>", pieces[j]);
        printf ("\n");
      }
  wmem_strbuf_t *strbuf = wmem_strbuf_new (pool, "start");
  wmem_strbuf_append (strbuf, NULL);
  wmem_strbuf_append_printf (strbuf, " %s %d", "text", 7);
  wmem_strbuf_append_c (strbuf, '!');
  wmem_strbuf_append_unichar (strbuf, 0x20ac);
  printf ("%s %" G_GSIZE_FORMAT, strbuf->str, strbuf->len);
  wmem_strbuf_truncate (strbuf, 5);
  printf (" %s %" G_GSIZE_FORMAT "\n", wmem_strbuf_get_str (strbuf), wmem_strbuf_get_len (strbuf));
  printf ("%s\n", wmem_strbuf_finalize (strbuf));
}

static gboolean
note_event (wmem_allocator_t *pool G_GNUC_UNUSED, wmem_cb_event_t event, void *user_data)
{
  printf ("callback: %s event %d\n", (const char *) user_data, (int) event);
  return strcmp (user_data, "once") != 0;
}

int
main (void)
{
  wmem_init ();
  for (int type = WMEM_ALLOCATOR_SIMPLE; type <= WMEM_ALLOCATOR_BLOCK_FAST; type++)
    {
      printf ("== type %d\n", type);
      wmem_allocator_t *pool = wmem_allocator_new ((wmem_allocator_type_t) type);
      wmem_register_callback (pool, note_event, (void *) "always");
      wmem_register_callback (pool, note_event, (void *) "once");
      wmem_unregister_callback (pool, wmem_register_callback (pool, note_event, (void *) "never"));
      use_trees (pool);
      use_maps (pool);
      use_lists_and_arrays (pool);
      use_strings (pool);
      printf ("zero: %d %d %d\n", wmem_alloc (pool, 0) == NULL, wmem_realloc (pool, NULL, 0) == NULL,
              wmem_memdup (pool, "x", 0) == NULL);
      wmem_gc (pool);
      wmem_free_all (pool);
      wmem_destroy_allocator (pool);
    }
  wmem_cleanup ();
  return 0;
}
