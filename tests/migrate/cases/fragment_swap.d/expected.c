/* The file's own include is swapped: what its fragment wants is there then, and nothing is added. */
#include <wmem/wmem.h>
#include <epan/packet.h>

void dissect (int n);
void
dissect (int n)
{
  wmem_strbuf_t *buffer = wmem_strbuf_new (wmem_packet_scope(), NULL);

#include "body.inc"
  use (wmem_strbuf_get_str(buffer));
}
