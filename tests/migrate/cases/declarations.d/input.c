/* Types wherever they stand: arrays, function pointers, typedefs, casts of pointers to pointers, K&R. */
#include <epan/packet.h>

typedef emem_tree_t *my_tree_t;
typedef struct
{
  emem_strbuf_t **list;
  ep_stack_t stacks[4], one;
  ep_stack_t (*make) (ep_stack_t, int);
} holder_t;

extern emem_tree_t *const table[2];
static ep_stack_t *stack_array (int n, ep_stack_t in[]);

static ep_stack_t *
stack_array (n, in)
  int n;
  ep_stack_t in[];
{
  return &in[n];
}

void f (holder_t *h, void *p);
void
f (holder_t *h, void *p)
{
  my_tree_t t = *(emem_tree_t **) p;
  const emem_strbuf_t *const *walk = (const emem_strbuf_t *const *) p;
  ep_stack_t a = h->make (h->one, 1), b = *stack_array (1, h->stacks);

  for (ep_stack_t s = a; s != NULL; s = NULL)
    use (s);
  use (t), use (walk), use (b), use (h->list[0]->str);
  (void) (emem_tree_key_t){ .length = 1 };
  (void) sizeof (ep_stack_t[2]);
}
