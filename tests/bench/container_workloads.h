/* SPDX-License-Identifier: MIT */
/*
 * The workloads in terms of wmem's API. bench-containers.c includes this twice: inlined from libwmem's headers, and through
 * the pointers of the library whose turn it is. WORKLOAD(name) names the function.
 *
 * Each library has one pool for files, emptied after each workload and not destroyed, as in a program that opens file after
 * file; and one for packets.
 */

typedef struct
{
  wmem_allocator_t *file, *packet;
} WORKLOAD (pools_t);

#ifdef WORKLOAD_CALLED
#define LIBRARY const library_t *const library = chosen;
#else
#define LIBRARY
#endif

static WORKLOAD (pools_t) * WORKLOAD (pools) (void)
{
  LIBRARY
#ifdef WORKLOAD_CALLED
  static WORKLOAD (pools_t) of_ours, of_upstream;
  WORKLOAD (pools_t) *pools = library == &ours ? &of_ours : &of_upstream;
#else
  static WORKLOAD (pools_t) inlined, *pools = &inlined;
#endif
  if (pools->file == NULL)
    {
      pools->file = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
      pools->packet = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
    }
  return pools;
}

static void
WORKLOAD (tree) (const keys_t *keys, guint n, double *out)
{
  LIBRARY
  wmem_allocator_t *pool = WORKLOAD (pools) ()->file;
  wmem_tree_t *tree = wmem_tree_new (pool);
  MEASURE (out[0], n, wmem_tree_insert32 (tree, keys->numbers[i], (void *) keys));
  MEASURE (out[1], n, EAT (wmem_tree_lookup32 (tree, keys->numbers[keys->order[i]])));
  MEASURE (out[2], n, EAT (wmem_tree_lookup32_le (tree, keys->numbers[keys->order[i]] + 1)));
  MEASURE (out[3], n, EAT (wmem_tree_lookup32 (tree, keys->numbers[keys->shuffled[i]])));
  MEASURE (out[4], n, EAT (wmem_tree_remove32 (tree, keys->numbers[keys->order[i]])));
  wmem_free_all (pool);
}

static void
WORKLOAD (frame_tree) (const keys_t *keys, guint n, double *out)
{
  LIBRARY
  wmem_allocator_t *pool = WORKLOAD (pools) ()->file;
  wmem_tree_t *tree = wmem_tree_new (pool);
  MEASURE (out[0], n, wmem_tree_insert32 (tree, i + 1, (void *) keys));
  MEASURE (out[1], n, EAT (wmem_tree_lookup32 (tree, i + 1)));
  wmem_free_all (pool);
}

static void
WORKLOAD (string_tree) (const keys_t *keys, guint n, double *out)
{
  LIBRARY
  wmem_allocator_t *pool = WORKLOAD (pools) ()->file;
  wmem_tree_t *tree = wmem_tree_new (pool);
  MEASURE (out[0], n, wmem_tree_insert_string (tree, keys->strings[i], (void *) keys, 0));
  MEASURE (out[1], n, EAT (wmem_tree_lookup_string (tree, keys->strings[keys->order[i]], 0)));
  wmem_free_all (pool);
}

static void
WORKLOAD (map) (const keys_t *keys, guint n, double *out)
{
  LIBRARY
  wmem_allocator_t *pool = WORKLOAD (pools) ()->file;
  wmem_map_t *map = wmem_map_new (pool, g_direct_hash, g_direct_equal);
  MEASURE (out[0], n, wmem_map_insert (map, GUINT_TO_POINTER (keys->numbers[i]), (void *) keys));
  MEASURE (out[1], n, EAT (wmem_map_lookup (map, GUINT_TO_POINTER (keys->numbers[keys->order[i]]))));
  MEASURE (out[2], n, EAT (wmem_map_lookup (map, GUINT_TO_POINTER (keys->numbers[keys->order[i]] + 1))));
  MEASURE (out[3], n, EAT (wmem_map_remove (map, GUINT_TO_POINTER (keys->numbers[keys->order[i]]))));
  wmem_free_all (pool);
}

static void
WORKLOAD (string_map) (const keys_t *keys, guint n, double *out)
{
  LIBRARY
  wmem_allocator_t *pool = WORKLOAD (pools) ()->file;
  wmem_map_t *map = wmem_map_new (pool, wmem_str_hash, g_str_equal);
  MEASURE (out[0], n, wmem_map_insert (map, keys->strings[i], (void *) keys));
  MEASURE (out[1], n, EAT (wmem_map_lookup (map, keys->strings[keys->order[i]])));
  wmem_free_all (pool);
}

static void
WORKLOAD (small_map) (const keys_t *keys, guint n, double *out)
{
  LIBRARY
  wmem_allocator_t *pool = WORKLOAD (pools) ()->file;
  MEASURE (out[0], n, EAT (wmem_map_new (pool, g_direct_hash, g_direct_equal)));
  MEASURE (
      out[1], n,
      wmem_map_t *map = wmem_map_new (pool, g_direct_hash, g_direct_equal);
      for (guint k = 0; k < 4; k++) wmem_map_insert (map, GUINT_TO_POINTER (keys->numbers[k]), (void *) keys));
  wmem_free_all (pool);
}

static void
WORKLOAD (packet_maps) (const keys_t *keys, guint n, double *out)
{
  LIBRARY
  wmem_allocator_t *pool = WORKLOAD (pools) ()->packet;
  for (guint row = 0; row < G_N_ELEMENTS (packet_map_sizes); row++)
    MEASURE (
        out[row], n, wmem_map_t *map = wmem_map_new (pool, g_direct_hash, g_direct_equal);
        for (guint k = 0; k < packet_map_sizes[row]; k++)
            wmem_map_insert (map, GUINT_TO_POINTER (keys->numbers[k]), (void *) keys);
        for (guint k = 0; k < 2 * packet_map_sizes[row]; k++)
            EAT (wmem_map_lookup (map, GUINT_TO_POINTER (keys->numbers[k / 2])));
        wmem_free_all (pool));
}

static void
WORKLOAD (small_trees) (const keys_t *keys, guint n, double *out)
{
  LIBRARY
  wmem_allocator_t *pool = WORKLOAD (pools) ()->file;
  for (guint row = 0; row < G_N_ELEMENTS (small_tree_sizes); row++)
    {
      wmem_tree_t *tree = wmem_tree_new (pool);
      for (guint k = 0; k < small_tree_sizes[row]; k++)
        wmem_tree_insert32 (tree, keys->numbers[k], (void *) keys);
      MEASURE (out[row], n,
               EAT (wmem_tree_lookup32 (tree, keys->numbers[keys->order[i] % small_tree_sizes[row]])));
    }
  wmem_free_all (pool);
}

static void
WORKLOAD (list) (const keys_t *keys, guint n, double *out)
{
  LIBRARY
  wmem_allocator_t *pool = WORKLOAD (pools) ()->file;
  wmem_list_t *list = wmem_list_new (pool);
  MEASURE (out[0], n, wmem_list_append (list, (void *) (keys->strings + i)));
  wmem_list_frame_t *frame = wmem_list_head (list);
  MEASURE (out[1], n, EAT (wmem_list_frame_data (frame)); frame = wmem_list_frame_next (frame));
  MEASURE (out[2], n, wmem_list_prepend (list, (void *) keys); EAT (wmem_stack_pop (list)));
  wmem_free_all (pool);
}

static void
WORKLOAD (array) (const keys_t *keys, guint n, double *out)
{
  LIBRARY
  wmem_allocator_t *pool = WORKLOAD (pools) ()->file;
  wmem_array_t *array = wmem_array_new (pool, sizeof (guint32));
  MEASURE (out[0], n, wmem_array_append (array, &keys->numbers[i], 1));
  MEASURE (out[1], n, EAT (*(guint32 *) wmem_array_index (array, keys->order[i])));
  wmem_free_all (pool);
}

static void
WORKLOAD (strbuf) (const keys_t *keys, guint n, double *out)
{
  LIBRARY
  wmem_allocator_t *pool = WORKLOAD (pools) ()->file;
  wmem_strbuf_t *buffer = wmem_strbuf_new (pool, "");
  MEASURE (out[0], n, wmem_strbuf_append_c (buffer, (gchar) ('a' + i % 26)));
  buffer = wmem_strbuf_new (pool, "");
  MEASURE (out[1], n, wmem_strbuf_append (buffer, keys->strings[i]));
  buffer = wmem_strbuf_new (pool, "");
  MEASURE (out[2], n, wmem_strbuf_append_printf (buffer, "%s:%u", "port", i));
  MEASURE (out[3], n, EAT (wmem_strdup_printf (pool, "%s:%u", "port", i)));
  wmem_free_all (pool);
  pool = WORKLOAD (pools) ()->packet;
  MEASURE (out[4], n, wmem_strbuf_t *label = wmem_strbuf_new (pool, ""); wmem_strbuf_append (label, keys->strings[i]);
           EAT (wmem_strbuf_finalize (label)));
  wmem_free_all (pool);
}

static void
WORKLOAD (interval) (const keys_t *keys, guint n, double *out)
{
  LIBRARY
  wmem_allocator_t *pool = WORKLOAD (pools) ()->file;
  wmem_itree_t *tree = wmem_itree_new (pool);
  MEASURE (out[0], n, wmem_itree_insert (tree, (guint64) keys->order[i] * 100, (guint64) keys->order[i] * 100 + 150, (void *) keys));
  MEASURE (out[1], MIN (n, INTERVAL_QUERIES), guint64 at = (guint64) keys->order[i] * 100 + 60;
           EAT (wmem_itree_find_intervals (tree, pool, at, at + 5)));
  wmem_free_all (pool);
}

#undef LIBRARY
