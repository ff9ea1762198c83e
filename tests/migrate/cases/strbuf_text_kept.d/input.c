/* A buffer's text that a variable keeps while the buffer grows. */
#include <epan/packet.h>

void behind (emem_strbuf_t *b, const char *more);
void
behind (emem_strbuf_t *b, const char *more)
{
  const char *text = b->str;

  ep_strbuf_append (b, more);
  use (text);
}

void in_a_loop (emem_strbuf_t *b, int n);
void
in_a_loop (emem_strbuf_t *b, int n)
{
  const char *text;

  text = b->str + 1;
  while (n-- > 0)
    {
      use (text);
      ep_strbuf_append_printf (b, "%d", n);
    }
}

void handed (emem_strbuf_t *b);
void
handed (emem_strbuf_t *b)
{
  char *text = b->str;

  ep_strbuf_append (b, text);
}

/* Taken anew, read before, a byte, another buffer, a copy. */
struct keeper
{
  const char *text;
};
void current (emem_strbuf_t *b, emem_strbuf_t *other, struct keeper *k);
void
current (emem_strbuf_t *b, emem_strbuf_t *other, struct keeper *k)
{
  const char *text = b->str, *copy = ep_strdup (b->str);
  char first = b->str[0];

  use (text);
  ep_strbuf_append_printf (b, "%c%s", first, copy);
  text = b->str;
  use (text);
  k->text = text;
  ep_strbuf_append (other, text);
  use (text + first);
  use (copy);
  ep_strbuf_append_printf (b, "%d", *text);
  text = b->str;
  ep_strbuf_printf (b, "%s", text);
  ep_strbuf_truncate (b, 1);
}
