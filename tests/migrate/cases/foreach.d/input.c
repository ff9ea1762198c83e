/* A foreach callback gains the key; one that serves elsewhere, too, is left. */
#include <epan/packet.h>

static gboolean print_one (void *value, void *user);

static gboolean
print_one (void *value, void *user)
{
  use (value), use (user);
  return FALSE;
}

static gboolean
shared (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

void dissect (emem_tree_t *tree);
void
dissect (emem_tree_t *tree)
{
  se_tree_foreach (tree, print_one, NULL);
  emem_tree_foreach (tree, &print_one, tree);
}

void leave (emem_tree_t *tree);
void
leave (emem_tree_t *tree)
{
  shared (tree, NULL);
  emem_tree_foreach (tree, shared, NULL);
}
