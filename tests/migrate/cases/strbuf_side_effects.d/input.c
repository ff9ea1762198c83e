/* A buffer's expression with a side effect is evaluated once. */
#include <epan/packet.h>

emem_strbuf_t *next (void);

void dissect (emem_strbuf_t **bufs, int i);
void
dissect (emem_strbuf_t **bufs, int i)
{
  ep_strbuf_printf (bufs[i++], "%d", 5);
  ep_strbuf_printf (next (), "%d", 5);
  if (i)
    ep_strbuf_printf (*bufs++, "%s", "x");
  ep_strbuf_append (next (), "kept");
  ep_strbuf_printf (bufs[i++], "%s", bufs[0]->str);
}

/* In an expression, too. */
void in_expressions (emem_strbuf_t **bufs, int i);
void
in_expressions (emem_strbuf_t **bufs, int i)
{
  emem_strbuf_t *made = ep_strbuf_append (next (), "a"), *kept;

  i ? ep_strbuf_printf (bufs[i++], "%d", 5) : (void) 0;
  i ? ep_strbuf_printf (bufs[i++], "%s", made->str) : (void) 0;
  use (ep_strbuf_append (bufs[i++], "x"));
  use (ep_strbuf_append (ep_strbuf_append (bufs[0], "x"), "y"));
  if ((kept = ep_strbuf_append_c (next (), 'x')) != made)
    use (kept);
  kept = ep_strbuf_append (next (), kept->str);
}

void residue (emem_strbuf_t **bufs, int i);
void
residue (emem_strbuf_t **bufs, int i)
{
  while (ep_strbuf_append (bufs[i++], "x"))
    ;
}
