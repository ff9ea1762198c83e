/* SPDX-License-Identifier: MIT */
/*
 * libwmem's containers against upstream's and GLib's: processor nanoseconds an operation, interleaved in one process.
 *
 * Every peer runs every workload in turn, round after round; the least time of each counts. Upstream's library is
 * loaded at run time with its own symbols first, and left out where it is not installed. Keys are random numbers, and
 * strings of 12 to 24 bytes; lookups come in another random order than insertions.
 *
 *   bench-containers [WORD] [SIZE...]     default 1000 100000 1000000; WORD: only what begins with it, as "map"
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "wmem/wmem.h"

#define STEPS 100000 /* at least so many operations a round */
#define INTERVAL_QUERIES 200
#define MOST_RESULTS 5

typedef struct
{
  guint32 *numbers; /* even, and all but a few different */
  guint *order;    /* a permutation, always the same: predictors learn a short one by heart */
  guint *shuffled; /* for small sizes another permutation at each call */
  gchar **strings;
} keys_t;

static volatile gsize eaten;
#define EAT(value) (eaten += (gsize) (value))

static double
now (void)
{
  struct timespec time;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e9 + (double) time.tv_nsec;
}

/* Adds the time of each of N steps to TOTAL. */
#define MEASURE(total, n, ...)                                                                                        \
  do                                                                                                                  \
    {                                                                                                                 \
      const guint steps = (n);                                                                                        \
      const double start = now ();                                                                                    \
      for (guint i = 0; i < steps; i++)                                                                               \
        {                                                                                                             \
          __VA_ARGS__;                                                                                                \
        }                                                                                                             \
      total += (now () - start) / steps;                                                                              \
    }                                                                                                                 \
  while (0)

/* --- libwmem -------------------------------------------------------------------------------------------------------- */

#define WORKLOAD(name) ours_##name
#include "container_workloads.h"
#undef WORKLOAD

/* --- upstream ------------------------------------------------------------------------------------------------------- */

#define UPSTREAM_FUNCTIONS(DO)                                                                                        \
  DO (wmem_allocator_new) DO (wmem_free_all) DO (wmem_tree_new) DO (wmem_tree_insert32)                      \
  DO (wmem_tree_lookup32) DO (wmem_tree_lookup32_le) DO (wmem_tree_remove32) DO (wmem_tree_insert_string)             \
  DO (wmem_tree_lookup_string) DO (wmem_map_new) DO (wmem_map_insert) DO (wmem_map_lookup) DO (wmem_map_remove)       \
  DO (wmem_str_hash) DO (wmem_list_new) DO (wmem_list_append) DO (wmem_list_prepend) DO (wmem_list_head)              \
  DO (wmem_list_frame_next) DO (wmem_list_frame_data) DO (wmem_stack_pop) DO (wmem_array_new) DO (wmem_array_append)  \
  DO (wmem_array_index) DO (wmem_strbuf_new) DO (wmem_strbuf_append) DO (wmem_strbuf_append_c)                        \
  DO (wmem_strbuf_append_printf) DO (wmem_strdup_printf) DO (wmem_itree_new) DO (wmem_itree_insert)                   \
  DO (wmem_itree_find_intervals)

#define MEMBER(name) __typeof__ (&name) name;
static struct
{
  UPSTREAM_FUNCTIONS (MEMBER)
} upstream;

static gboolean
upstream_load (void)
{
  void *library = NULL;
  void (*init) (void);
  for (int version = 20; version > 10 && library == NULL; version--)
    {
      gchar *name = g_strdup_printf ("libwsutil.so.%d", version);
      library = dlopen (name, RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
      g_free (name);
    }
  if (library == NULL)
    return FALSE;
#define LOAD(name) *(void **) &upstream.name = dlsym (library, #name);
  UPSTREAM_FUNCTIONS (LOAD)
  *(void **) &init = dlsym (library, "wmem_init");
  init ();
  return TRUE;
}

#define wmem_allocator_new upstream.wmem_allocator_new
#define wmem_free_all upstream.wmem_free_all
#define wmem_tree_new upstream.wmem_tree_new
#define wmem_tree_insert32 upstream.wmem_tree_insert32
#define wmem_tree_lookup32 upstream.wmem_tree_lookup32
#define wmem_tree_lookup32_le upstream.wmem_tree_lookup32_le
#define wmem_tree_remove32 upstream.wmem_tree_remove32
#define wmem_tree_insert_string upstream.wmem_tree_insert_string
#define wmem_tree_lookup_string upstream.wmem_tree_lookup_string
#define wmem_map_new upstream.wmem_map_new
#define wmem_map_insert upstream.wmem_map_insert
#define wmem_map_lookup upstream.wmem_map_lookup
#define wmem_map_remove upstream.wmem_map_remove
#define wmem_str_hash upstream.wmem_str_hash
#define wmem_list_new upstream.wmem_list_new
#define wmem_list_append upstream.wmem_list_append
#define wmem_list_prepend upstream.wmem_list_prepend
#define wmem_list_head upstream.wmem_list_head
#define wmem_list_frame_next upstream.wmem_list_frame_next
#define wmem_list_frame_data upstream.wmem_list_frame_data
#define wmem_stack_pop upstream.wmem_stack_pop
#define wmem_array_new upstream.wmem_array_new
#define wmem_array_append upstream.wmem_array_append
#define wmem_array_index upstream.wmem_array_index
#define wmem_strbuf_new upstream.wmem_strbuf_new
#define wmem_strbuf_append upstream.wmem_strbuf_append
#define wmem_strbuf_append_c upstream.wmem_strbuf_append_c
#define wmem_strbuf_append_printf upstream.wmem_strbuf_append_printf
#define wmem_strdup_printf upstream.wmem_strdup_printf
#define wmem_itree_new upstream.wmem_itree_new
#define wmem_itree_insert upstream.wmem_itree_insert
#define wmem_itree_find_intervals upstream.wmem_itree_find_intervals

#define WORKLOAD(name) upstream_##name
#include "container_workloads.h"
#undef WORKLOAD

/* --- GLib ----------------------------------------------------------------------------------------------------------- */

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  return (a > b) - (a < b);
}

static gpointer
glib_lookup_le (GTree *tree, gpointer key)
{
  GTreeNode *above = g_tree_upper_bound (tree, key);
  GTreeNode *node = above ? g_tree_node_previous (above) : g_tree_node_last (tree);
  return node ? g_tree_node_value (node) : NULL;
}

static void
glib_tree (const keys_t *keys, guint n, double *out)
{
  GTree *tree = g_tree_new (compare_numbers);
  MEASURE (out[0], n, g_tree_insert (tree, GUINT_TO_POINTER (keys->numbers[i]), (gpointer) keys));
  MEASURE (out[1], n, EAT (g_tree_lookup (tree, GUINT_TO_POINTER (keys->numbers[keys->order[i]]))));
  MEASURE (out[2], n, EAT (glib_lookup_le (tree, GUINT_TO_POINTER (keys->numbers[keys->order[i]] + 1))));
  MEASURE (out[3], n, EAT (g_tree_lookup (tree, GUINT_TO_POINTER (keys->numbers[keys->shuffled[i]]))));
  MEASURE (out[4], n, EAT (g_tree_remove (tree, GUINT_TO_POINTER (keys->numbers[keys->order[i]]))));
  g_tree_destroy (tree);
}

static void
glib_frame_tree (const keys_t *keys, guint n, double *out)
{
  GTree *tree = g_tree_new (compare_numbers);
  MEASURE (out[0], n, g_tree_insert (tree, GUINT_TO_POINTER (i + 1), (gpointer) keys));
  MEASURE (out[1], n, EAT (g_tree_lookup (tree, GUINT_TO_POINTER (i + 1))));
  g_tree_destroy (tree);
}

static void
glib_string_tree (const keys_t *keys, guint n, double *out)
{
  GTree *tree = g_tree_new ((GCompareFunc) strcmp);
  MEASURE (out[0], n, g_tree_insert (tree, keys->strings[i], (gpointer) keys));
  MEASURE (out[1], n, EAT (g_tree_lookup (tree, keys->strings[keys->order[i]])));
  g_tree_destroy (tree);
}

static void
glib_map (const keys_t *keys, guint n, double *out)
{
  GHashTable *map = g_hash_table_new (g_direct_hash, g_direct_equal);
  MEASURE (out[0], n, g_hash_table_insert (map, GUINT_TO_POINTER (keys->numbers[i]), (gpointer) keys));
  MEASURE (out[1], n, EAT (g_hash_table_lookup (map, GUINT_TO_POINTER (keys->numbers[keys->order[i]]))));
  MEASURE (out[2], n, EAT (g_hash_table_lookup (map, GUINT_TO_POINTER (keys->numbers[keys->order[i]] + 1))));
  MEASURE (out[3], n, EAT (g_hash_table_remove (map, GUINT_TO_POINTER (keys->numbers[keys->order[i]]))));
  g_hash_table_destroy (map);
}

static void
glib_string_map (const keys_t *keys, guint n, double *out)
{
  GHashTable *map = g_hash_table_new (g_str_hash, g_str_equal);
  MEASURE (out[0], n, g_hash_table_insert (map, keys->strings[i], (gpointer) keys));
  MEASURE (out[1], n, EAT (g_hash_table_lookup (map, keys->strings[keys->order[i]])));
  g_hash_table_destroy (map);
}

static void
glib_small_map (const keys_t *keys, guint n, double *out)
{
  MEASURE (out[0], n, g_hash_table_destroy (g_hash_table_new (g_direct_hash, g_direct_equal)));
  MEASURE (
      out[1], n, GHashTable *map = g_hash_table_new (g_direct_hash, g_direct_equal);
      for (guint k = 0; k < 4; k++) g_hash_table_insert (map, GUINT_TO_POINTER (keys->numbers[k]), (gpointer) keys);
      g_hash_table_destroy (map));
}

static void
glib_list (const keys_t *keys, guint n, double *out)
{
  GQueue *list = g_queue_new ();
  MEASURE (out[0], n, g_queue_push_tail (list, keys->strings + i));
  GList *link = list->head;
  MEASURE (out[1], n, EAT (link->data); link = link->next);
  MEASURE (out[2], n, g_queue_push_head (list, (gpointer) keys); EAT (g_queue_pop_head (list)));
  g_queue_free (list);
}

static void
glib_array (const keys_t *keys, guint n, double *out)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (guint32));
  MEASURE (out[0], n, g_array_append_vals (array, &keys->numbers[i], 1));
  MEASURE (out[1], n, EAT (g_array_index (array, guint32, keys->order[i])));
  g_array_free (array, TRUE);
}

static void
glib_strbuf (const keys_t *keys, guint n, double *out)
{
  GString *buffer = g_string_new ("");
  MEASURE (out[0], n, g_string_append_c (buffer, (gchar) ('a' + i % 26)));
  g_string_free (buffer, TRUE);
  buffer = g_string_new ("");
  MEASURE (out[1], n, g_string_append (buffer, keys->strings[i]));
  g_string_free (buffer, TRUE);
  buffer = g_string_new ("");
  MEASURE (out[2], n, g_string_append_printf (buffer, "%s:%u", "port", i));
  MEASURE (out[3], n, g_free (g_strdup_printf ("%s:%u", "port", i)));
  g_string_free (buffer, TRUE);
}

/* --- the table ------------------------------------------------------------------------------------------------------ */

typedef void (*workload_t) (const keys_t *keys, guint n, double *out);

enum
{
  OURS,
  UPSTREAM,
  GLIB,
  N_PEERS
};

static const struct
{
  const char *results[MOST_RESULTS];
  workload_t run[N_PEERS];
  guint most; /* 0: every size */
} workloads[] = {
  { { "tree insert32", "tree lookup32", "tree lookup32_le", "tree lookup32 shuffled", "tree remove32" },
    { ours_tree, upstream_tree, glib_tree },
    0 },
  { { "tree insert32 in order", "tree lookup32 in order" },
    { ours_frame_tree, upstream_frame_tree, glib_frame_tree },
    0 },
  { { "tree insert string", "tree lookup string" }, { ours_string_tree, upstream_string_tree, glib_string_tree }, 0 },
  { { "map insert", "map lookup", "map miss", "map remove" }, { ours_map, upstream_map, glib_map }, 0 },
  { { "map insert string", "map lookup string" }, { ours_string_map, upstream_string_map, glib_string_map }, 0 },
  { { "new map", "new map of four keys" }, { ours_small_map, upstream_small_map, glib_small_map }, 1000 },
  { { "list append", "list iterate", "stack push and pop" }, { ours_list, upstream_list, glib_list }, 0 },
  { { "array append", "array index" }, { ours_array, upstream_array, glib_array }, 0 },
  { { "strbuf append_c", "strbuf append", "strbuf append_printf", "strdup_printf" },
    { ours_strbuf, upstream_strbuf, glib_strbuf },
    100000 },
  { { "interval insert", "interval find" }, { ours_interval, upstream_interval, NULL }, 100000 },
};

/* Different numbers for different ones, without a pattern that would please any hash. */
static guint32
scramble (guint32 number)
{
  number = (number ^ number >> 16) * 0x7feb352d;
  number = (number ^ number >> 15) * 0x846ca68b;
  return number ^ number >> 16;
}

static keys_t
make_keys (guint n)
{
  const guint permutations = MAX (1, STEPS / n);
  keys_t keys = { g_new (guint32, n), g_new (guint, n * permutations), NULL, g_new (gchar *, n + 1) };
  guint32 random = 1;
  for (guint i = 0; i < n; i++)
    {
      keys.numbers[i] = scramble (i) & ~1u;
      keys.strings[i] = g_strdup_printf ("%s-%x.example", i % 3 ? "host" : "printer", keys.numbers[i]);
    }
  for (guint p = 0; p < permutations; p++)
    {
      guint *order = keys.order + p * n;
      for (guint i = 0; i < n; i++)
        order[i] = i;
      for (guint i = n - 1; i > 0; i--)
        {
          random = random * 1664525 + 1013904223;
          guint other = (guint) ((guint64) random * (i + 1) >> 32), swapped = order[i];
          order[i] = order[other];
          order[other] = swapped;
        }
    }
  keys.strings[n] = NULL;
  return keys;
}

static void
run_size (guint n, const char *word, gboolean with_upstream)
{
  keys_t keys = make_keys (n);
  const guint repeats = MAX (1, STEPS / n), rounds = n >= 1000000 ? 3 : 7;
  printf ("\n%u elements: ns an operation%*s libwmem  upstream      GLib   to upstream   to GLib\n", n, 4, "");
  for (gsize w = 0; w < G_N_ELEMENTS (workloads); w++)
    {
      double least[N_PEERS][MOST_RESULTS];
      if ((workloads[w].most != 0 && n > workloads[w].most) || !g_str_has_prefix (workloads[w].results[0], word))
        continue;
      for (int peer = 0; peer < N_PEERS; peer++)
        for (int k = 0; k < MOST_RESULTS; k++)
          least[peer][k] = G_MAXDOUBLE;
      for (guint round = 0; round < rounds; round++)
        for (int peer = 0; peer < N_PEERS; peer++)
          {
            double out[MOST_RESULTS] = { 0 };
            if (workloads[w].run[peer] == NULL || (peer == UPSTREAM && !with_upstream))
              continue;
            for (guint i = 0; i < repeats; i++)
              {
                keys.shuffled = keys.order + i * n;
                workloads[w].run[peer](&keys, n, out);
              }
            for (int k = 0; k < MOST_RESULTS; k++)
              least[peer][k] = MIN (least[peer][k], out[k] / repeats);
          }
      for (int k = 0; k < MOST_RESULTS && workloads[w].results[k]; k++)
        {
          printf ("%-32s", workloads[w].results[k]);
          for (int peer = 0; peer < N_PEERS; peer++)
            if (least[peer][k] < G_MAXDOUBLE)
              printf ("%10.1f", least[peer][k]);
            else
              printf ("%10s", "-");
          for (int peer = UPSTREAM; peer < N_PEERS; peer++)
            if (least[peer][k] < G_MAXDOUBLE)
              printf ("%12.2f", least[OURS][k] / least[peer][k]);
            else
              printf ("%12s", "-");
          printf ("\n");
          fflush (stdout);
        }
    }
  g_free (keys.numbers);
  g_free (keys.order);
  g_strfreev (keys.strings);
}

int
main (int argc, char **argv)
{
  static const guint default_sizes[] = { 1000, 100000, 1000000 };
  const gboolean with_upstream = upstream_load ();
  const gboolean has_word = argc > 1 && !g_ascii_isdigit (argv[1][0]);
  const char *word = has_word ? argv[1] : "";
  const int first = has_word ? 2 : 1;
  if (!with_upstream)
    printf ("left out: upstream (libwsutil is not installed)\n");
  for (int i = first; i < argc; i++)
    run_size ((guint) atoi (argv[i]), word, with_upstream);
  for (guint i = 0; argc == first && i < G_N_ELEMENTS (default_sizes); i++)
    run_size (default_sizes[i], word, with_upstream);
  return EXIT_SUCCESS;
}
