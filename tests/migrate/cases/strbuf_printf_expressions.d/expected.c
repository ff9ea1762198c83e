/* Where no statement stands: a comma expression. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define SET(buffer, value) (wmem_strbuf_truncate(buffer, 0), wmem_strbuf_append_printf (buffer, "%d", value))
#define SET_TWICE(buffer, value) do { wmem_strbuf_truncate(buffer, 0); wmem_strbuf_append_printf (buffer, "%d", value); wmem_strbuf_append (buffer, "!"); } while (0)

void dissect (wmem_strbuf_t *b, int n);
void
dissect (wmem_strbuf_t *b, int n)
{
  int i;

  n ? (wmem_strbuf_truncate(b, 0), wmem_strbuf_append_printf (b, "yes")) : (wmem_strbuf_truncate(b, 0), wmem_strbuf_append_printf (b, "no"));
  i = 0, (wmem_strbuf_truncate(b, 0), wmem_strbuf_append_printf (b, "comma"));
  for ((wmem_strbuf_truncate(b, 0), wmem_strbuf_append_printf (b, "init")); i < n; i++, (wmem_strbuf_truncate(b, 0), wmem_strbuf_append_printf (b, "step")))
    ;
  if (n)
    SET (b, n);
  SET_TWICE (b, n + i);
}
