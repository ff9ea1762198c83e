/* What functions share keeps its type where one of them is left, and nothing else does. */
#include <epan/packet.h>
#include <wmem/wmem.h>

struct ctx
{
  emem_strbuf_t *field;
  wmem_strbuf_t *other;
};

static emem_strbuf_t *shared;
static wmem_strbuf_t *apart, *last;

static emem_strbuf_t *get (void);

static void
put (wmem_strbuf_t *b, int n)
{
  wmem_strbuf_append (b, n ? "put" : "");
}

static emem_strbuf_t *
get (void)
{
  return shared;
}

/* The same names, but other things. */
static void
shadowing (wmem_strbuf_t *shared, struct ctx *field)
{
  wmem_strbuf_append (shared, "x");
  wmem_strbuf_append (field->other, "x");
  put (shared, 1);
}

static void
both (struct ctx *c)
{
  emem_strbuf_t *x;
  wmem_strbuf_t *y;

  x = shared;
  c->field = x;
  y = wmem_strbuf_new (wmem_packet_scope(), "a");
  apart = last = y;
  c->other = apart;
  put (apart, 2);
  shadowing (last, c);
}

void dissect (struct ctx *c);
void
dissect (struct ctx *c)
{
  while (ep_strbuf_append (get (), "x"))
    ;
  both (c);
}
