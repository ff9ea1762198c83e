/* Where a tree's root is a truth value, and where it is more. */
#include <epan/packet.h>

int g (int n);

int tests (emem_tree_t *t, emem_tree_t *u, int n);
int
tests (emem_tree_t *t, emem_tree_t *u, int n)
{
  int either = t->tree || n, both = n && t->tree, neither = !t->tree && !u->tree, last = (n || t->tree);

  use ((n && t->tree) ? "a" : "b");
  use (n && t->tree ? "a" : "b");
  use (t->tree ? "a" : "b");
  n = n ? t->tree && n : u->tree || n;
  n = n ? g (1) : t->tree ? 1 : 2;
  n = g (1), t->tree ? g (2) : g (3);
  g (n && t->tree), g (t->tree && n);
  g ((t->tree != 0) + (0 == u->tree));
  g (!(t->tree == NULL));
  for (n = 0; t->tree && n < 3; n++)
    ;
  for (n = 0; !t->tree; n++)
    break;
  switch (n)
    {
    case 1:
      return t->tree ? 1 : 2;
    default:
      return either + both + neither + last;
    }
}

int roots (emem_tree_t *t, emem_tree_t *u, int n);
int
roots (emem_tree_t *t, emem_tree_t *u, int n)
{
  emem_tree_node_t *root = t->tree, **address = &t->tree;

  if (t->tree == u->tree || root != t->tree)
    n++;
  if (n == (t->tree && n) || *address)
    n++;
  t->tree = NULL;
  (*t).tree = u->tree;
  use (t->tree);
  use (n ? t->tree : NULL);
  return sizeof (t->tree) > 4;
}
