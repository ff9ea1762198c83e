/* Trees: every operation keeps its arguments. */
#include <epan/packet.h>
#include <wmem/wmem.h>

static wmem_tree_t *static_tree;

void dissect (guint32 n);
void proto_register_x (void);

void
dissect (guint32 n)
{
  guint32 word = n;
  wmem_tree_key_t key[] = { { 1, &word }, { 0, NULL } };

  wmem_tree_insert32 (static_tree, n, &word);
  use (wmem_tree_lookup32 (static_tree, n));
  use (wmem_tree_lookup32_le (static_tree, n));
  wmem_tree_insert32_array (static_tree, key, &word);
  use (wmem_tree_lookup32_array (static_tree, key));
  use (wmem_tree_lookup32_array_le (static_tree, key));
  wmem_tree_insert_string (static_tree, "a", &word, WMEM_TREE_STRING_NOCASE);
  use (wmem_tree_lookup_string (static_tree, "a", 0));
  wmem_tree_insert32 (static_tree, n, NULL);
  use (wmem_tree_lookup32 (static_tree, n));
  use (wmem_tree_lookup32 (static_tree, n));
  wmem_print_tree (static_tree, NULL, NULL);
}

void
proto_register_x (void)
{
  static_tree = wmem_tree_new_autoreset (wmem_epan_scope(), wmem_file_scope());
}
