/* A buffer's expression with a side effect is evaluated once. */
#include <epan/packet.h>
#include <wmem/wmem.h>

wmem_strbuf_t *next (void);

void dissect (wmem_strbuf_t **bufs, int i);
void
dissect (wmem_strbuf_t **bufs, int i)
{
  { wmem_strbuf_t *wmem_buffer = bufs[i++]; wmem_strbuf_truncate(wmem_buffer, 0); wmem_strbuf_append_printf(wmem_buffer, "%d", 5); }
  { wmem_strbuf_t *wmem_buffer = next (); wmem_strbuf_truncate(wmem_buffer, 0); wmem_strbuf_append_printf(wmem_buffer, "%d", 5); }
  if (i)
    { wmem_strbuf_t *wmem_buffer = *bufs++; wmem_strbuf_truncate(wmem_buffer, 0); wmem_strbuf_append_printf(wmem_buffer, "%s", "x"); }
  wmem_strbuf_append (next (), "kept");
  { wmem_strbuf_t *wmem_buffer = bufs[i++]; gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", wmem_strbuf_get_str(bufs[0])); wmem_strbuf_truncate(wmem_buffer, 0); wmem_strbuf_append(wmem_buffer, wmem_text); }
}

void residue (emem_strbuf_t **bufs, int i);
void
residue (emem_strbuf_t **bufs, int i)
{
  i ? ep_strbuf_printf (bufs[i++], "%d", 5) : (void) 0;
  use (ep_strbuf_append (bufs[i++], "x"));
}
