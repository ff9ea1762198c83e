/* The root itself is wanted: nothing gives it. */
#include <epan/packet.h>

void *roots (emem_tree_t *t, void *other);
void *
roots (emem_tree_t *t, void *other)
{
  void *root = t->tree;

  if (t->tree == other)
    use (root);
  use (t->tree);
  return t->tree;
}
