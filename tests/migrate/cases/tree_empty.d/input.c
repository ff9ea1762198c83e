/* A tree's root is tested: is the tree empty? What wants the root itself is left. */
#include <epan/packet.h>

struct shelf
{
  emem_tree_t *books;
};

int tests (emem_tree_t *t, struct shelf *s, int n);
int
tests (emem_tree_t *t, struct shelf *s, int n)
{
  int empty = !t->tree, full = t->tree != NULL, both = !t->tree && n;

  if (t->tree)
    n++;
  if (!s->books->tree)
    n++;
  while (s->books->tree && n < 3)
    n++;
  if (n > 1 || (t->tree))
    n++;
  do
    n--;
  while (!(t->tree) && n);
  for (; t->tree; n++)
    break;
  n = t->tree ? 1 : 2;
  if (NULL == t->tree || 0 != s[1].books->tree)
    n++;
  n += !!t->tree;
  return t->tree && n + empty + full + both;
}
