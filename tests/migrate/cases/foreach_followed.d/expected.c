/* More ways that a callback is not followed on, one function each. */
#include <epan/packet.h>
#include <wmem/wmem.h>

static gboolean
in_array (const void *key _U_, void *value, void *user _U_)
{
  use (value);
  return FALSE;
}
static gboolean
by_index (const void *key _U_, void *value, void *user _U_)
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
returned (const void *key _U_, void *value, void *user _U_)
{
  use (value);
  return FALSE;
}
static gboolean
chosen (const void *key _U_, void *value, void *user _U_)
{
  use (value);
  return FALSE;
}
static gboolean
tested (const void *key _U_, void *value, void *user _U_)
{
  use (value);
  return FALSE;
}
static gboolean
compared (const void *key _U_, void *value, void *user _U_)
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

static const wmem_foreach_func table[] = { in_array, [2] = by_index, NULL };

void walk_table (wmem_tree_t *tree, int n);
void
walk_table (wmem_tree_t *tree, int n)
{
  wmem_tree_foreach (tree, table[n], NULL);
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

static wmem_foreach_func
choose (int n)
{
  if (n)
    return returned;
  return n > 1 ? chosen : NULL;
}

void walk_chosen (wmem_tree_t *tree, int n);
void
walk_chosen (wmem_tree_t *tree, int n)
{
  wmem_foreach_func visit = choose (n);

  if (visit)
    wmem_tree_foreach (tree, visit, NULL);
  if (visit == compared || !tested)
    wmem_tree_foreach (tree, tested, NULL);
  wmem_tree_foreach (tree, (compared), NULL);
}

/* Parameters that are handed on, and what is handed to them. */
static gboolean
handed (const void *key _U_, void *value, void *user _U_)
{
  use (value);
  return FALSE;
}
static void
hand_on (int n, wmem_tree_t *tree, wmem_foreach_func function)
{
  if (n)
    wmem_tree_foreach (tree, function, NULL);
}
void walk_handed (wmem_tree_t *tree);
void
walk_handed (wmem_tree_t *tree)
{
  wmem_foreach_func first = NULL, second = handed;

  hand_on (1, tree, tree ? handed : NULL);
  hand_on (1, tree, first);
  first = second;
}
