/* Ways of a callback, one tree each: those that are followed gain the key, of the others all that meets them stays. */
#include <epan/packet.h>
#include <wmem/wmem.h>

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
in_loop (const void *key _U_, void *value, void *user _U_)
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
asked (const void *key _U_, void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

static gboolean
given_back (const void *key _U_, void *value, void *user _U_)
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

void walk_in_loop (wmem_tree_t *six);
void
walk_in_loop (wmem_tree_t *six)
{
  for (wmem_foreach_func step = in_loop; step; step = NULL)
    wmem_tree_foreach (six, step, NULL);
}

static const tree_foreach_func grid[2][2] = { { in_grid, NULL }, { NULL, in_grid } };

void walk_in_grid (emem_tree_t *seven, int n);
void
walk_in_grid (emem_tree_t *seven, int n)
{
  se_tree_foreach (seven, grid[n][0], NULL);
}

void walk_asked (wmem_tree_t *eight, wmem_foreach_func other);
void
walk_asked (wmem_tree_t *eight, wmem_foreach_func other)
{
  wmem_foreach_func mine = asked;

  while (mine != NULL && (mine))
    {
      wmem_tree_foreach (eight, mine, NULL);
      mine = mine == asked ? NULL : asked;
    }
}

static wmem_foreach_func
give_back (int n)
{
  return n ? (given_back) : NULL;
}

void walk_given_back (wmem_tree_t *nine, int n);
void
walk_given_back (wmem_tree_t *nine, int n)
{
  wmem_tree_foreach (nine, give_back (n), NULL);
}

void walk_cast_away (emem_tree_t *ten);
void
walk_cast_away (emem_tree_t *ten)
{
  gboolean (*plain) (void *, void *) = cast_away;

  se_tree_foreach (ten, plain, NULL);
  se_tree_foreach (ten, cast_away, NULL);
}
