/* Statements whose keywords or semicolons come out of macros. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define IF(x) if (x)
#define ELSE else
#define SEMICOLON ;
#define RETURN(x) return (x)

const char *dissect (wmem_strbuf_t *b, int n);
const char *
dissect (wmem_strbuf_t *b, int n)
{
  IF (n) { wmem_strbuf_truncate(b, 0); wmem_strbuf_append_printf (b, "a"); } ELSE { wmem_strbuf_truncate(b, 0); wmem_strbuf_append_printf (b, "b"); }
  IF (n)
    wmem_strbuf_append (b, "c");
  IF (n) { b = wmem_strbuf_new_label (wmem_packet_scope()); wmem_strbuf_append(b, "d"); }
  (wmem_strbuf_truncate(b, 0), wmem_strbuf_append_printf (b, "x")) SEMICOLON {
  wmem_strbuf_truncate(b, 0);
  wmem_strbuf_append_printf (b, "y");
  }
  IF (!n) { wmem_strbuf_t *wmem_buffer; use ((wmem_buffer = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(wmem_buffer, "q"), wmem_buffer)); }
  RETURN (wmem_strbuf_get_str((wmem_strbuf_append (b, "x"), b)));
}

/* Not a declaration, whatever it looks like. */
void residue (int n);
void
residue (int n)
{
  emem_strbuf_t *b = NULL;

  IF (n) use (b); ELSE b = ep_strbuf_new_label ("d");
  use (b);
}
