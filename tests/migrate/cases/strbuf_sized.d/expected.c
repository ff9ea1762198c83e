/* emem clamps the size to the maximum, wmem aborts. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define SMALL 16
#define BIG 64

void dissect (gsize n, gsize m);
void
dissect (gsize n, gsize m)
{
  use (wmem_strbuf_sized_new (wmem_packet_scope(), 8, 32));
  use (wmem_strbuf_sized_new (wmem_packet_scope(), 8, 8));
  use (wmem_strbuf_sized_new (wmem_packet_scope(), SMALL, SMALL));
  use (wmem_strbuf_sized_new (wmem_packet_scope(), SMALL, 0));
  use (wmem_strbuf_sized_new (wmem_packet_scope(), n, n));
  use (wmem_strbuf_sized_new (wmem_packet_scope(), MIN(n, m), m));
  use (ep_strbuf_sized_new (n++, m));
}
