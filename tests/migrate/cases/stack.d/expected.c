/* A stack is a pointer to a struct now, pops are guarded, push returns nothing. */
#include <epan/packet.h>
#include <wmem/wmem.h>

struct holder
{
  wmem_stack_t *stack;
  int other;
};

static wmem_stack_t *global, *second, **third;

wmem_stack_t *make (wmem_stack_t *given, wmem_stack_t **out);
wmem_stack_t *
make (wmem_stack_t *given, wmem_stack_t **out)
{
  wmem_stack_t *st = wmem_stack_new (wmem_packet_scope());
  struct holder h = { 0 };
  void *x;

  h.stack = wmem_stack_new(wmem_packet_scope());
  wmem_stack_push (st, "a");
  x = (wmem_stack_push (h.stack, "b"), "b");
  while ((x = wmem_stack_count(st) > 0 ? wmem_stack_pop (st) : NULL))
    use (x);
  if (wmem_stack_count(h.stack) > 0 ? wmem_stack_peek (h.stack) : NULL)
    x = wmem_stack_count(h.stack) > 0 ? wmem_stack_pop (h.stack) : NULL;
  if (wmem_stack_count(given) > 0) wmem_stack_pop (given);
  if (x) {
    if (wmem_stack_count(given) > 0) wmem_stack_pop (given);
  }
  use (wmem_stack_count(st) > 0 ? wmem_stack_peek (st) : NULL);
  (void) sizeof (wmem_stack_t *);
  *out = (wmem_stack_t *) x;
  use (global), use (second), use (third);
  return st;
}
