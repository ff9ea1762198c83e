/* Ways of a callback that are not followed: they and what they meet stay. */
#include <epan/packet.h>
#include <wmem/wmem.h>

typedef gboolean (*pair_func) (void *, void *);
struct row
{
  const char *name;
  tree_foreach_func visit;
};

static gboolean
in_row (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

static gboolean
as_pair (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

static gboolean
called (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

static gboolean
hidden (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

static gboolean
fine (const void *key _U_, void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

static const struct row rows[] = { { "row", in_row } };

static gboolean
pair (pair_func function, void *value)
{
  return function (value, NULL);
}

void rest (emem_tree_t *tree);
void
rest (emem_tree_t *tree)
{
  se_tree_foreach (tree, rows[0].visit, NULL);
}

void paired (emem_tree_t *tree);
void
paired (emem_tree_t *tree)
{
  se_tree_foreach (tree, as_pair, NULL);
  pair (as_pair, tree);
}

void directly (emem_tree_t *tree);
void
directly (emem_tree_t *tree)
{
  tree_foreach_func function = called;

  se_tree_foreach (tree, function, NULL);
  function (tree, NULL);
}

void cast (emem_tree_t *tree);
void
cast (emem_tree_t *tree)
{
  void *memory = (void *) hidden;

  se_tree_foreach (tree, hidden, memory);
}

void elsewhere (wmem_tree_t *tree, wmem_foreach_func given);
void
elsewhere (wmem_tree_t *tree, wmem_foreach_func given)
{
  wmem_tree_foreach (tree, given, NULL);
  wmem_tree_foreach (tree, fine, NULL);
}
