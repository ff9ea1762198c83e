/* Compound literals name a type of the family: what is in them, and what comes out. */
#include <epan/packet.h>

struct pair
{
  ep_stack_t first, second;
};

static void
push (const struct pair *pair, int n)
{
  ep_stack_push (((ep_stack_t[]){ pair->first, pair->second })[n], NULL);
}

void literals (ep_stack_t stack);
void
literals (ep_stack_t stack)
{
  push (&(struct pair){ stack, ep_stack_new () }, 1);
  use (*(ep_stack_t *){ &stack });
}

/* One that has no new form keeps all of its own. */
struct kept
{
  emem_strbuf_t *buffer;
};

static char **
where (struct kept kept)
{
  return &(*(emem_strbuf_t *[]){ kept.buffer })->str;
}

void keeps (void);
void
keeps (void)
{
  use (where ((struct kept){ ep_strbuf_new ("x") }));
}

/* The value of a statement expression is that of its last statement. */
static gsize *
length_of (emem_strbuf_t **buffers)
{
  return &buffers[0]->len;
}

void by_statement (emem_strbuf_t *goes[], int n);
void
by_statement (emem_strbuf_t *goes[], int n)
{
  ep_strbuf_append (({ n++; goes[n]; }), "y");
}

void by_statement_stays (emem_strbuf_t *stays[], int n);
void
by_statement_stays (emem_strbuf_t *stays[], int n)
{
  emem_strbuf_t *one = ({ n++; stays[n]; });
  use (one), use (length_of (stays));
}
