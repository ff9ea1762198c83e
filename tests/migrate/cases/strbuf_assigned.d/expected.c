/* append and truncate gave the buffer back, and its expression is one that is evaluated once. */
#include <epan/packet.h>
#include <wmem/wmem.h>

wmem_strbuf_t *make (void);
wmem_strbuf_t **where (void);

void f (wmem_strbuf_t *a, wmem_strbuf_t **bufs, int i);
void
f (wmem_strbuf_t *a, wmem_strbuf_t **bufs, int i)
{
  wmem_strbuf_t *b;

  b = make ();
  wmem_strbuf_append(b, "whole");
  if (i) {
    b = make ();
    wmem_strbuf_append(b, "braces");
  }
  else {
    b = make ();
    wmem_strbuf_truncate(b, 1);
  }
  for (; i; i--) {
    a = bufs[i--];
    wmem_strbuf_append_c(a, 'c'); /* trails */
  }
  { wmem_strbuf_t *wmem_buffer; b = (wmem_buffer = make (), wmem_strbuf_append(wmem_buffer, wmem_strbuf_get_str(b)), wmem_buffer); }
  bufs[0] = make ();
  wmem_strbuf_append(bufs[0], "element");
  { wmem_strbuf_t *wmem_buffer; bufs[i++] = (wmem_buffer = make (), wmem_strbuf_append(wmem_buffer, "both"), wmem_buffer); }
  { wmem_strbuf_t *wmem_buffer; *where () = (wmem_buffer = make (), wmem_strbuf_append(wmem_buffer, "both"), wmem_buffer); }
  wmem_strbuf_append (a, "left");
  *where () = a;
  b = make (), wmem_strbuf_append_unichar(b, 0x20ac), i++;
  a = b = (wmem_strbuf_append (a, "two"), a);
  a = (b = make (), wmem_strbuf_append(b, "two"), b);
  use (a), use (b);
}
