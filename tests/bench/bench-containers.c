/* SPDX-License-Identifier: MIT */
/*
 * libwmem's containers against upstream's and GLib's: processor nanoseconds an operation, interleaved in one process.
 *
 * Every peer runs every workload in turn, round after round; the least time of each counts. Two libraries called the same
 * way: libwmem and upstream's are both shared objects, called by the same code through pointers, as stock programs call
 * them. Two libraries that inline from their headers: libwmem as a program compiled against it has it, and GLib. Upstream's
 * library is loaded at run time with its own symbols first, and left out where it is not installed. Keys are random
 * numbers, and strings of 12 to 24 bytes; lookups come in another random order than insertions.
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

/* Keys of the maps that a packet makes, and of small trees. */
static const guint packet_map_sizes[] = { 4, 8, 14, 20, 30 };
static const guint small_tree_sizes[] = { 1, 2, 4, 6, 8 };

typedef struct
{
  guint32 *numbers; /* even, and all but a few different */
  guint *order;     /* a permutation, always the same: predictors learn a short one by heart */
  guint *shuffled;  /* for small sizes another permutation at each call */
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
#define MEASURE(total, n, ...)           \
  do                                     \
    {                                    \
      const guint steps = (n);           \
      const double start = now ();       \
      for (guint i = 0; i < steps; i++)  \
        {                                \
          __VA_ARGS__;                   \
        }                                \
      total += (now () - start) / steps; \
    }                                    \
  while (0)

/* --- libwmem inlined ------------------------------------------------------------------------------------------------ */

#define WORKLOAD(name) inlined_##name
#include "container_workloads.h"
#undef WORKLOAD

/* --- libwmem and upstream, called ----------------------------------------------------------------------------------- */

/* clang-format off */
#define FUNCTIONS(DO)                                                                                                 \
  DO (wmem_allocator_new) DO (wmem_free_all) DO (wmem_tree_new) DO (wmem_tree_insert32)                               \
  DO (wmem_tree_lookup32) DO (wmem_tree_lookup32_le) DO (wmem_tree_remove32) DO (wmem_tree_insert_string)             \
  DO (wmem_tree_lookup_string) DO (wmem_map_new) DO (wmem_map_insert) DO (wmem_map_lookup) DO (wmem_map_remove)       \
  DO (wmem_str_hash) DO (wmem_list_new) DO (wmem_list_append) DO (wmem_list_prepend) DO (wmem_list_head)              \
  DO (wmem_list_frame_next) DO (wmem_list_frame_data) DO (wmem_stack_pop) DO (wmem_array_new) DO (wmem_array_append)  \
  DO (wmem_array_index) DO (wmem_strbuf_new) DO (wmem_strbuf_append) DO (wmem_strbuf_append_c)                        \
  DO (wmem_strbuf_append_printf) DO (wmem_strbuf_finalize) DO (wmem_strdup_printf) DO (wmem_itree_new)                \
  DO (wmem_itree_insert) DO (wmem_itree_find_intervals)
/* clang-format on */

#define MEMBER(name) __typeof__ (&name) name;
typedef struct
{
  FUNCTIONS (MEMBER)
} library_t;

static library_t ours, upstream;
static const library_t *volatile chosen; /* whose turn it is: nothing that a compiler could look through */

static gboolean
libraries_load (void)
{
  void *library = NULL;
  void (*init) (void);
#define TAKE(name) ours.name = &name;
  FUNCTIONS (TAKE)
  for (int version = 20; version > 10 && library == NULL; version--)
    {
      gchar *name = g_strdup_printf ("libwsutil.so.%d", version);
      library = dlopen (name, RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
      g_free (name);
    }
  if (library == NULL)
    return FALSE;
#define LOAD(name) *(void **) &upstream.name = dlsym (library, #name);
  FUNCTIONS (LOAD)
  *(void **) &init = dlsym (library, "wmem_init");
  init ();
  return TRUE;
}

#define wmem_allocator_new library->wmem_allocator_new
#define wmem_free_all library->wmem_free_all
#define wmem_tree_new library->wmem_tree_new
#define wmem_tree_insert32 library->wmem_tree_insert32
#define wmem_tree_lookup32 library->wmem_tree_lookup32
#define wmem_tree_lookup32_le library->wmem_tree_lookup32_le
#define wmem_tree_remove32 library->wmem_tree_remove32
#define wmem_tree_insert_string library->wmem_tree_insert_string
#define wmem_tree_lookup_string library->wmem_tree_lookup_string
#define wmem_map_new library->wmem_map_new
#define wmem_map_insert library->wmem_map_insert
#define wmem_map_lookup library->wmem_map_lookup
#define wmem_map_remove library->wmem_map_remove
#define wmem_str_hash library->wmem_str_hash
#define wmem_list_new library->wmem_list_new
#define wmem_list_append library->wmem_list_append
#define wmem_list_prepend library->wmem_list_prepend
#define wmem_list_head library->wmem_list_head
#define wmem_list_frame_next library->wmem_list_frame_next
#define wmem_list_frame_data library->wmem_list_frame_data
#define wmem_stack_pop library->wmem_stack_pop
#define wmem_array_new library->wmem_array_new
#define wmem_array_append library->wmem_array_append
#define wmem_array_index library->wmem_array_index
#define wmem_strbuf_new library->wmem_strbuf_new
#define wmem_strbuf_append library->wmem_strbuf_append
#define wmem_strbuf_append_c library->wmem_strbuf_append_c
#define wmem_strbuf_append_printf library->wmem_strbuf_append_printf
#define wmem_strbuf_finalize library->wmem_strbuf_finalize
#define wmem_strdup_printf library->wmem_strdup_printf
#define wmem_itree_new library->wmem_itree_new
#define wmem_itree_insert library->wmem_itree_insert
#define wmem_itree_find_intervals library->wmem_itree_find_intervals

#define WORKLOAD(name) called_##name
#define WORKLOAD_CALLED
#include "container_workloads.h"
#undef WORKLOAD_CALLED
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
glib_packet_maps (const keys_t *keys, guint n, double *out)
{
  for (guint row = 0; row < G_N_ELEMENTS (packet_map_sizes); row++)
    MEASURE (
        out[row], n, GHashTable *map = g_hash_table_new (g_direct_hash, g_direct_equal);
        for (guint k = 0; k < packet_map_sizes[row]; k++)
            g_hash_table_insert (map, GUINT_TO_POINTER (keys->numbers[k]), (gpointer) keys);
        for (guint k = 0; k < 2 * packet_map_sizes[row]; k++)
            EAT (g_hash_table_lookup (map, GUINT_TO_POINTER (keys->numbers[k / 2])));
        g_hash_table_destroy (map));
}

static void
glib_small_trees (const keys_t *keys, guint n, double *out)
{
  for (guint row = 0; row < G_N_ELEMENTS (small_tree_sizes); row++)
    {
      GTree *tree = g_tree_new (compare_numbers);
      for (guint k = 0; k < small_tree_sizes[row]; k++)
        g_tree_insert (tree, GUINT_TO_POINTER (keys->numbers[k]), (gpointer) keys);
      MEASURE (out[row], n,
               EAT (g_tree_lookup (tree, GUINT_TO_POINTER (keys->numbers[keys->order[i] % small_tree_sizes[row]]))));
      g_tree_destroy (tree);
    }
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
  MEASURE (out[4], n, GString *label = g_string_new (""); g_string_append (label, keys->strings[i]);
           g_free (g_string_free (label, FALSE)));
}

/* --- the table ------------------------------------------------------------------------------------------------------ */

typedef void (*workload_t) (const keys_t *keys, guint n, double *out);

enum {
  OURS,
  UPSTREAM,
  INLINED,
  GLIB,
  N_PEERS
};

#define ALL(name)                                             \
  {                                                           \
    called_##name, called_##name, inlined_##name, glib_##name \
  }

static const struct
{
  const char *results[MOST_RESULTS];
  workload_t run[N_PEERS];
  guint most; /* 0: every size */
} workloads[] = {
  { { "tree insert32", "tree lookup32", "tree lookup32_le", "tree lookup32 shuffled", "tree remove32" }, ALL (tree), 0 },
  { { "tree insert32 in order", "tree lookup32 in order" }, ALL (frame_tree), 0 },
  { { "tree insert string", "tree lookup string" }, ALL (string_tree), 0 },
  { { "tree of 1 key: lookup32", "tree of 2 keys", "tree of 4 keys", "tree of 6 keys", "tree of 8 keys" },
    ALL (small_trees),
    1000 },
  { { "map insert", "map lookup", "map miss", "map remove" }, ALL (map), 0 },
  { { "map insert string", "map lookup string" }, ALL (string_map), 0 },
  { { "map of 4 keys, a packet", "map of 8 keys", "map of 14 keys", "map of 20 keys", "map of 30 keys" },
    ALL (packet_maps),
    1000 },
  { { "new map", "new map of four keys" }, ALL (small_map), 1000 },
  { { "list append", "list iterate", "stack push and pop" }, ALL (list), 0 },
  { { "array append", "array index" }, ALL (array), 0 },
  { { "strbuf append_c", "strbuf append", "strbuf append_printf", "strdup_printf", "strbuf made and finalized" },
    ALL (strbuf),
    100000 },
  { { "interval insert", "interval find" }, { called_interval, called_interval, inlined_interval, NULL }, 100000 },
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
  printf ("\n%u elements: ns an operation\n%-28s%10s%10s%8s%10s%10s%8s\n", n, "", "libwmem", "upstream", "ratio",
          "inlined", "GLib", "ratio");
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
            chosen = peer == UPSTREAM ? &upstream : &ours;
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
          printf ("%-28s", workloads[w].results[k]);
          for (int peer = 0; peer < N_PEERS; peer++)
            {
              const gboolean compared = peer == UPSTREAM || peer == GLIB;
              if (least[peer][k] < G_MAXDOUBLE)
                printf ("%10.1f", least[peer][k]);
              else
                printf ("%10s", "-");
              if (compared && least[peer][k] < G_MAXDOUBLE)
                printf ("%8.2f", least[peer - 1][k] / least[peer][k]);
              else if (compared)
                printf ("%8s", "-");
            }
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
  const gboolean with_upstream = libraries_load ();
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
