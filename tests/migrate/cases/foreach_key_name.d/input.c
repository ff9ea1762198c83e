/* The key that a callback gains is called otherwise where its body, or a macro in it, means something by `key`. */
#include <epan/packet.h>

#define WANTED() (key)

static const char *key = "wanted";

static gboolean
reads_outer (void *value, void *user _U_)
{
  return strcmp (value, key) == 0;
}

static gboolean
reads_by_macro (void *value, void *user _U_)
{
  return strcmp (value, WANTED ()) == 0;
}

static gboolean
has_parameter (void *key, void *user _U_)
{
  use (key);
  return FALSE;
}

static gboolean
has_variable (void *value, void *user _U_)
{
  const char *key = value;

  use (key);
  return FALSE;
}

static gboolean
says_nothing (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

void dissect (emem_tree_t *tree);
void
dissect (emem_tree_t *tree)
{
  se_tree_foreach (tree, reads_outer, NULL);
  se_tree_foreach (tree, reads_by_macro, NULL);
  se_tree_foreach (tree, has_parameter, NULL);
  se_tree_foreach (tree, has_variable, NULL);
  se_tree_foreach (tree, says_nothing, NULL);
}
