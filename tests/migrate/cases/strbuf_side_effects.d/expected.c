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

/* In an expression, too. */
void in_expressions (wmem_strbuf_t **bufs, int i);
void
in_expressions (wmem_strbuf_t **bufs, int i)
{
  wmem_strbuf_t *made = (made = next (), wmem_strbuf_append(made, "a"), made), *kept;

  { wmem_strbuf_t *wmem_buffer; i ? (wmem_buffer = bufs[i++], wmem_strbuf_truncate(wmem_buffer, 0), wmem_strbuf_append_printf(wmem_buffer, "%d", 5)) : (void) 0; }
  { gchar *wmem_text; { wmem_strbuf_t *wmem_buffer; i ? (wmem_buffer = bufs[i++], wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", wmem_strbuf_get_str(made)), wmem_strbuf_truncate(wmem_buffer, 0), wmem_strbuf_append(wmem_buffer, wmem_text)) : (void) 0; } }
  { wmem_strbuf_t *wmem_buffer; use ((wmem_buffer = bufs[i++], wmem_strbuf_append(wmem_buffer, "x"), wmem_buffer)); }
  { wmem_strbuf_t *wmem_buffer; use ((wmem_buffer = (wmem_strbuf_append (bufs[0], "x"), bufs[0]), wmem_strbuf_append(wmem_buffer, "y"), wmem_buffer)); }
  if (((kept = next (), wmem_strbuf_append_c(kept, 'x'), kept)) != made)
    use (kept);
  { wmem_strbuf_t *wmem_buffer; kept = (wmem_buffer = next (), wmem_strbuf_append(wmem_buffer, wmem_strbuf_get_str(kept)), wmem_buffer); }
}

void residue (emem_strbuf_t **bufs, int i);
void
residue (emem_strbuf_t **bufs, int i)
{
  while (ep_strbuf_append (bufs[i++], "x"))
    ;
}
