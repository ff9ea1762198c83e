/* A pop whose result nobody wants: an if, in braces where an else could take it. */
#include <epan/packet.h>

#define DROP(stack) ep_stack_pop (stack)

void drop (ep_stack_t s, int n);
void
drop (ep_stack_t s, int n)
{
  int i;

  ep_stack_pop (s);
  (void) ep_stack_pop (s);
  if (n)
    ep_stack_pop (s);
  else
    ep_stack_pop (s);
  if (n) ep_stack_pop (s); else n = 1;
  while (n--)
    ep_stack_pop (s);
  for (i = 0; i < n; ep_stack_pop (s), i++)
    ep_stack_pop (s), n++;
  switch (n)
    {
    case 1: ep_stack_pop (s); break;
    default:
      ep_stack_pop (s);
    }
  if (n)
  again:
    ep_stack_pop (s);
  else
    DROP (s);
  if (n > 2)
    goto again;
}
