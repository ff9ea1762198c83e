/* Where no statement stands: a comma expression. */
#include <epan/packet.h>

#define SET(buffer, value) ep_strbuf_printf (buffer, "%d", value)
#define SET_TWICE(buffer, value) do { ep_strbuf_printf (buffer, "%d", value); ep_strbuf_append (buffer, "!"); } while (0)

void dissect (emem_strbuf_t *b, int n);
void
dissect (emem_strbuf_t *b, int n)
{
  int i;

  n ? ep_strbuf_printf (b, "yes") : ep_strbuf_printf (b, "no");
  i = 0, ep_strbuf_printf (b, "comma");
  for (ep_strbuf_printf (b, "init"); i < n; i++, ep_strbuf_printf (b, "step"))
    ;
  if (n)
    SET (b, n);
  SET_TWICE (b, n + i);
}
