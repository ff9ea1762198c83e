/* Arguments that read the buffer: the text is made before the buffer is emptied. */
#include <epan/packet.h>
#include <wmem/wmem.h>

struct ctx
{
  wmem_strbuf_t *buf;
  char *name;
};

void dissect (emem_strbuf_t *b, emem_strbuf_t *other, struct ctx *c);
void
dissect (emem_strbuf_t *b, emem_strbuf_t *other, struct ctx *c)
{
  ep_strbuf_printf (b, "%s;%s", b->str, "x");
  if (c)
    ep_strbuf_printf (b, "%u", (unsigned) b->len);
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", wmem_strbuf_get_str(c->buf)); wmem_strbuf_truncate(c->buf, 0); wmem_strbuf_append(c->buf, wmem_text); }
  wmem_strbuf_truncate(c->buf, 0);
  wmem_strbuf_append_printf (c->buf, "%s", c->name);
  ep_strbuf_printf (b, "%s", other->str);
  c ? ep_strbuf_printf (b, "%s", b->str) : (void) 0;
}
