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

/* A payload that cannot stand twice: what was pushed lies on top. */
const char *made (void);

void h (ep_stack_t stack, ep_stack_t *stacks, const char *text);
void
h (ep_stack_t stack, ep_stack_t *stacks, const char *text)
{
  use (ep_stack_push (stack, ep_strdup (text)));
  text = ep_stack_push (stack, ep_strdup (ep_stack_peek (stack)));
  use (ep_stack_push (stack, (void *) made ()));
}

void k (ep_stack_t stack, const char *text);
void
k (ep_stack_t stack, const char *text)
{
  use (ep_stack_push (stack, (stack = ep_stack_new (), ep_strdup (text))));
}
