/* The file's own include is swapped: what its fragment wants is there then, and nothing is added. */
#include <epan/emem.h>
#include <epan/packet.h>

void dissect (int n);
void
dissect (int n)
{
  emem_strbuf_t *buffer = ep_strbuf_new (NULL);

#include "body.inc"
  use (buffer->str);
}
