/* A buffer's expression with a side effect is evaluated once. */
#include <epan/packet.h>

emem_strbuf_t *next (void);

void dissect (emem_strbuf_t **bufs, int i);
void
dissect (emem_strbuf_t **bufs, int i)
{
  ep_strbuf_printf (bufs[i++], "%d", 5);
  ep_strbuf_printf (next (), "%d", 5);
  if (i)
    ep_strbuf_printf (*bufs++, "%s", "x");
  ep_strbuf_append (next (), "kept");
  ep_strbuf_printf (bufs[i++], "%s", bufs[0]->str);
}

void residue (emem_strbuf_t **bufs, int i);
void
residue (emem_strbuf_t **bufs, int i)
{
  i ? ep_strbuf_printf (bufs[i++], "%d", 5) : (void) 0;
  use (ep_strbuf_append (bufs[i++], "x"));
}
