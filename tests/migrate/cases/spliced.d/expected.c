/* A name split over lines, with blanks behind the backslash, too, a string over two, and calls spread out; a lone #, and a comment before a header's name. */
#include /* emem, too: */ <wmem/wmem.h>
#include <epan/packet.h>
#

void f (wmem_strbuf_t *b);
void
f (wmem_strbuf_t *b)
{
  use (wmem_alloc (wmem_packet_scope(), 4));
  use (wmem_alloc /* why */ (wmem_packet_scope(), 4));
  use (wmem_strdup
         /* far away */
         (wmem_packet_scope(),
           "x"
         ));
  use (wmem_strbuf_get_str(b));
  use (wmem_alloc (wmem_packet_scope(), 8)); /* blanks behind the backslash */
  use ("a string \ 
ep_alloc (4) of two lines"); use (wmem_alloc (wmem_packet_scope(), 5));
}
