/* A foreach callback gains the key; one that serves elsewhere, too, is left. */
#include <epan/packet.h>
#include <wmem/wmem.h>

static gboolean print_one (const void *key _U_, void *value, void *user);

static gboolean
print_one (const void *key _U_, void *value, void *user)
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

void dissect (wmem_tree_t *tree);
void
dissect (wmem_tree_t *tree)
{
  wmem_tree_foreach (tree, print_one, NULL);
  wmem_tree_foreach (tree, &print_one, tree);
}

void leave (emem_tree_t *tree);
void
leave (emem_tree_t *tree)
{
  shared (tree, NULL);
  emem_tree_foreach (tree, shared, NULL);
}
