/* A name split over lines, and calls spread out. */
#include <epan/packet.h>
#include <wmem/wmem.h>

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
}
