/* A type that was a pointer by its name and is one by a star: const belonged to the pointer. */
#include <epan/packet.h>

void fixed (const ep_stack_t s);
void
fixed (const ep_stack_t s)
{
  ep_stack_push (s, NULL);
}

void behind (ep_stack_t const s);
void
behind (ep_stack_t const s)
{
  ep_stack_pop (s);
}

void plain (ep_stack_t s, ep_stack_t *where, int n);
void
plain (ep_stack_t s, ep_stack_t *where, int n)
{
  ep_stack_t one, two = s, several[2], *ways[2] = { &one, where };
  ep_stack_t* tight = *ways;
  ep_stack_t
    below = *tight;

  one = n ? two : below;
  several[0] = (ep_stack_t) one;
  use (several), use (ways), use (tight);
  use ((const char *) (several + sizeof (ep_stack_t)));
}
