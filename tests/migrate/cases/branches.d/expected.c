/* What another configuration has at a place is part of the place: nothing of it is written twice, and its reads count. */
#include <epan/packet.h>
#include <wmem/wmem.h>

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

void texts (wmem_strbuf_t *x, int k);
void
texts (wmem_strbuf_t *x, int k)
{
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(),
#ifdef A
    "%s+", wmem_strbuf_get_str(x)
#else
    "%d", k
#endif
    ); wmem_strbuf_truncate(x, 0); wmem_strbuf_append(x, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%d",
#ifdef A
    k
#else
    3
#endif
    ); wmem_strbuf_truncate(x, 0); wmem_strbuf_append(x, wmem_text); }
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

void assigned (wmem_strbuf_t *a, wmem_strbuf_t *c);
void
assigned (wmem_strbuf_t *a, wmem_strbuf_t *c)
{
#ifdef A
  a =
#else
  c =
#endif
    (wmem_strbuf_append (a, "x"), a);
  use (c);
}
