/* A tree's root is tested: is the tree empty? What wants the root itself is left. */
#include <epan/packet.h>
#include <wmem/wmem.h>

struct shelf
{
  wmem_tree_t *books;
};

int tests (wmem_tree_t *t, struct shelf *s, int n);
int
tests (wmem_tree_t *t, struct shelf *s, int n)
{
  int empty = wmem_tree_is_empty(t), full = !wmem_tree_is_empty(t), both = wmem_tree_is_empty(t) && n;

  if (!wmem_tree_is_empty(t))
    n++;
  if (wmem_tree_is_empty(s->books))
    n++;
  while (!wmem_tree_is_empty(s->books) && n < 3)
    n++;
  if (n > 1 || (!wmem_tree_is_empty(t)))
    n++;
  do
    n--;
  while (!(!wmem_tree_is_empty(t)) && n);
  for (; !wmem_tree_is_empty(t); n++)
    break;
  n = !wmem_tree_is_empty(t) ? 1 : 2;
  if (wmem_tree_is_empty(t) || !wmem_tree_is_empty(s[1].books))
    n++;
  n += !wmem_tree_is_empty(t);
  return !wmem_tree_is_empty(t) && n + empty + full + both;
}
