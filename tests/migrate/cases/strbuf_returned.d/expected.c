/* append and truncate gave the buffer back. */
#include <epan/packet.h>
#include <wmem/wmem.h>

wmem_strbuf_t *add (wmem_strbuf_t *b, int n);
wmem_strbuf_t *
add (wmem_strbuf_t *b, int n)
{
  wmem_strbuf_t *other;
  wmem_strbuf_t *made = (made = wmem_strbuf_new (wmem_packet_scope(), "a"), wmem_strbuf_append(made, "b"), made);

  wmem_strbuf_truncate (b, wmem_strbuf_get_len(b) - 1);
  wmem_strbuf_append (b, "x");
  wmem_strbuf_append (b, "y");
  other = b;
  if (n) {
    wmem_strbuf_append_c (b, 'z');
    other = b;
  }
  use ((wmem_strbuf_append (b, "used"), b));
  use (wmem_strbuf_get_str((wmem_strbuf_append (b, "used"), b)));
  use (made), use (other);
  wmem_strbuf_append_unichar (b, 0x20ac);
  if (n)
    wmem_strbuf_append (b, "plain");
  n ? wmem_strbuf_append (b, "one") : wmem_strbuf_append (b, "two");
  b = n ? other : (wmem_strbuf_append (b, "chosen"), b), n++;
  n ? wmem_strbuf_append (b, "one") : wmem_strbuf_append (b, "two"), n++;
  use (n ? (wmem_strbuf_append (b, "one"), b) : (wmem_strbuf_append (b, "two"), b)), n++;
  (void) wmem_strbuf_append (b, "cast");
  wmem_strbuf_append ((wmem_strbuf_append (b, "inner"), b), "outer");
  return (wmem_strbuf_append (b, "returned"), b);
}
