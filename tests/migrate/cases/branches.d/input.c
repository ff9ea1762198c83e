/* What another configuration has at a place is part of the place: nothing of it is written twice, and its reads count. */
#include <epan/packet.h>

void stacks (ep_stack_t k0, ep_stack_t k1);
void
stacks (ep_stack_t k0, ep_stack_t k1)
{
  use (ep_stack_pop (
#ifdef A
    k0
#else
    k1
#endif
    ));
}

void buffers (emem_strbuf_t *x, emem_strbuf_t *y, int k);
void
buffers (emem_strbuf_t *x, emem_strbuf_t *y, int k)
{
  ep_strbuf_printf (
#ifdef A
    x
#else
    y
#endif
    , "%d", k);
}

void texts (emem_strbuf_t *x, int k);
void
texts (emem_strbuf_t *x, int k)
{
  ep_strbuf_printf (x,
#ifdef A
    "%s+", x->str
#else
    "%d", k
#endif
    );
  ep_strbuf_printf (x, "%d",
#ifdef A
    k
#else
    3
#endif
    );
}

void sizes (int n, int limit);
void
sizes (int n, int limit)
{
  use (ep_strbuf_sized_new (
#ifdef A
    n
#else
    n + 1
#endif
    , limit));
}

void assigned (emem_strbuf_t *a, emem_strbuf_t *c);
void
assigned (emem_strbuf_t *a, emem_strbuf_t *c)
{
#ifdef A
  a =
#else
  c =
#endif
    ep_strbuf_append (a, "x");
  use (c);
}
