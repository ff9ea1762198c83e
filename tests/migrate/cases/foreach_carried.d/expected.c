/* Callbacks by way of variables, fields, parameters, tables and results of the callback's type: all of them gain the key. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define EACH(tree) wmem_tree_foreach (tree, by_macro, NULL)

typedef struct
{
  wmem_foreach_func visit, otherwise;
  const char *name;
} walker_t;

static gboolean first (const void *key _U_, void *value, void *user);

static gboolean
second (const void *key _U_, void *value, void *user _U_)
{
  use (value);
  return TRUE;
}

static gboolean
by_macro (const void *key _U_, void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

static gboolean
first (const void *key _U_, void *value, void *user)
{
  use (value), use (user);
  return FALSE;
}

static wmem_foreach_func table[] = { first, [2] = second };

static wmem_foreach_func
chosen (int n)
{
  static wmem_foreach_func last;

  if (n > 1)
    return last;
  return last = n ? first : &second;
}

static void
each (wmem_tree_t *tree, wmem_foreach_func callback, void *user)
{
  if (callback != NULL)
    wmem_tree_foreach (tree, callback, user);
}

static void
walk (wmem_tree_t *tree, walker_t *walker)
{
  if (walker->visit && walker->visit != walker->otherwise)
    wmem_tree_foreach (tree, walker->visit, (void *) walker->name);
  wmem_tree_foreach (tree, (walker->otherwise), NULL);
}

void dissect (wmem_tree_t *tree, int n);
void
dissect (wmem_tree_t *tree, int n)
{
  walker_t walker = { .visit = first, .otherwise = chosen (n), .name = "walker" };
  wmem_foreach_func one = second, two;
  int i;

  two = n ? one : NULL;
  walk (tree, &walker);
  each (tree, first, NULL);
  each (tree, two ? two : one, tree);
  for (i = 0; table[i]; i++)
    wmem_tree_foreach (tree, table[i], NULL);
  wmem_tree_foreach (tree, n > 2 ? NULL : chosen (n), NULL);
  EACH (tree);
}
