/* Ways of a callback, one tree each: those that are followed gain the key, of the others all that meets them stays. */
#include <epan/packet.h>

static gboolean
as_user_data (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

static gboolean
by_pointer (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

static gboolean
in_loop (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

static gboolean
in_grid (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

static gboolean
asked (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

static gboolean
given_back (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

static gboolean
cast_away (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

void walk_as_user_data (emem_tree_t *three);
void
walk_as_user_data (emem_tree_t *three)
{
  se_tree_foreach (three, as_user_data, as_user_data);
}

void walk_by_pointer (emem_tree_t *four, void (*each) (emem_tree_t *, tree_foreach_func));
void
walk_by_pointer (emem_tree_t *four, void (*each) (emem_tree_t *, tree_foreach_func))
{
  each (four, by_pointer);
  se_tree_foreach (four, by_pointer, NULL);
}

void walk_in_loop (emem_tree_t *six);
void
walk_in_loop (emem_tree_t *six)
{
  for (tree_foreach_func step = in_loop; step; step = NULL)
    se_tree_foreach (six, step, NULL);
}

static const tree_foreach_func grid[2][2] = { { in_grid, NULL }, { NULL, in_grid } };

void walk_in_grid (emem_tree_t *seven, int n);
void
walk_in_grid (emem_tree_t *seven, int n)
{
  se_tree_foreach (seven, grid[n][0], NULL);
}

void walk_asked (emem_tree_t *eight, tree_foreach_func other);
void
walk_asked (emem_tree_t *eight, tree_foreach_func other)
{
  tree_foreach_func mine = asked;

  while (mine != NULL && (mine))
    {
      se_tree_foreach (eight, mine, NULL);
      mine = mine == asked ? NULL : asked;
    }
}

static tree_foreach_func
give_back (int n)
{
  return n ? (given_back) : NULL;
}

void walk_given_back (emem_tree_t *nine, int n);
void
walk_given_back (emem_tree_t *nine, int n)
{
  se_tree_foreach (nine, give_back (n), NULL);
}

void walk_cast_away (emem_tree_t *ten);
void
walk_cast_away (emem_tree_t *ten)
{
  gboolean (*plain) (void *, void *) = cast_away;

  se_tree_foreach (ten, plain, NULL);
  se_tree_foreach (ten, cast_away, NULL);
}
