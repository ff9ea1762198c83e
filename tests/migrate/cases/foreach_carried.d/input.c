/* Callbacks by way of variables, fields, parameters, tables and results of the callback's type: all of them gain the key. */
#include <epan/packet.h>

#define EACH(tree) se_tree_foreach (tree, by_macro, NULL)

typedef struct
{
  tree_foreach_func visit, otherwise;
  const char *name;
} walker_t;

static gboolean first (void *value, void *user);

static gboolean
second (void *value, void *user _U_)
{
  use (value);
  return TRUE;
}

static gboolean
by_macro (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

static gboolean
first (void *value, void *user)
{
  use (value), use (user);
  return FALSE;
}

static tree_foreach_func table[] = { first, [2] = second };

static tree_foreach_func
chosen (int n)
{
  static tree_foreach_func last;

  if (n > 1)
    return last;
  return last = n ? first : &second;
}

static void
each (emem_tree_t *tree, tree_foreach_func callback, void *user)
{
  if (callback != NULL)
    se_tree_foreach (tree, callback, user);
}

static void
walk (emem_tree_t *tree, walker_t *walker)
{
  if (walker->visit && walker->visit != walker->otherwise)
    se_tree_foreach (tree, walker->visit, (void *) walker->name);
  emem_tree_foreach (tree, (walker->otherwise), NULL);
}

void dissect (emem_tree_t *tree, int n);
void
dissect (emem_tree_t *tree, int n)
{
  walker_t walker = { .visit = first, .otherwise = chosen (n), .name = "walker" };
  tree_foreach_func one = second, two;
  int i;

  two = n ? one : NULL;
  walk (tree, &walker);
  each (tree, first, NULL);
  each (tree, two ? two : one, tree);
  for (i = 0; table[i]; i++)
    se_tree_foreach (tree, table[i], NULL);
  se_tree_foreach (tree, n > 2 ? NULL : chosen (n), NULL);
  EACH (tree);
}
