/* A stack is a pointer to a struct now, pops are guarded, push returns nothing. */
#include <epan/packet.h>

struct holder
{
  ep_stack_t stack;
  int other;
};

static ep_stack_t global, second, *third;

ep_stack_t make (ep_stack_t given, ep_stack_t *out);
ep_stack_t
make (ep_stack_t given, ep_stack_t *out)
{
  ep_stack_t st = ep_stack_new ();
  struct holder h = { 0 };
  void *x;

  h.stack = ep_stack_new();
  ep_stack_push (st, "a");
  x = ep_stack_push (h.stack, "b");
  while ((x = ep_stack_pop (st)))
    use (x);
  if (ep_stack_peek (h.stack))
    x = ep_stack_pop (h.stack);
  ep_stack_pop (given);
  if (x)
    ep_stack_pop (given);
  use (ep_stack_peek (st));
  (void) sizeof (ep_stack_t);
  *out = (ep_stack_t) x;
  use (global), use (second), use (third);
  return st;
}
