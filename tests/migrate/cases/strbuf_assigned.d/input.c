/* append and truncate gave the buffer back, and its expression is one that is evaluated once. */
#include <epan/packet.h>

emem_strbuf_t *make (void);
emem_strbuf_t **where (void);

void f (emem_strbuf_t *a, emem_strbuf_t **bufs, int i);
void
f (emem_strbuf_t *a, emem_strbuf_t **bufs, int i)
{
  emem_strbuf_t *b;

  b = ep_strbuf_append (make (), "whole");
  if (i)
    b = ep_strbuf_append (make (), "braces");
  else
    b = ep_strbuf_truncate (make (), 1);
  for (; i; i--)
    a = ep_strbuf_append_c (bufs[i--], 'c'); /* trails */
  b = ep_strbuf_append (make (), b->str);
  bufs[0] = ep_strbuf_append (make (), "element");
  bufs[i++] = ep_strbuf_append (make (), "both");
  *where () = ep_strbuf_append (make (), "both");
  *where () = ep_strbuf_append (a, "left");
  b = ep_strbuf_append_unichar (make (), 0x20ac), i++;
  a = b = ep_strbuf_append (a, "two");
  a = b = ep_strbuf_append (make (), "two");
  use (a), use (b);
}
