/* Guards where a stack's expression cannot be repeated: left, with what belongs to it. */
#include <epan/packet.h>

ep_stack_t next_stack (void);

void f (ep_stack_t *stacks, int i);
void
f (ep_stack_t *stacks, int i)
{
  use (ep_stack_peek (stacks[0]));
  use (i ? ep_stack_pop (stacks[1]) : NULL);
  ep_stack_push (stacks[i++], "x");
}

void g (void);
void
g (void)
{
  use (ep_stack_pop (next_stack ()));
}
