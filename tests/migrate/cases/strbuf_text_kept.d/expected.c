/* A buffer's text that a variable keeps while the buffer grows. */
#include <epan/packet.h>
#include <wmem/wmem.h>

void behind (wmem_strbuf_t *b, const char *more);
void
behind (wmem_strbuf_t *b, const char *more)
{
  const char *text = wmem_strbuf_get_str(b);

  wmem_strbuf_append (b, more);
  use (text);
}

void in_a_loop (wmem_strbuf_t *b, int n);
void
in_a_loop (wmem_strbuf_t *b, int n)
{
  const char *text;

  text = wmem_strbuf_get_str(b) + 1;
  while (n-- > 0)
    {
      use (text);
      wmem_strbuf_append_printf (b, "%d", n);
    }
}

void handed (wmem_strbuf_t *b);
void
handed (wmem_strbuf_t *b)
{
  char *text = (gchar *) wmem_strbuf_get_str(b);

  wmem_strbuf_append (b, text);
}

/* Taken anew, read before, a byte, another buffer, a copy. */
struct keeper
{
  const char *text;
};
void current (wmem_strbuf_t *b, wmem_strbuf_t *other, struct keeper *k);
void
current (wmem_strbuf_t *b, wmem_strbuf_t *other, struct keeper *k)
{
  const char *text = wmem_strbuf_get_str(b), *copy = wmem_strdup (wmem_packet_scope(), wmem_strbuf_get_str(b));
  char first = wmem_strbuf_get_str(b)[0];

  use (text);
  wmem_strbuf_append_printf (b, "%c%s", first, copy);
  text = wmem_strbuf_get_str(b);
  use (text);
  k->text = text;
  wmem_strbuf_append (other, text);
  use (text + first);
  use (copy);
  wmem_strbuf_append_printf (b, "%d", *text);
  text = wmem_strbuf_get_str(b);
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", text); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  wmem_strbuf_truncate (b, 1);
}
