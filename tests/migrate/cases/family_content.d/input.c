/* What is put into containers comes out of containers: it meets there, and not what goes into a void * elsewhere. */
#include <epan/packet.h>
void put (ep_stack_t pile);
const char *show (ep_stack_t pile);
void
put (ep_stack_t pile)
{
  emem_strbuf_t *line = ep_strbuf_new ("a line");
  ep_stack_push (pile, line);
}
const char *
show (ep_stack_t pile)
{
  emem_strbuf_t *line = ep_stack_pop (pile);
  return line->str;
}
void move (ep_stack_t from, ep_stack_t to);
void
move (ep_stack_t from, ep_stack_t to)
{
  ep_stack_push (to, ep_stack_pop (from));
}
