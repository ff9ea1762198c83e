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
  (void) ep_strbuf_printf (b, "(%s)", b->str);
  (ep_strbuf_printf) (b, "(%s)", b->str);
  c ? ep_strbuf_printf (b, "%s", b->str) : (void) 0;
  if (c)
    use (c), ep_strbuf_printf (b, "%s", b->str);
  else
    ep_strbuf_printf (b, "1%s", b->str), ep_strbuf_printf (other, "2%s", b->str);
}

/* A condition has no place for the text. */
void residue (emem_strbuf_t *b);
void
residue (emem_strbuf_t *b)
{
  while (ep_strbuf_printf (b, "%s", b->str), b->len)
    ;
}

/* Its own text, appended: it may move meanwhile. What has been read before the call is no text any more. */
void append_itself (emem_strbuf_t *b, emem_strbuf_t *other);
void
append_itself (emem_strbuf_t *b, emem_strbuf_t *other)
{
  ep_strbuf_append (b, b->str);
  ep_strbuf_append (b, &b->str[2]);
  ep_strbuf_append_printf (b, "%d %s", 1, b->str + 1);
  ep_strbuf_append_printf (b, "%s", strchr (b->str, ':'));
  ep_strbuf_append (b, other->str);
  ep_strbuf_append (b, ep_strdup (b->str));
  ep_strbuf_append_c (b, b->str[0]);
  ep_strbuf_append_printf (b, "%d %d", (int) strlen (b->str), (int) b->len);
  ep_strbuf_truncate (b, strlen (b->str) - 1);
}
