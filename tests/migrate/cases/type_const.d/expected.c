/* A type that was a pointer by its name and is one by a star: const belonged to the pointer. */
#include <epan/packet.h>
#include <wmem/wmem.h>

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

void plain (wmem_stack_t *s, wmem_stack_t **where, int n);
void
plain (wmem_stack_t *s, wmem_stack_t **where, int n)
{
  wmem_stack_t *one, *two = s, *several[2], **ways[2] = { &one, where };
  wmem_stack_t ** tight = *ways;
  wmem_stack_t *
    below = *tight;

  one = n ? two : below;
  several[0] = (wmem_stack_t *) one;
  use (several), use (ways), use (tight);
  use ((const char *) (several + sizeof (wmem_stack_t *)));
}
