/* A label's text is appended: after the call, or after the declarations. */
#include <epan/packet.h>
#include <wmem/wmem.h>

wmem_strbuf_t *make (int n, const char *text);
wmem_strbuf_t *
make (int n, const char *text)
{
  wmem_strbuf_t *none = wmem_strbuf_new_label (wmem_packet_scope());
  wmem_strbuf_t *empty = wmem_strbuf_new_label (wmem_packet_scope());
  wmem_strbuf_t *b = wmem_strbuf_new_label (wmem_packet_scope());
  int i, j = 0;
  char *s = NULL;
  wmem_strbuf_append(b, "text");

  none = wmem_strbuf_new_label(wmem_packet_scope());
  wmem_strbuf_append(none, text);
  if (n) {
    empty = wmem_strbuf_new_label (wmem_packet_scope());
    wmem_strbuf_append(empty, "only");
  }
  else
    { wmem_strbuf_t *wmem_buffer = wmem_strbuf_new_label(wmem_packet_scope()); wmem_strbuf_append(wmem_buffer, "returned"); return wmem_buffer; }
  for (i = 0; i < n; i++)
    {
      wmem_strbuf_t *inner = wmem_strbuf_new_label (wmem_packet_scope());
      wmem_strbuf_append(inner, "inner");
      const char *seen = wmem_strbuf_get_str(inner);

      use (seen), use (inner);
    }
  use (none), use (empty), use (s);
  return j ? empty : b;
}

void residue (void);
void
residue (void)
{
  use (ep_strbuf_new_label ("argument"));
}
