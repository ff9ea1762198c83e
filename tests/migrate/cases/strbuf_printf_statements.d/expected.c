/* ep_strbuf_printf replaces: two statements, with braces where one stood unbraced. */
#include <epan/packet.h>
#include <wmem/wmem.h>

struct ctx
{
  wmem_strbuf_t *buf;
};

void dissect (wmem_strbuf_t *b, struct ctx *c, int n);
void
dissect (wmem_strbuf_t *b, struct ctx *c, int n)
{
  int i;

  wmem_strbuf_truncate(b, 0);
  wmem_strbuf_append_printf (b, "%d", n);
  wmem_strbuf_truncate(c->buf, 0);
  wmem_strbuf_append_printf(c->buf, "%d %s",
                   n, "two lines");
  if (n) {
    wmem_strbuf_truncate(b, 0);
    wmem_strbuf_append_printf (b, "%d", n);
  }
  if (n) { wmem_strbuf_truncate(b, 0); wmem_strbuf_append_printf (b, "same line"); } else { wmem_strbuf_truncate(b, 0); wmem_strbuf_append_printf (b, "else"); }
  if (n > 1
      && n < 4) {
    wmem_strbuf_truncate(b, 0);
    wmem_strbuf_append_printf (b, "deep");  /* trailing comment */
  }
  else {
    wmem_strbuf_truncate(b, 0);
    wmem_strbuf_append_printf (b, "other");
  }
  for (i = 0; i < n; i++) {
    wmem_strbuf_truncate(b, 0);
    wmem_strbuf_append_printf (b, "%d", i);
  }
  while (n--) {
    wmem_strbuf_truncate(b, 0);
    wmem_strbuf_append_printf (b, "%d", n);
  }
  do {
    wmem_strbuf_truncate(b, 0);
    wmem_strbuf_append_printf (b, "%d", n);
  }
  while (n++ < 0);
  switch (n)
    {
    case 1:
      wmem_strbuf_truncate(b, 0);
      wmem_strbuf_append_printf (b, "one");
      break;
    case 2: case 3: wmem_strbuf_truncate(b, 0); wmem_strbuf_append_printf (b, "few"); break;
    default:
      wmem_strbuf_truncate(b, 0);
      wmem_strbuf_append_printf (b, "many");
    }
  if (n)
    again:
    (wmem_strbuf_truncate(b, 0), wmem_strbuf_append_printf (b, "labelled"));
  if (n > 100)
    goto again;
  wmem_strbuf_truncate(b, 0);
  wmem_strbuf_append_printf (b, "cast");
}
