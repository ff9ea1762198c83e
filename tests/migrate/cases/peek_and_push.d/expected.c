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

/* A payload that cannot stand twice: what was pushed lies on top. */
const char *made (void);

void h (wmem_stack_t *stack, wmem_stack_t **stacks, const char *text);
void
h (wmem_stack_t *stack, wmem_stack_t **stacks, const char *text)
{
  use ((wmem_stack_push (stack, wmem_strdup (wmem_packet_scope(), text)), wmem_stack_peek(stack)));
  text = (wmem_stack_push (stack, wmem_strdup (wmem_packet_scope(), wmem_stack_count(stack) > 0 ? wmem_stack_peek (stack) : NULL)), wmem_stack_peek(stack));
  use ((wmem_stack_push (stack, (void *) made ()), wmem_stack_peek(stack)));
}

void k (ep_stack_t stack, const char *text);
void
k (ep_stack_t stack, const char *text)
{
  use (ep_stack_push (stack, (stack = ep_stack_new (), wmem_strdup (wmem_packet_scope(), text))));
}
