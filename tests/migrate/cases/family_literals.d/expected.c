/* Compound literals name a type of the family: what is in them, and what comes out. */
#include <epan/packet.h>
#include <wmem/wmem.h>

struct pair
{
  wmem_stack_t *first, *second;
};

static void
push (const struct pair *pair, int n)
{
  wmem_stack_push (((wmem_stack_t *[]){ pair->first, pair->second })[n], NULL);
}

void literals (wmem_stack_t *stack);
void
literals (wmem_stack_t *stack)
{
  push (&(struct pair){ stack, wmem_stack_new (wmem_packet_scope()) }, 1);
  use (*(wmem_stack_t **){ &stack });
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
