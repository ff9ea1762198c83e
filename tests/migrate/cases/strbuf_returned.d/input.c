/* append and truncate gave the buffer back. */
#include <epan/packet.h>

emem_strbuf_t *add (emem_strbuf_t *b, int n);
emem_strbuf_t *
add (emem_strbuf_t *b, int n)
{
  emem_strbuf_t *other;
  emem_strbuf_t *made = ep_strbuf_append (ep_strbuf_new ("a"), "b");

  b = ep_strbuf_truncate (b, b->len - 1);
  b = ep_strbuf_append (b, "x");
  other = ep_strbuf_append (b, "y");
  if (n)
    other = ep_strbuf_append_c (b, 'z');
  use (ep_strbuf_append (b, "used"));
  use (ep_strbuf_append (b, "used")->str);
  use (made), use (other);
  ep_strbuf_append_unichar (b, 0x20ac);
  if (n)
    ep_strbuf_append (b, "plain");
  n ? ep_strbuf_append (b, "one") : ep_strbuf_append (b, "two");
  b = n ? other : ep_strbuf_append (b, "chosen"), n++;
  n ? ep_strbuf_append (b, "one") : ep_strbuf_append (b, "two"), n++;
  use (n ? ep_strbuf_append (b, "one") : ep_strbuf_append (b, "two")), n++;
  (void) ep_strbuf_append (b, "cast");
  ep_strbuf_append (ep_strbuf_append (b, "inner"), "outer");
  return ep_strbuf_append (b, "returned");
}
