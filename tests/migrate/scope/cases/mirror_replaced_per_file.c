/* SPDX-License-Identifier: MIT */
/* The program's memory, taken for each file, in what each file replaces; the twin takes it once, destroys it, or
 * keeps it. What a helper makes that only some runs come by is left alone. */
#include <epan/host.h>

typedef struct { guint32 seen; } row_t;
typedef struct { wmem_map_t *names; } tables_t;
static wmem_tree_t *rows, *once, *destroyed;
static tables_t tables;
static row_t *first, *asked;
static row_t *current;
static wmem_list_t *all;
static row_t *new_row (void)
{
#ifdef BUG
  return wmem_new0 (wmem_epan_scope (), row_t); /* expect: never-kept */
#else
  return wmem_new0 (wmem_file_scope (), row_t);
#endif
}
static void fill (void)
{
#ifdef BUG
  tables.names = wmem_map_new (wmem_epan_scope (), NULL, NULL); /* expect: never-kept */
#else
  tables.names = wmem_map_new (wmem_file_scope (), NULL, NULL);
#endif
}
static void make_asked (void) { asked = wmem_new0 (wmem_epan_scope (), row_t); }
static void make_if (gboolean needed)
{
  if (needed)
    make_asked ();
}
static void init (void)
{
#ifdef BUG
  row_t *row = wmem_new (wmem_epan_scope (), row_t); /* expect: never-kept */
  rows = wmem_tree_new (wmem_epan_scope ()); /* expect: never-kept */
#else
  row_t *row = wmem_new (wmem_file_scope (), row_t);
  rows = wmem_tree_new (wmem_file_scope ());
#endif
  row->seen = 0;
  wmem_tree_insert32 (rows, 7, row);
  if (once == NULL)
    once = wmem_tree_new (wmem_epan_scope ());
  destroyed = wmem_tree_new (wmem_epan_scope ());
  current = wmem_new (wmem_epan_scope (), row_t);
  first = new_row ();
  fill ();
  make_if (all == NULL);
}
static void cleanup (void)
{
  wmem_tree_destroy (destroyed, TRUE, TRUE);
  wmem_list_append (all, current);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  row_t *row = wmem_tree_lookup32 (rows, tvb_get_ntohl (tvb, 0));
  (void) tree;
  if (row != NULL && row->seen++ > first->seen && asked != NULL && wmem_map_lookup (tables.names, row) != NULL)
    col_append_str (pinfo->cinfo, COL_INFO, "again");
}
void proto_register_thing (void)
{
  all = wmem_list_new (wmem_epan_scope ());
  register_init_routine (init);
  register_cleanup_routine (cleanup);
  register_dissector ("thing", dissect, 1);
}
