/* ep_strbuf_printf replaces: two statements, with braces where one stood unbraced. */
#include <epan/packet.h>

struct ctx
{
  emem_strbuf_t *buf;
};

void dissect (emem_strbuf_t *b, struct ctx *c, int n);
void
dissect (emem_strbuf_t *b, struct ctx *c, int n)
{
  int i;

  ep_strbuf_printf (b, "%d", n);
  ep_strbuf_printf(c->buf, "%d %s",
                   n, "two lines");
  if (n)
    ep_strbuf_printf (b, "%d", n);
  if (n) ep_strbuf_printf (b, "same line"); else ep_strbuf_printf (b, "else");
  if (n > 1
      && n < 4)
    ep_strbuf_printf (b, "deep");  /* trailing comment */
  else
    ep_strbuf_printf (b, "other");
  for (i = 0; i < n; i++)
    ep_strbuf_printf (b, "%d", i);
  while (n--)
    ep_strbuf_printf (b, "%d", n);
  do
    ep_strbuf_printf (b, "%d", n);
  while (n++ < 0);
  switch (n)
    {
    case 1:
      ep_strbuf_printf (b, "one");
      break;
    case 2: case 3: ep_strbuf_printf (b, "few"); break;
    default:
      ep_strbuf_printf (b, "many");
    }
  if (n)
    again:
    ep_strbuf_printf (b, "labelled");
  if (n > 100)
    goto again;
  (void) ep_strbuf_printf (b, "cast");
}
