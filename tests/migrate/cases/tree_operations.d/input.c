/* Trees: every operation keeps its arguments. */
#include <epan/packet.h>

static emem_tree_t *static_tree;

void dissect (guint32 n);
void proto_register_x (void);

void
dissect (guint32 n)
{
  guint32 word = n;
  emem_tree_key_t key[] = { { 1, &word }, { 0, NULL } };

  se_tree_insert32 (static_tree, n, &word);
  use (se_tree_lookup32 (static_tree, n));
  use (se_tree_lookup32_le (static_tree, n));
  se_tree_insert32_array (static_tree, key, &word);
  use (se_tree_lookup32_array (static_tree, key));
  use (se_tree_lookup32_array_le (static_tree, key));
  se_tree_insert_string (static_tree, "a", &word, EMEM_TREE_STRING_NOCASE);
  use (se_tree_lookup_string (static_tree, "a", 0));
  emem_tree_insert32 (static_tree, n, NULL);
  use (emem_tree_lookup32 (static_tree, n));
  use (pe_tree_lookup32 (static_tree, n));
  emem_print_tree (static_tree);
}

void
proto_register_x (void)
{
  static_tree = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "x tree");
}
