/* Where a tree's root is a truth value, and where it is more. */
#include <epan/packet.h>
#include <wmem/wmem.h>

int g (int n);

int tests (wmem_tree_t *t, wmem_tree_t *u, int n);
int
tests (wmem_tree_t *t, wmem_tree_t *u, int n)
{
  int either = !wmem_tree_is_empty(t) || n, both = n && !wmem_tree_is_empty(t), neither = wmem_tree_is_empty(t) && wmem_tree_is_empty(u), last = (n || !wmem_tree_is_empty(t));

  use ((n && !wmem_tree_is_empty(t)) ? "a" : "b");
  use (n && !wmem_tree_is_empty(t) ? "a" : "b");
  use (!wmem_tree_is_empty(t) ? "a" : "b");
  n = n ? !wmem_tree_is_empty(t) && n : !wmem_tree_is_empty(u) || n;
  n = n ? g (1) : !wmem_tree_is_empty(t) ? 1 : 2;
  n = g (1), !wmem_tree_is_empty(t) ? g (2) : g (3);
  g (n && !wmem_tree_is_empty(t)), g (!wmem_tree_is_empty(t) && n);
  g ((!wmem_tree_is_empty(t)) + (wmem_tree_is_empty(u)));
  g (!(wmem_tree_is_empty(t)));
  for (n = 0; !wmem_tree_is_empty(t) && n < 3; n++)
    ;
  for (n = 0; wmem_tree_is_empty(t); n++)
    break;
  switch (n)
    {
    case 1:
      return !wmem_tree_is_empty(t) ? 1 : 2;
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
