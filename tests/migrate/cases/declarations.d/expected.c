/* Types wherever they stand: arrays, function pointers, typedefs, casts of pointers to pointers, K&R. */
#include <epan/packet.h>
#include <wmem/wmem.h>

typedef wmem_tree_t *my_tree_t;
typedef struct
{
  wmem_strbuf_t **list;
  wmem_stack_t *stacks[4], *one;
  wmem_stack_t * (*make) (wmem_stack_t *, int);
} holder_t;

extern wmem_tree_t *const table[2];
static wmem_stack_t **stack_array (int n, wmem_stack_t *in[]);

static wmem_stack_t **
stack_array (n, in)
  int n;
  wmem_stack_t *in[];
{
  return &in[n];
}

void f (holder_t *h, void *p);
void
f (holder_t *h, void *p)
{
  my_tree_t t = *(wmem_tree_t **) p;
  const wmem_strbuf_t *const *walk = (const wmem_strbuf_t *const *) p;
  wmem_stack_t *a = h->make (h->one, 1), *b = *stack_array (1, h->stacks);

  for (wmem_stack_t *s = a; s != NULL; s = NULL)
    use (s);
  use (t), use (walk), use (b), use (wmem_strbuf_get_str(h->list[0]));
  (void) (wmem_tree_key_t){ .length = 1 };
  (void) sizeof (wmem_stack_t *[2]);
}
