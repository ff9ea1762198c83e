/* More ways that a callback is not followed on, one function each. */
#include <epan/packet.h>

static gboolean
in_array (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}
static gboolean
by_index (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}
static gboolean
as_data (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}
static gboolean
returned (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}
static gboolean
chosen (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}
static gboolean
tested (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}
static gboolean
compared (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}
static gboolean
twice (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}
gboolean seen_elsewhere (void *value, void *user);

static const tree_foreach_func table[] = { in_array, [2] = by_index, NULL };

void walk_table (emem_tree_t *tree, int n);
void
walk_table (emem_tree_t *tree, int n)
{
  se_tree_foreach (tree, table[n], NULL);
}

void walk_data (emem_tree_t *tree);
void
walk_data (emem_tree_t *tree)
{
  se_tree_foreach (tree, twice, (void *) as_data);
  se_tree_foreach (tree, as_data, NULL);
}

void walk_elsewhere (emem_tree_t *tree);
void
walk_elsewhere (emem_tree_t *tree)
{
  se_tree_foreach (tree, seen_elsewhere, NULL);
}

static tree_foreach_func
choose (int n)
{
  if (n)
    return returned;
  return n > 1 ? chosen : NULL;
}

void walk_chosen (emem_tree_t *tree, int n);
void
walk_chosen (emem_tree_t *tree, int n)
{
  tree_foreach_func visit = choose (n);

  if (visit)
    se_tree_foreach (tree, visit, NULL);
  if (visit == compared || !tested)
    se_tree_foreach (tree, tested, NULL);
  se_tree_foreach (tree, (compared), NULL);
}

/* Parameters that are handed on, and what is handed to them. */
static gboolean
handed (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}
static void
hand_on (int n, emem_tree_t *tree, tree_foreach_func function)
{
  if (n)
    se_tree_foreach (tree, function, NULL);
}
void walk_handed (emem_tree_t *tree);
void
walk_handed (emem_tree_t *tree)
{
  tree_foreach_func first = NULL, second = handed;

  hand_on (1, tree, tree ? handed : NULL);
  hand_on (1, tree, first);
  first = second;
}
