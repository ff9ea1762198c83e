/* Types in declarations, casts, sizeof, parameters, members, prototypes, function pointers. */
#include "epan/emem.h"

static emem_tree_t *tree, *other;

struct holder
{
  emem_tree_t *children;
  emem_tree_key_t key[2];
  void (*callback) (emem_tree_t *, const emem_strbuf_t *);
};

emem_tree_t *get_tree (emem_strbuf_t *buf, void *opaque);

emem_tree_t *
get_tree (emem_strbuf_t *buf, void *opaque)
{
  struct holder *h = (struct holder *) opaque;

  h->children = (emem_tree_t *) opaque;
  (void) sizeof (emem_tree_key_t);
  (void) buf;
  return tree != NULL ? tree : other;
}
