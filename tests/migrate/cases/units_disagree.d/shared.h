/* What each unit compiles one half of, and what both do: who compiles a place knows more of it. */
#include <epan/packet.h>

#ifdef FIRST
static inline char *
of_the_first (emem_tree_t *tree, const char *text)
{
  tree = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "local");
  use (tree);
  return ep_strdup (text);
}
#endif
#ifdef SECOND
static inline char *
of_the_second (emem_tree_t *tree, const char *text)
{
  tree = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "local");
  use (tree);
  return se_strdup (text);
}
#endif
static inline void *
of_both (void)
{
  use (ep_alloc (4)); /* wmem-migrate: ignore ep_alloc */
  return ep_alloc (8); /* wmem-migrate: ignore ep_memdup */
}
