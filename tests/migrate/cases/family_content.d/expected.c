/* What is put into containers comes out of containers: it meets there, and not what goes into a void * elsewhere. */
#include <epan/packet.h>
#include <wmem/wmem.h>
void put (wmem_stack_t *pile);
const char *show (wmem_stack_t *pile);
void
put (wmem_stack_t *pile)
{
  wmem_strbuf_t *line = wmem_strbuf_new (wmem_packet_scope(), "a line");
  wmem_stack_push (pile, line);
}
const char *
show (wmem_stack_t *pile)
{
  wmem_strbuf_t *line = wmem_stack_count(pile) > 0 ? wmem_stack_pop (pile) : NULL;
  return wmem_strbuf_get_str(line);
}
void move (wmem_stack_t *from, wmem_stack_t *to);
void
move (wmem_stack_t *from, wmem_stack_t *to)
{
  wmem_stack_push (to, wmem_stack_count(from) > 0 ? wmem_stack_pop (from) : NULL);
}
