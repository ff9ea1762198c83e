/* Arguments that read the buffer: the text is made before the buffer is emptied. */
#include <epan/packet.h>

struct ctx
{
  emem_strbuf_t *buf;
  char *name;
};

void dissect (emem_strbuf_t *b, emem_strbuf_t *other, struct ctx *c);
void
dissect (emem_strbuf_t *b, emem_strbuf_t *other, struct ctx *c)
{
  ep_strbuf_printf (b, "%s;%s", b->str, "x");
  if (c)
    ep_strbuf_printf (b, "%u", (unsigned) b->len);
  ep_strbuf_printf (c->buf, "%s", c->buf->str);
  ep_strbuf_printf (c->buf, "%s", c->name);
  ep_strbuf_printf (b, "%s", other->str);
  c ? ep_strbuf_printf (b, "%s", b->str) : (void) 0;
}
