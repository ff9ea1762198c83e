/* Types in declarations, casts, sizeof, parameters, members, prototypes, function pointers. */
#include <wmem/wmem.h>

static wmem_tree_t *tree, *other;

struct holder
{
  wmem_tree_t *children;
  wmem_tree_key_t key[2];
  void (*callback) (wmem_tree_t *, const wmem_strbuf_t *);
};

wmem_tree_t *get_tree (wmem_strbuf_t *buf, void *opaque);

wmem_tree_t *
get_tree (wmem_strbuf_t *buf, void *opaque)
{
  struct holder *h = (struct holder *) opaque;

  h->children = (wmem_tree_t *) opaque;
  (void) sizeof (wmem_tree_key_t);
  (void) buf;
  return tree != NULL ? tree : other;
}
