/* The key that a callback gains is called otherwise where its body, or a macro in it, means something by `key`. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define WANTED() (key)

static const char *key = "wanted";

static gboolean
reads_outer (const void *wmem_key _U_, void *value, void *user _U_)
{
  return strcmp (value, key) == 0;
}

static gboolean
reads_by_macro (const void *wmem_key _U_, void *value, void *user _U_)
{
  return strcmp (value, WANTED ()) == 0;
}

static gboolean
has_parameter (const void *wmem_key _U_, void *key, void *user _U_)
{
  use (key);
  return FALSE;
}

static gboolean
has_variable (const void *wmem_key _U_, void *value, void *user _U_)
{
  const char *key = value;

  use (key);
  return FALSE;
}

static gboolean
says_nothing (const void *key _U_, void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

void dissect (wmem_tree_t *tree);
void
dissect (wmem_tree_t *tree)
{
  wmem_tree_foreach (tree, reads_outer, NULL);
  wmem_tree_foreach (tree, reads_by_macro, NULL);
  wmem_tree_foreach (tree, has_parameter, NULL);
  wmem_tree_foreach (tree, has_variable, NULL);
  wmem_tree_foreach (tree, says_nothing, NULL);
}
