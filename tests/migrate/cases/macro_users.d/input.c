/* What a macro's users hand to it and do with its value decides what its body may become. */
#include <epan/packet.h>

#define SET(buffer, value) ep_strbuf_printf (buffer, "%d", value)
#define SET_ONCE(buffer, value) ep_strbuf_printf (buffer, "%d", value)
#define ADD(buffer, text) ep_strbuf_append (buffer, text)
#define ADD_STATEMENT(buffer, text) ep_strbuf_append (buffer, text)
#define ADD_TWO(buffer, text) (ADD_OUTER (buffer, text))
#define ADD_OUTER(buffer, text) ep_strbuf_append (buffer, text)
#define PEEK(stack) ep_stack_peek (stack)
#define POP(stack) ep_stack_pop (stack)
#define NEXT next ()
#define CURRENT b

emem_strbuf_t *next (void);
const char *name_of (const void *p);

void plain (emem_strbuf_t *b, ep_stack_t s, int i);
void
plain (emem_strbuf_t *b, ep_stack_t s, int i)
{
  SET (b, i++);
  use (ADD (b, "x"));
  ADD_STATEMENT (b, "x");
  use (ADD_TWO (b, "y"));
  use (PEEK (s));
  ep_strbuf_printf (NEXT, "once");
  ep_strbuf_printf (CURRENT, "%s", name_of (b));
  ep_strbuf_printf (b, "%s", name_of (CURRENT));
}

void twice (emem_strbuf_t **buffers, ep_stack_t *stacks, int i);
void
twice (emem_strbuf_t **buffers, ep_stack_t *stacks, int i)
{
  SET_ONCE (buffers[i++], 1);
  use (POP (stacks[i++]));
}

#define SET_TEXT(buffer, text) ep_strbuf_printf (buffer, "%s", text)
#define SET_OWN(buffer, text) ep_strbuf_printf (buffer, "%s", text)

struct ctx
{
  emem_strbuf_t *buffer;
  const char *name;
};

void reads (struct ctx *c);
void
reads (struct ctx *c)
{
  SET_TEXT (c->buffer, c->name);
}

void reads_own (emem_strbuf_t *b);
void
reads_own (emem_strbuf_t *b)
{
  SET_OWN (b, name_of (b));
}

/* Elsewhere the same names are free to change. */
void apart (emem_strbuf_t *b);
void
apart (emem_strbuf_t *b)
{
  ep_strbuf_append (b, "apart");
}
