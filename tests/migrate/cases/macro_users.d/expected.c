/* What a macro's users hand to it and do with its value decides what its body may become. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define SET(buffer, value) (wmem_strbuf_truncate(buffer, 0), wmem_strbuf_append_printf (buffer, "%d", value))
#define SET_ONCE(buffer, value) ep_strbuf_printf (buffer, "%d", value)
#define ADD(buffer, text) (wmem_strbuf_append (buffer, text), buffer)
#define ADD_STATEMENT(buffer, text) wmem_strbuf_append (buffer, text)
#define ADD_TWO(buffer, text) (ADD_OUTER (buffer, text))
#define ADD_OUTER(buffer, text) (wmem_strbuf_append (buffer, text), buffer)
#define PEEK(stack) (wmem_stack_count(stack) > 0 ? wmem_stack_peek (stack) : NULL)
#define POP(stack) ep_stack_pop (stack)
#define NEXT next ()
#define CURRENT b

wmem_strbuf_t *next (void);
const char *name_of (const void *p);

void plain (wmem_strbuf_t *b, wmem_stack_t *s, int i);
void
plain (wmem_strbuf_t *b, wmem_stack_t *s, int i)
{
  SET (b, i++);
  use (ADD (b, "x"));
  ADD_STATEMENT (b, "x");
  use (ADD_TWO (b, "y"));
  use (PEEK (s));
  { wmem_strbuf_t *wmem_buffer = NEXT; wmem_strbuf_truncate(wmem_buffer, 0); wmem_strbuf_append_printf(wmem_buffer, "once"); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", name_of (b)); wmem_strbuf_truncate(CURRENT, 0); wmem_strbuf_append(CURRENT, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", name_of (CURRENT)); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
}

void twice (emem_strbuf_t **buffers, ep_stack_t *stacks, int i);
void
twice (emem_strbuf_t **buffers, ep_stack_t *stacks, int i)
{
  SET_ONCE (buffers[i++], 1);
  use (POP (stacks[i++]));
}

#define SET_TEXT(buffer, text) (wmem_strbuf_truncate(buffer, 0), wmem_strbuf_append_printf(buffer, "%s", text))
#define SET_OWN(buffer, text) ep_strbuf_printf (buffer, "%s", text)

struct ctx
{
  wmem_strbuf_t *buffer;
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
void apart (wmem_strbuf_t *b);
void
apart (wmem_strbuf_t *b)
{
  wmem_strbuf_append (b, "apart");
}
