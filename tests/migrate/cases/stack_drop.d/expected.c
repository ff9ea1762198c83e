/* A pop whose result nobody wants: an if, in braces where an else could take it. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define DROP(stack) (void) (wmem_stack_count(stack) > 0 ? wmem_stack_pop (stack) : NULL)

void drop (wmem_stack_t *s, int n);
void
drop (wmem_stack_t *s, int n)
{
  int i;

  if (wmem_stack_count(s) > 0) wmem_stack_pop (s);
  (void) (wmem_stack_count(s) > 0 ? wmem_stack_pop (s) : NULL);
  if (n) {
    if (wmem_stack_count(s) > 0) wmem_stack_pop (s);
  }
  else {
    if (wmem_stack_count(s) > 0) wmem_stack_pop (s);
  }
  if (n) { if (wmem_stack_count(s) > 0) wmem_stack_pop (s); } else n = 1;
  while (n--) {
    if (wmem_stack_count(s) > 0) wmem_stack_pop (s);
  }
  for (i = 0; i < n; (void) (wmem_stack_count(s) > 0 ? wmem_stack_pop (s) : NULL), i++)
    (void) (wmem_stack_count(s) > 0 ? wmem_stack_pop (s) : NULL), n++;
  switch (n)
    {
    case 1: if (wmem_stack_count(s) > 0) wmem_stack_pop (s); break;
    default:
      if (wmem_stack_count(s) > 0) wmem_stack_pop (s);
    }
  if (n)
  again:
    (void) (wmem_stack_count(s) > 0 ? wmem_stack_pop (s) : NULL);
  else
    DROP (s);
  if (n > 2)
    goto again;
}
