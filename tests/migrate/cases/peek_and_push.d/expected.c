/* Guards where a stack's expression cannot be repeated: left, with what belongs to it. */
#include <epan/packet.h>
#include <wmem/wmem.h>

ep_stack_t next_stack (void);

void f (wmem_stack_t **stacks, int i);
void
f (wmem_stack_t **stacks, int i)
{
  use (wmem_stack_count(stacks[0]) > 0 ? wmem_stack_peek (stacks[0]) : NULL);
  use (i ? (wmem_stack_count(stacks[1]) > 0 ? wmem_stack_pop (stacks[1]) : NULL) : NULL);
  wmem_stack_push (stacks[i++], "x");
}

void g (void);
void
g (void)
{
  use (ep_stack_pop (next_stack ()));
}
